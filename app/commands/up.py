"""`up`."""

from onepath.graph.engine import Engine
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, read_status

from .options import Json
from .status import show_status
from .terminal import bar


def up(json: Json = False) -> None:
    """Start the managed local Neo4j and install the schema. The first time, Neo4j is downloaded."""
    settings = Settings()
    start(settings)
    show_status(read_status(settings), json)


def start(settings: Settings) -> None:
    """The server that the settings name, running and with the schema installed."""
    if settings.managed:
        with bar("Starting Neo4j") as shown:
            Engine(settings.home).up(shown.say)
    with Graph.open(settings) as graph:
        install_schema(graph)
