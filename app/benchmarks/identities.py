"""How right and how fast people are resolved, beside plain components plainly written."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from onepath.graph.bulk import OfflineFiles
from onepath.graph.engine import Engine
from onepath.graph.evaluation import Evaluation, evaluate_graph
from onepath.graph.identity import default_rules, explain, resolve
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph
from onepath.loaders.reader import read_records
from onepath.loaders.records import Record, UserRecord
from onepath.loaders.simulator import simulate
from onepath.loaders.truth import read_truth

from .report import Comparison, machine, seconds

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_LINKS = 200
"""New links at most that are resolved one after the other; the second half of them counts."""
_TABLES = ("identifiers", "users", "sessions", "events")
_SEED = 20_261_128
"""A seed that no test uses, and that no rule was chosen by."""


@dataclass(frozen=True, slots=True)
class IdentityQuality:
    """Accuracy over the pairs that true links connect, compared with plain components (`baseline_...`).

    `data` is ordinary or hard, `connectable` the share of true pairs that true links connect.
    """

    data: str
    precision: float
    recall: float
    f1: float
    connectable: float
    largest_false_person: int
    baseline_precision: float
    baseline_recall: float
    baseline_f1: float
    baseline_largest_false_person: int
    target_precision: float
    target_recall: float


@dataclass(frozen=True, slots=True)
class IdentityBench:
    """Accuracy on `people` simulated people, and times on this many identifiers and links."""

    people: int
    identifiers: int
    links: int
    quality: list[IdentityQuality]
    comparisons: list[Comparison]
    machine: str = field(default_factory=machine)


def run_identity(home: Path, people: int, accounts: int, say: Callable[[str], None]) -> IdentityBench:
    """Simulate, resolve and evaluate so many people; then time so many accounts of four identifiers each.

    `home` must not exist; it is removed at the end. Raises GraphError.
    """
    engine = Engine(home / "home")
    try:
        say("Starting Neo4j")
        engine.up()
        quality = [
            _quality("ordinary", _evaluate(engine, home / "ordinary", people, say), 0.995, 0.95),
            _quality("hard", _evaluate(engine, home / "hard", people, say, hard=True), 0.99, 0.93),
        ]
        identifiers, links, comparisons = _compare(engine, home / "speed", accounts, say)
        return IdentityBench(people, identifiers, links, quality, comparisons)
    finally:
        engine.down()
        shutil.rmtree(home, ignore_errors=True)


def _evaluate(
    engine: Engine, folder: Path, people: int, say: Callable[[str], None], *, hard: bool = False
) -> Evaluation:
    kind = "hard" if hard else "ordinary"
    say(f"Simulating {people:,} {kind} people")
    simulate(folder / "data", people=people, seed=_SEED, hard=hard)
    say(f"Loading the {kind} people")
    files = OfflineFiles(folder / "import")
    for table in _TABLES:
        files.take(
            read_records(folder / "data" / f"{table}.csv", rules=default_rules()),
            lambda reject: None,
            lambda rows: None,
        )
    _import(engine, files)
    with _open(engine) as graph:
        say(f"Resolving the {kind} people")
        install_schema(graph)
        resolve(graph)
        found = evaluate_graph(graph, read_truth(folder / "data" / "truth.csv"), default_rules())
    shutil.rmtree(folder)
    return found


def _quality(data: str, found: Evaluation, precision: float, recall: float) -> IdentityQuality:
    ours, baseline = found.found, found.baseline
    return IdentityQuality(
        data=data, precision=ours.pairwise.precision, recall=ours.connectable_recall,
        f1=_f1(ours.pairwise.precision, ours.connectable_recall), connectable=found.connectable,
        largest_false_person=ours.largest_false_person, baseline_precision=baseline.pairwise.precision,
        baseline_recall=baseline.connectable_recall,
        baseline_f1=_f1(baseline.pairwise.precision, baseline.connectable_recall),
        baseline_largest_false_person=baseline.largest_false_person,
        target_precision=precision, target_recall=recall,
    )  # fmt: skip


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _compare(
    engine: Engine, folder: Path, accounts: int, say: Callable[[str], None]
) -> tuple[int, int, list[Comparison]]:
    say("Loading accounts of four identifiers each")
    files = OfflineFiles(folder / "import")
    files.take(in_accounts(accounts), lambda reject: None, lambda rows: None)
    _import(engine, files)
    with _open(engine) as graph:
        install_schema(graph)
        say("Resolving everybody")
        whole = _from_nothing(graph, lambda: resolve(graph, full=True))
        say("Resolving one new link")
        count = min(_LINKS, accounts // 5)
        links = [_resolved_link(graph, place) for place in range(7, 7 + 4 * count, 4)]
        one = median(links[count // 2 :])
        say("Explaining")
        explained = seconds(lambda: explain(graph, "member:00000042", _cookie(42), default_rules()), 5)
        say("Writing components in the plainest way")
        plainly = _from_nothing(graph, lambda: write_plainly(graph))
        size = graph.ask("internal/identity/size")[0]
    return (
        size["identifiers"], size["links"],
        [
            Comparison("resolve, rules included", whole, "scipy, plainest writing", plainly, 1.5),
            Comparison("resolve of one new link", one, "resolve of everybody", whole, 0.001),
            Comparison("explain", explained, "a tenth of a second", 0.1, 1.0),
        ],
    )  # fmt: skip


def in_accounts(people: int) -> Iterator[Record]:
    """One account each, with four identifiers, all linked; one in fifty has the phone of the one before."""
    for place in range(people):
        phone = place - 1 if place % 50 == 1 else place
        keys = (
            f"member:{place:08d}",
            f"phone:+86138{phone:08d}",
            f"device:{place * 7_919 % 10**9:09d}",
            _cookie(place),
        )
        yield UserRecord("crm", str(place), keys, _BEGIN + timedelta(seconds=place % 600_000), {})


def write_plainly(graph: Graph) -> None:
    """Components by scipy, and a person for each by UNWIND, ten thousand at a time: no merge rules."""
    import numpy
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = [(row["a"], row["b"]) for row in graph.ask("internal/identity/pairs", thresholds={})]
    keys = sorted({key for pair in ends for side in pair for key in side})
    place = {key: n for n, key in enumerate(keys)}
    a = numpy.fromiter((place[key] for pair in ends for key in pair[0]), dtype=numpy.int64)
    b = numpy.fromiter((place[key] for pair in ends for key in pair[1]), dtype=numpy.int64)
    shape = (len(keys), len(keys))
    _, labels = connected_components(coo_array((numpy.ones(len(a), numpy.int8), (a, b)), shape=shape), False)
    people: dict[int, list[str]] = {}
    for key, label in zip(keys, labels.tolist(), strict=True):
        people.setdefault(label, []).append(key)
    rows: list[dict[str, Any]] = [
        {"oneid": f"p{label}", "keys": members} for label, members in people.items()
    ]
    for start in range(0, len(rows), 2_500):
        graph.run("internal/bench/plain_people", rows=rows[start : start + 2_500])


def _cookie(place: int) -> str:
    return f"cookie:GA1.2.{place * 104_729 % 10**10}"


def _join_two(graph: Graph, one: int, other: int) -> None:
    graph.run("internal/bench/join", a=_cookie(one), b=f"device:{other * 7_919 % 10**9:09d}")


def _from_nothing(graph: Graph, work: Callable[[], object]) -> float:
    """How long the work takes where there are no people: the better of two times, the first warms up."""
    taken = []
    for _ in range(2):
        _forget(graph)
        taken.append(seconds(work))
    return min(taken)


def _resolved_link(graph: Graph, place: int) -> float:
    _join_two(graph, place, place + 2)
    return seconds(lambda: resolve(graph))


def _forget(graph: Graph) -> None:
    graph.statement("MATCH (n:Person) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")


def _import(engine: Engine, files: OfflineFiles) -> None:
    files.finish([])
    engine.import_offline(files.nodes, files.relationships, lambda uri, password: None)


def _open(engine: Engine) -> Graph:
    return Graph(str(engine.status().bolt_uri), engine.username, engine.password)
