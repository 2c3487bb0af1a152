"""How the explorer's web server is started: on this machine only, silent, in onepath's colours."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from onepath.graph.settings import Settings

from ..theme import theme

_MAIN = Path(__file__).with_name("main.py")
# Only this machine may ask, and only under its own name: any other Host is a page on the internet that
# rebinds its address to ours.
_HOSTS = ("127.0.0.1", "localhost")
_PATIENCE_SECONDS = 10.0
_OPTIONS: Mapping[str, str] = {
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    # Streamlit's own CSV button would hand formulas to the spreadsheet unchanged; ours defuses them.
    "client.disableDataExport": "true",
    "runner.magicEnabled": "false",
    # Streamlit looks through all objects after each run of a page, with all that is kept for the next reader:
    # two fifths of the server's time with ten readers. Python's own collector does as it needs to.
    "runner.postScriptGC": "false",
    "logger.hideWelcomeMessage": "true",
}


def command(port: int, headless: bool) -> list[str]:
    """The command line that runs the explorer on `port`; `headless` opens no browser."""
    options = {
        **_OPTIONS,
        "server.port": str(port),
        "server.headless": str(headless).lower(),
        **theme(),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={host}" for host in _HOSTS]
    return [sys.executable, "-m", f"{__package__}.web", "run", str(_MAIN), *flags]


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which the pages read the same settings as the caller."""
    known = {"ONEPATH_HOME": str(settings.home), "NEO4J_DATABASE": settings.neo4j_database}
    if settings.neo4j_uri is not None:
        known |= {"NEO4J_URI": settings.neo4j_uri, "NEO4J_USERNAME": settings.neo4j_username}
        if settings.neo4j_password is not None:
            known["NEO4J_PASSWORD"] = settings.neo4j_password.get_secret_value()
    return {**os.environ, **known}


def serve(settings: Settings, port: int = 8501, headless: bool = False) -> int:
    """Serves the explorer at http://127.0.0.1:PORT until interrupted or ended; answers its exit code."""
    before = signal.signal(signal.SIGTERM, _end)
    server = subprocess.Popen(command(port, headless), env=environment(settings))
    try:
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(server)
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    """As a shell tells that a program was ended by a signal; the server is stopped on the way out."""
    sys.exit(128 + number)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            # It holds nothing that could be lost, and must not hold the port.
            server.kill()
            server.wait()
