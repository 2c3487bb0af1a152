"""The explorer served as `onepath app` serves it, and the browser that looks at it."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from onepath.app.explorer import command, environment
from onepath.graph.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60.0


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
        with suppress(OSError), urlopen(health):
            return
        with suppress(subprocess.TimeoutExpired):
            raise RuntimeError(f"the explorer ended with {server.wait(0.1)}")
    raise RuntimeError(f"the explorer did not answer within {_PATIENCE:.0f} seconds")
