"""One real Neo4j for the whole test session, started by the same code that users start it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from onepath.graph.engine import Engine
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from prepared import Content, Prepare, Prepared, nothing

pytest_plugins = ["browsing", "ecom_shop", "explorer_pages"]


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test may reach the server or the data home of whoever runs the tests."""
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "SPARK_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ONEPATH_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The managed server, in a home of its own."""
    engine = Engine(tmp_path_factory.mktemp("session") / "home")
    engine.up()
    yield engine
    engine.down()


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
