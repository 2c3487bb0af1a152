"""A simulated shop on a server of its own, thrown away afterwards."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onepath.graph.bulk import OfflineFiles
from onepath.graph.engine import Engine
from onepath.graph.identity import default_rules, resolve
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.reader import read_records
from onepath.loaders.simulator import Rates, simulate

__all__ = ["simulated_shop"]

VISITS = 20.0
"""Average visits of a simulated person: with anonymous visitors, some 40 events for each resolved one."""


@contextmanager
def simulated_shop(
    home: Path, people: int, say: Callable[[str], None], rates: Rates = Rates(visits=VISITS)
) -> Iterator[Settings]:
    """The settings of a graph with so many simulated people, their journeys built. `home` must not exist."""
    engine = Engine(home / "home")
    try:
        say(f"Simulating {people:,} people")
        simulate(home / "data", people=people, seed=1, rates=rates)
        say("Starting Neo4j")
        engine.up()
        _load(engine, home, say)
        yield engine.settings
    finally:
        engine.down()
        shutil.rmtree(home, ignore_errors=True)


def _load(engine: Engine, home: Path, say: Callable[[str], None]) -> None:
    say("Importing their events")
    offline = OfflineFiles(home / "import")
    for table in ("users", "identifiers", "sessions", "events"):
        offline.take(
            read_records(home / "data" / f"{table}.csv", rules=default_rules()),
            lambda reject: None,
            lambda rows: None,
        )
    offline.finish([])
    engine.import_offline(offline.nodes, offline.relationships, lambda uri, password: None)
    with Graph(str(engine.status().bolt_uri), engine.username, engine.password) as graph:
        install_schema(graph)
        say("Resolving people")
        resolve(graph)
        say("Building journeys")
        build_journeys(graph)
