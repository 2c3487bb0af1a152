"""`app`."""

import socket
from typing import Annotated

import typer
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import OnepathError

from ..explorer.server import serve
from .terminal import console

Port = Annotated[int, typer.Option(min=1, max=65535, help="The explorer's port.")]
Headless = Annotated[bool, typer.Option("--headless", help="Do not open a browser window.")]


def app(port: Port = 8501, headless: Headless = False) -> None:
    """Open the explorer in the browser. It is served on 127.0.0.1 until you press Ctrl-C."""
    settings = Settings()
    require_port(port)
    with Graph.open(settings):
        pass  # a server that does not answer is reported here, not in the browser
    console.print(f"Explorer: http://127.0.0.1:{port}  (stop it with Ctrl-C)")
    raise typer.Exit(serve(settings, port, headless))


def require_port(port: int) -> None:
    """Raises OnepathError for a port that is taken, before any work: the web server notices it after that."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as why:
            raise OnepathError(
                f"The explorer cannot listen on port {port}: {why.strerror}.",
                kept="Nothing was changed.",
                action="Name another port, for example: --port 8502",
            ) from why
