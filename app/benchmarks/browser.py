"""The explorer served as `onepath app` serves it, and the Chromium that looks at it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.request import urlopen

from onepath.graph.errors import GraphError
from onepath.graph.settings import Settings

from ..explorer.server import command, environment

__all__ = ["FLAGS", "chromium", "served"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60.0


def chromium() -> str:
    """The browser's path. Raises GraphError where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise GraphError(
            "There is no Chromium on this machine.",
            kept="Nothing was changed.",
            action="On Debian or Ubuntu: apt-get install chromium",
        )
    return found


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of an explorer in front of the graph that `settings` name, for as long as it is needed."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(command(port, headless=True), env=environment(settings)) as server:
        try:
            _wait(server, f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], health: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), urlopen(health):  # noqa: S310 # the address is our own
            return
        with suppress(subprocess.TimeoutExpired):
            raise GraphError(f"The explorer ended with {server.wait(0.1)}.")
    raise GraphError(f"The explorer did not answer within {_PATIENCE:.0f} seconds.")
