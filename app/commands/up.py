"""`up`."""

from typing import Annotated

import typer
from onepath.graph.engine import Engine
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, require_status

from .options import Json
from .status import show_status
from .terminal import bar


def up(
    upgrade: Annotated[
        bool,
        typer.Option("--upgrade", help="Upgrade the store of an older Neo4j, which cannot read it any more."),
    ] = False,
    json: Json = False,
) -> None:
    """Start the managed local Neo4j and install the schema. The first time, Neo4j is downloaded."""
    settings = Settings()
    start(settings, upgrade=upgrade)
    show_status(require_status(settings), json)


def start(settings: Settings, *, upgrade: bool = False) -> None:
    """The server that the settings name, running and with the schema installed."""
    if settings.managed:
        with bar("Starting Neo4j") as shown:
            Engine(settings.home).up(shown.say, upgrade=upgrade)
    with Graph.open(settings) as graph:
        install_schema(graph)
