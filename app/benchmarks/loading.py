"""Loading compared with other ways, on a server of its own that is thrown away afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

from onepath.graph.bulk import OfflineFiles
from onepath.graph.engine import Engine
from onepath.graph.identity import default_rules
from onepath.graph.ingest import load_records
from onepath.graph.schema import install_schema
from onepath.graph.store import Graph
from onepath.loaders.reader import read_records
from onepath.loaders.simulator import simulate

from .plain_loop import load_plainly
from .report import BenchReport, Comparison, seconds


def run_loading(home: Path, people: int, say: Callable[[str], None]) -> BenchReport:
    """Every comparison, on simulated people. `home` must not exist; it is removed."""
    engine = Engine(home / "home")
    try:
        say(f"Simulating {people:,} people")
        simulate(home / "data", people=people, seed=1)
        say("Starting Neo4j")
        engine.up()
        events, comparisons = _compare(engine, home, say)
        return BenchReport(people, events, comparisons)
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
        loaded = seconds(
            lambda: load_records(
                graph, read_records(file, rules=default_rules()), path=str(file), key="bench"
            )
        )
        _empty(graph)
    say("Writing the files of the offline import")
    offline = OfflineFiles(home / "import")
    written = seconds(lambda: _write(offline, file))
    say("Importing them")
    imported = seconds(
        lambda: engine.import_offline(offline.nodes, offline.relationships, lambda uri, password: None)
    )
    with _open(engine) as graph:
        events: int = graph.ask("sources/overview")[0]["events"]
    return events, [
        Comparison("load", loaded, "plain UNWIND loop", plainly, 1.0),
        Comparison("load --bulk", written + imported, "load", loaded, 0.2),
        Comparison("load --bulk", written + imported, "bare offline import", imported, 2.0),
    ]


def _open(engine: Engine) -> Graph:
    return Graph(str(engine.status().bolt_uri), engine.username, engine.password)


def _empty(graph: Graph) -> None:
    graph.statement("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
    install_schema(graph)


def _write(offline: OfflineFiles, file: Path) -> None:
    offline.take(read_records(file, rules=default_rules()), lambda reject: None, lambda rows: None)
    offline.finish([])
