"""All comparisons, one after the other, on a server of their own that is thrown away afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

from onepath.app.benchmarks.comparison import Comparison, seconds
from onepath.app.benchmarks.funnels import Columns, funnel_counts
from onepath.app.benchmarks.plain_loop import load_plainly
from onepath.graph.engine import Engine
from onepath.graph.errors import GraphError
from onepath.graph.identity import resolve
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph, OfflineFiles, load_records
from onepath.loaders import read_records
from onepath.loaders.simulator import simulate

_AGAIN = 5


def run(home: Path, people: int, say: Callable[[str], None]) -> tuple[int, list[Comparison]]:
    """How many events were used, and every comparison. `home` must not exist; it is removed at the end.

    Raises GraphError when the two ways of asking a funnel do not agree.
    """
    engine = Engine(home / "home")
    try:
        say(f"Simulating {people:,} people")
        simulate(home / "data", people=people, seed=1)
        say("Starting Neo4j")
        engine.up()
        return _compare(engine, home, say)
    finally:
        engine.down()
        shutil.rmtree(home, ignore_errors=True)


def _compare(engine: Engine, home: Path, say: Callable[[str], None]) -> tuple[int, list[Comparison]]:
    file = home / "data" / "events.csv"
    with _open(engine) as graph:
        say("Loading events by the plain loop")
        _empty(graph)
        plainly = seconds(lambda: load_plainly(graph, file))
        say("Loading events by onepath")
        _empty(graph)
        loaded = seconds(lambda: load_records(graph, read_records(file), path=str(file), key="bench"))
        _empty(graph)
    say("Writing the files of the offline import")
    offline = OfflineFiles(home / "import")
    written = seconds(lambda: _write(offline, file))
    say("Importing them")
    imported = seconds(
        lambda: engine.import_offline(offline.nodes, offline.relationships, lambda uri, password: None)
    )
    with _open(engine) as graph:
        say("Resolving people and building journeys")
        install_schema(graph)
        resolve(graph)
        build_journeys(graph)
        say("Asking for the funnel")
        events: int = graph.ask("journeys/size")[0]["events"]
        asked, columns = _funnel(graph, home)
    return events, [
        Comparison("load", loaded, "plain UNWIND loop", plainly, 1.0),
        Comparison("load --bulk", written + imported, "load", loaded, 0.2),
        Comparison("load --bulk", written + imported, "bare offline import", imported, 2.0),
        Comparison("funnel", asked, "ClickHouse windowFunnel", columns, 2.0),
    ]


def _open(engine: Engine) -> Graph:
    return Graph(str(engine.status().bolt_uri), engine.username, engine.password)


def _empty(graph: Graph) -> None:
    graph.statement("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
    install_schema(graph)


def _write(offline: OfflineFiles, file: Path) -> None:
    offline.take(read_records(file), lambda reject: None, lambda rows: None)
    offline.finish([])


def _funnel(graph: Graph, home: Path) -> tuple[float, float]:
    columns = Columns(graph, home / "columns.parquet")
    ours, theirs = funnel_counts(graph), columns.funnel_counts()
    if ours != theirs:
        raise GraphError(f"The funnels do not agree: {ours} in the graph, {theirs} in ClickHouse.")
    return seconds(lambda: funnel_counts(graph), _AGAIN), seconds(columns.funnel_counts, _AGAIN)
