"""One real Neo4j for the whole test session, started by the same code that users start it with."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import neo4j._sync.work.result
import pytest
from onepath.graph.engine import Engine
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from prepared import Content, Prepare, Prepared, nothing
from xdist.scheduler import LoadGroupScheduling

LONGEST = (
    "test_bench", "test_spark", "test_library", "test_docs", "test_tour", "test_stopped_resolves",
    "test_browser_journeys", "test_browser_people", "test_engine", "test_failing_server",
    "test_stopped_loads", "test_browser", "test_bulk", "test_bad_input", "test_command_line",
)  # fmt: skip
"""Files that take long begin first: what is left at the end is short, and neither of two processes waits."""

# pyproject.toml makes a deprecation an error: no query that any test runs may have one.
Graph.notifications = "WARNING"
# To say where a warning comes from, the driver would read the source of the whole stack for each query, which
# takes longer than most queries of a test.
neo4j._sync.work.result.inspect = SimpleNamespace(stack=list)  # type: ignore[attr-defined]

pytest_plugins = ["browsing", "ecom_shop", "explorer_pages"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first, and together what shares a graph that takes long to fill."""
    for item in items:
        if "ecom" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("ecom"))
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    if item.get_closest_marker("xdist_group"):
        return 0
    return LONGEST.index(item.path.stem) + 1 if item.path.stem in LONGEST else len(LONGEST) + 1


class ByFile(LoadGroupScheduling):
    """Gives each process whole files, except for the groups that are marked."""

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        return scope.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    return ByFile(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test may reach the server or the data home of the person who runs the tests."""
    names = "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "SPARK_REMOTE"
    for name in (*names, "ONEPATH_TIME_ZONE", "ONEPATH_WEEK_START"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ONEPATH_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The managed server, in a home of its own."""
    engine = Engine(tmp_path_factory.mktemp("session") / "home")
    engine.up()
    yield engine
    engine.down()


@pytest.fixture
def short_lived_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of a test's own, which end soon: Java would compile for a long life and take longer for it."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.fixture(scope="session")
def settings(engine: Engine) -> Settings:
    """Settings that point to the server of this test session."""
    return engine.settings


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    """What the graph of this test session holds."""
    return Prepared()


@pytest.fixture
def prepare(settings: Settings, prepared: Prepared) -> Iterator[Prepare]:
    """`prepare(content)` is the graph with that content. It is there already where tests before only read."""
    with Graph.open(settings) as graph:

        def with_content(content: Content) -> Graph:
            prepared.fill(graph, content)
            return graph

        yield with_content


@pytest.fixture
def graph(prepare: Prepare) -> Graph:
    """An empty graph with its schema."""
    return prepare(nothing)


@pytest.fixture
def folder(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, from which commands reach the server of this test session."""
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def here(folder: Path, graph: Graph) -> Path:
    """The same, in front of an empty graph."""
    return folder
