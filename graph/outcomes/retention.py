"""Retention: of the people who began in a period, how many came back in which later one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid, Refused
from ..store import Graph
from ..trails import Alphabet
from .channels import no_such_property
from .periods import PERIODS, day_of, name_of, number_named, number_of

READINGS = ("exact", "unbounded")
ALL = "(all)"
NO_VALUE = "(none)"
SOURCE = "source"
_MOST_GROUPS = 100
_MOST_CELLS = 200_000
_LAST_PERIOD = 100_000
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class RetentionQuestion:
    """What begins a cohort, what is a return, and how time is divided.

    `start` and `back`: events as text (see `Alphabet.letters`), any event where None. `by`: one of `PERIODS`.
    `reading`: `exact`, who came back in the period; `unbounded`, who came back in it or later. `group`:
    cohorts by the source of the first event (`SOURCE`) or by one of its properties, instead of by its time.
    `periods`: the last period that is looked at.
    """

    start: str | None = None
    back: str | None = None
    by: str = "week"
    reading: str = "exact"
    group: str | None = None
    periods: int = 12


@dataclass(frozen=True, slots=True)
class RetentionCell:
    """`people` came back in a period, `of` so many. Not `complete`: the period has not ended in the data."""

    period: int
    people: int
    of: int
    complete: bool

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.people / self.of


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who began together, and their cells, as far as the data goes."""

    name: str
    people: int
    cells: list[RetentionCell]


@dataclass(frozen=True, slots=True)
class Retention:
    """The cohorts by time, or groups by name; `overall` is everybody. `until`: the last event (UTC).

    Groups and `overall` hold cohorts of several times: of those each cell counts the ones whose period is
    complete.
    """

    until: datetime
    overall: Cohort
    cohorts: list[Cohort]


_Counts = dict[tuple[str, int], Counter[int]]
"""People by group and cohort, then by period; `_SIZE` is everybody of the cohort."""
_SIZE = -1


def retention(graph: Graph, question: RetentionQuestion, *, group: Group = EVERYBODY) -> Retention:
    """The retention of all cohorts of the group.

    A person is of it whose first event is on these days and on this source, and whose journey has the event,
    or has it not. Raises EventUnknown, QuestionInvalid, and Refused for too many cells.
    """
    alphabet = Alphabet.read(graph)
    asked, first, last = _asked(graph, alphabet, question, group)
    _refuse_too_large(graph, question, (max(first, group.since), min(last, group.until)), last)
    counts = _counts(graph.ask_in_parts("internal/outcomes/retention", **asked), question, alphabet)
    ends = number_of(day_of(last), question.by)
    if question.group is None:
        cohorts = [
            Cohort(name_of(number, question.by), counted[_SIZE], _triangle(counted, ends - number, question))
            for (_, number), counted in sorted(counts.items())
        ]
    else:
        names = {group for group, _ in counts}
        cohorts = [_over_times(name, _of(name, counts), ends, question) for name in sorted(names)]
        cohorts.sort(key=lambda cohort: -cohort.people)
    overall = _over_times(ALL, list(counts.items()), ends, question)
    return Retention(_BEGINNING + last * _INSTANT, overall, cohorts)


def retained(
    graph: Graph,
    question: RetentionQuestion,
    cohort: str,
    period: int | None,
    *,
    group: Group = EVERYBODY,
) -> list[str]:
    """The OneIDs of a cell, as many as its `people`; of everybody in the cohort where `period` is None.

    `cohort`: its name; `ALL` for everybody. Raises EventUnknown and QuestionInvalid.
    """
    if period is not None and not 0 <= period <= _LAST_PERIOD:
        raise QuestionInvalid(f"There is no period {period}.", action="The first is 0.")
    alphabet = Alphabet.read(graph)
    asked, _, last = _asked(graph, alphabet, question, group)
    # A cell over several times holds the cohorts whose period is complete.
    ended = number_of(day_of(last), question.by) - (0 if period is None else period + 1)
    chosen: dict[str, Any] = {"from_cohort": 0, "to_cohort": ended, "groups": None}
    if cohort != ALL and question.group is None:
        number = number_named(cohort, question.by)
        chosen |= {"from_cohort": number, "to_cohort": number}
    elif cohort != ALL:
        chosen["groups"] = _written(cohort, question, alphabet)
    rows = graph.ask_in_parts("internal/outcomes/retained", **asked, **chosen, period=period)
    return sorted(row["oneid"] for row in rows)


def _asked(
    graph: Graph, alphabet: Alphabet, question: RetentionQuestion, group: Group
) -> tuple[dict[str, Any], int, int]:
    """What both queries take, and the times of the first and the last event."""
    if question.by not in PERIODS or question.reading not in READINGS:
        raise QuestionInvalid(
            f"There is no retention by {question.by} in the reading {question.reading}.",
            action=f"Periods: {', '.join(PERIODS)}. Readings: {', '.join(READINGS)}.",
        )
    if question.periods < 0:
        raise QuestionInvalid(f"{question.periods} periods cannot be looked at.", action="Give 0 or more.")
    before, between = (
        "" if text is None else alphabet.others(alphabet.letters(text))
        for text in (question.start, question.back)
    )
    (span,) = graph.ask("internal/outcomes/span", now=(datetime.now(UTC) - _BEGINNING) // _INSTANT)
    if span["last"] is None:
        raise QuestionInvalid("There are no journeys yet.", action="Run: onepath journeys build")
    by_source = question.group == SOURCE
    asked = {
        "before": before, "between": between, "by": question.by, "latest": span["last"],
        "unbounded": question.reading == "unbounded", "by_source": by_source,
        "property": None if by_source else question.group, **group.asked(alphabet),
    }  # fmt: skip
    return asked, span["first"], span["last"]


def _refuse_too_large(graph: Graph, question: RetentionQuestion, began: tuple[int, int], last: int) -> None:
    """`began`: the times between which cohorts begin; `last`: the time of the last event."""
    if question.group not in (None, SOURCE):
        known = graph.ask(
            "internal/outcomes/property_values", property=question.group, limit=_MOST_GROUPS + 1
        )
        if not known:
            raise no_such_property(graph, str(question.group))
        if len(known) > _MOST_GROUPS:
            raise Refused(
                f"{question.group} has more than {_MOST_GROUPS} values: too many cohorts to compare.",
                action="Choose another property.",
            )
    first, newest, ends = (number_of(day_of(at), question.by) for at in (*began, last))
    cells = max(0, newest - first + 1) * (min(question.periods, ends - first + 1) + 1)
    if cells > _MOST_CELLS:
        raise Refused(
            f"These would be up to {cells:,} cells; {_MOST_CELLS:,} are the most.",
            action="Ask for longer periods, or for fewer of them.",
        )


def _counts(rows: Sequence[Mapping[str, Any]], question: RetentionQuestion, alphabet: Alphabet) -> _Counts:
    counts: _Counts = defaultdict(Counter)
    for row in rows:
        group = row["grouped"] or ""
        if question.group == SOURCE:
            group = alphabet.source.get(group, "")
        period = _SIZE if row["period"] is None else row["period"]
        counts[group or NO_VALUE, row["cohort"]][period] += row["people"]
    return counts


def _written(name: str, question: RetentionQuestion, alphabet: Alphabet) -> list[str]:
    """How the server writes a group: the letters of a source, or a property's value."""
    if question.group != SOURCE:
        return ["" if name == NO_VALUE else name]
    letters = [letter for letter, source in alphabet.source.items() if source == name]
    if not letters:
        known = ", ".join(sorted(set(alphabet.source.values())))
        raise QuestionInvalid(f"There is no source {name!r}.", action=f"The sources are: {known}.")
    return letters


def _triangle(counted: Counter[int], ended: int, question: RetentionQuestion) -> list[RetentionCell]:
    """The cells of one cohort; periods before the number `ended` have ended."""
    came = _came(counted, question)
    return [
        RetentionCell(period, came[period], counted[_SIZE], period < ended)
        for period in range(min(question.periods, ended) + 1)
    ]


def _of(name: str, counts: _Counts) -> list[tuple[tuple[str, int], Counter[int]]]:
    return [item for item in counts.items() if item[0][0] == name]


def _over_times(
    name: str, parts: Sequence[tuple[tuple[str, int], Counter[int]]], ends: int, question: RetentionQuestion
) -> Cohort:
    """Cohorts of several times as one: each cell of those whose period is complete."""
    people: Counter[int] = Counter()
    of: Counter[int] = Counter()
    for (_, number), counted in parts:
        for cell in _triangle(counted, ends - number, question):
            if cell.complete:
                people[cell.period] += cell.people
                of[cell.period] += cell.of
    cells = [RetentionCell(period, people[period], of[period], True) for period in sorted(of)]
    return Cohort(name, sum(counted[_SIZE] for _, counted in parts), cells)


def _came(counted: Counter[int], question: RetentionQuestion) -> Counter[int]:
    """How many came back, by period; of the last returns of an unbounded reading those from it on."""
    if question.reading == "exact":
        return counted
    came: Counter[int] = Counter()
    later = 0
    for period in range(max(counted), -1, -1):
        later += counted[period]
        came[period] = later
    return came
