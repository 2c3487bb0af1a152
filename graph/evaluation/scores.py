"""How right the people are, measured against a truth. Pure: partitions in, figures out.

A partition is `{identifier key: person}`. Everything is counted over the identifiers that both the graph
and the truth know. The definitions are in docs/semantics.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..identity import connected_components

Partition = Mapping[str, str]
_MOST = 10
"""Examples of a kind of mistake, and names in one example."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision: the share of merges that are right. Recall: the share of right merges that were made. `f1`:
    their harmonic mean.
    """

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """People who do not match the true people, over `size` identifiers, with an identifier of each to look
    up.
    """

    oneids: list[str]
    true_people: list[str]
    identifiers: list[str]
    size: int


@dataclass(frozen=True, slots=True)
class Mistakes:
    """How many mistakes there are, and the largest of them."""

    count: int
    examples: list[Mistake]


@dataclass(frozen=True, slots=True)
class Quality:
    """The accuracy of one way to identify people.

    `connectable_recall`: recall over the pairs that true links connect, which are those that evidence can
    show. `largest_false_person`: the number of identifiers of the largest person that is really several
    people; 0 if there is none.
    """

    pairwise: Score
    bcubed: Score
    connectable_recall: float
    over_merged: Mistakes
    under_merged: Mistakes
    largest_false_person: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many identifiers are only in the ground truth, or only in the graph; they are not counted."""

    in_truth: int
    in_graph: int


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """Pairwise accuracy if links between similar accounts merged people from this confidence on."""

    threshold: float
    pairwise: Score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The people of the graph (`found`) compared with plain connected components (`baseline`).

    `connectable`: the share of true pairs that true links connect. `sweep` is null if it was not requested.
    """

    identifiers: int
    people: int
    true_people: int
    connectable: float
    unknown: Unknown
    found: Quality
    baseline: Quality
    sweep: list[SweepPoint] | None = None


def evaluate(found: Partition, truth: Partition, links: Iterable[tuple[str, str]] = ()) -> Evaluation:
    """Compare the people found with the ground truth, and with the people that the links alone would make.

    A link is true when both its ends belong to the same true person.
    """
    pairs = list(links)
    plain = connected_components(found, pairs)
    true = connected_components(
        truth, ((a, b) for a, b in pairs if a in truth and b in truth and truth[a] == truth[b])
    )
    both = [key for key in found if key in truth]
    shown, all_true = _pairs(true[key] for key in both), _pairs(truth[key] for key in both)
    return Evaluation(
        identifiers=len(both),
        people=len({found[key] for key in both}),
        true_people=len({truth[key] for key in both}),
        connectable=_share(shown, all_true),
        unknown=Unknown(in_truth=len(truth) - len(both), in_graph=len(found) - len(both)),
        found=quality(found, truth, true, both),
        baseline=quality(plain, truth, true, both),
    )


def quality(found: Partition, truth: Partition, true_links: Partition, keys: list[str]) -> Quality:
    """The figures of one partition over these identifiers."""
    over, under = _over_merged(found, truth, keys), _under_merged(found, truth, keys)
    return Quality(
        pairwise=pairwise(found, truth, keys),
        bcubed=bcubed(found, truth, keys),
        connectable_recall=pairwise(found, true_links, keys).recall,
        over_merged=_as_mistakes(over),
        under_merged=_as_mistakes(under),
        largest_false_person=max((mistake.size for mistake in over), default=0),
    )


def pairwise(found: Partition, truth: Partition, keys: list[str]) -> Score:
    """Over unordered pairs of identifiers. Who claims no pair claims nothing wrong: precision 1."""
    right = _pairs((found[key], truth[key]) for key in keys)
    return score(
        _share(right, _pairs(found[key] for key in keys)), _share(right, _pairs(truth[key] for key in keys))
    )


def bcubed(found: Partition, truth: Partition, keys: list[str]) -> Score:
    """The mean over identifiers of how right their own person is (Bagga and Baldwin 1998)."""
    clusters, persons = Counter(found[key] for key in keys), Counter(truth[key] for key in keys)
    cells = Counter((found[key], truth[key]) for key in keys)
    # Each of the n identifiers of a cell has n of its cluster right, itself included.
    precision = sum(n * n / clusters[cluster] for (cluster, _), n in cells.items())
    recall = sum(n * n / persons[person] for (_, person), n in cells.items())
    return score(_share(precision, len(keys)), _share(recall, len(keys)))


def score(precision: float, recall: float) -> Score:
    """Both with their harmonic mean."""
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def _pairs(groups: Iterable[object]) -> int:
    """How many pairs are in one group, given the group of every member."""
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _over_merged(found: Partition, truth: Partition, keys: list[str]) -> list[Mistake]:
    """People with identifiers of two true persons."""
    return [
        Mistake([oneid], *_named(persons), sum(map(len, persons.values())))
        for oneid, persons in _table(found, truth, keys).items()
        if len(persons) > 1
    ]


def _under_merged(found: Partition, truth: Partition, keys: list[str]) -> list[Mistake]:
    """True persons in two people."""
    mistakes = []
    for person, oneids in _table(truth, found, keys).items():
        if len(oneids) > 1:
            names, identifiers = _named(oneids)
            mistakes.append(Mistake(names, [person], identifiers, sum(map(len, oneids.values()))))
    return mistakes


def _table(rows: Partition, columns: Partition, keys: list[str]) -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in keys:
        table[rows[key]][columns[key]].append(key)
    return table


def _named(parts: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
    """The largest parts' names, and an identifier of each."""
    first = sorted(parts, key=lambda name: (-len(parts[name]), name))[:_MOST]
    return first, [min(parts[name]) for name in first]


def _as_mistakes(mistakes: list[Mistake]) -> Mistakes:
    worst = sorted(mistakes, key=lambda mistake: (-mistake.size, mistake.identifiers))
    return Mistakes(len(mistakes), worst[:_MOST])
