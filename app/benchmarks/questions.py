"""Questions over journeys, compared with column stores, and with ten times the data."""

from collections.abc import Callable, Mapping
from pathlib import Path

import psutil
from onepath.graph.conditions import read_step
from onepath.graph.errors import GraphError
from onepath.graph.flows import PathsQuestion, TransitionsQuestion, VariantsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.store import Graph

from .columns import STEPS, WINDOW, Columns
from .patterns import measure_patterns
from .report import BenchReport, Comparison, seconds
from .shop import simulated_shop

_AGAIN = 7
_COPIES = 9
_AT_ONCE = 500
_HALF_A_SECOND = 0.5


def run_questions(
    home: Path, people: int, say: Callable[[str], None], *, most_seconds: float = 600
) -> BenchReport:
    """Every comparison, on a server of its own that is thrown away. `home` must not exist.

    Raises GraphError when two ways of asking do not agree.
    """
    with simulated_shop(home, people, say) as settings, Graph.open(settings) as graph:
        return _measure(graph, home, say, most_seconds)


def _measure(graph: Graph, home: Path, say: Callable[[str], None], most_seconds: float) -> BenchReport:
    size = graph.ask("internal/journeys/size")[0]
    say("Copying the events into column stores")
    columns = Columns(graph, home / "columns.parquet")
    say("Comparing answers")
    _agree(graph, columns)
    asked = questions(graph)
    say("Asking")
    ours = {name: seconds(ask, _AGAIN) for name, ask in asked.items()}
    others: Mapping[str, tuple[str, Callable[[], object], float]] = {
        "funnel of 5 steps": ("ClickHouse windowFunnel", columns.funnel, 1.0),
        "funnel by source, with times": ("ClickHouse", columns.funnel_by_source, 2.0),
        "directly-follows counts": ("DuckDB", columns.directly_follows, 1.5),
        "100 most frequent variants": ("DuckDB", columns.variants, 2.0),
    }
    comparisons = [
        Comparison(name, ours[name], other, seconds(ask, _AGAIN), aim)
        for name, (other, ask, aim) in others.items()
    ]
    comparisons.append(
        Comparison("paths, 5 steps after an event", ours["paths, 5 steps after an event"], "half a second",
                   _HALF_A_SECOND, 1.0)
    )  # fmt: skip
    say("Mining patterns")
    mined = measure_patterns(graph, most_seconds=most_seconds)
    other = "prefixspan, stopped" if mined.stopped else "prefixspan"
    comparisons.append(
        Comparison("frequent patterns of sessions", mined.read + mined.mined, other, mined.package, 0.1)
    )
    say("Adding nine copies of each journey")
    _copy(graph)
    say("Asking again")
    before = _resident()
    for name, ask in asked.items():
        comparisons.append(
            Comparison(f"{name}, 10 x the events", seconds(ask, 3), "itself", ours[name], 11.0)
        )
    return BenchReport(size["journeys"], size["events"], comparisons, memory_growth_mb=_resident() - before)


def _copy(graph: Graph) -> None:
    oneids: list[str] = graph.ask("internal/bench/oneids")[0]["oneids"]
    for start in range(0, len(oneids), _AT_ONCE):
        graph.run("internal/bench/copy_journeys", oneids=oneids[start : start + _AT_ONCE], copies=_COPIES)


def questions(graph: Graph) -> dict[str, Callable[[], object]]:
    """What is asked, by name, as the commands ask it."""
    plain = _funnel()
    by_source = _funnel(by="source")
    return {
        "funnel of 5 steps": lambda: plain.answer(graph, times=False),
        "funnel by source, with times": lambda: by_source.answer(graph),
        "directly-follows counts": lambda: TransitionsQuestion().answer(graph),
        "100 most frequent variants": lambda: VariantsQuestion(limit=100).answer(graph),
        "paths, 5 steps after an event": lambda: PathsQuestion(start="add_to_cart", depth=5).answer(graph),
    }


def _funnel(by: str | None = None) -> FunnelQuestion:
    return FunnelQuestion(steps=tuple(map(read_step, STEPS)), within=WINDOW, by=by)


def _agree(graph: Graph, columns: Columns) -> None:
    found = _funnel().answer(graph)
    _same("funnels", [step.people for step in found.steps], columns.funnel())
    follows = {
        (one.from_event, one.to_event): (one.occurrences, one.people)
        for one in TransitionsQuestion().answer(graph).transitions
        if not one.from_event.startswith("(") and not one.to_event.startswith("(")
    }
    _same("directly-follows counts", follows, columns.directly_follows())
    sizes = [one.units for one in VariantsQuestion(limit=100).answer(graph).shown]
    _same("variants", sizes, columns.variants())


def _same(what: str, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise GraphError(f"The {what} do not agree: {ours} in the graph, {theirs} in the column store.")


def _resident() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20
