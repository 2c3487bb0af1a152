"""A server that goes away at any query of any command is one message, and the command can be run again."""

import contextlib
import io
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from command_line import HEADER, printed, row
from onepath.app.commands import main
from onepath.graph.identity import verify
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

DEATHS = os.environ.get("ONEPATH_TEST_DEATHS", "")
"""With `all` the server dies at each message of each command: CONTRIBUTING.md names the long form."""
COMMANDS = [
    "load more.csv",
    "resolve --full",
    "journeys build",
    "identity merge cookie:c1 cookie:c2 --reason alike --yes",
    "identity verify --repair",
    "person cookie:c3",
    "funnel view cart",
    "query --cypher 'MATCH (n) RETURN count(n) AS n'",
    "status",
    "journeys export log.csv",
]


class DyingServer:
    """Stands between a command and the server, and takes the server away after so many messages."""

    def __init__(self, port: int, messages: int | None) -> None:
        self._port, self._left = port, messages
        self._closed = False
        self.seen = 0
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                there = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [here, there]
                if self._closed:  # in the moment in which it was taken
                    return self.close()
                threading.Thread(target=self._pass, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(there, here, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 16):
                self.seen += counts
                if counts and self._left is not None and self.seen > self._left:
                    return self.close()
                target.sendall(piece)
        # Closed alone, a socket on which the other direction waits stays open: the server would never know.
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        return None

    def close(self) -> None:
        """From now on nobody answers."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@pytest.fixture
def shop(here: Path, graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few people, reached by an address of their own."""
    (here / "events.csv").write_text(HEADER + "".join(row(n, cookie=f"c{n % 7}") for n in range(30)))
    (here / "more.csv").write_text(HEADER + "".join(row(n, cookie=f"c{n % 9}") for n in range(20, 60)))
    for words in (("load", "events.csv"), ("resolve",), ("journeys", "build")):
        printed(*words)
    assert settings.neo4j_password is not None
    monkeypatch.setenv("NEO4J_PASSWORD", settings.neo4j_password.get_secret_value())
    monkeypatch.setattr(Graph, "retry_seconds", 0.1)
    return here


@contextlib.contextmanager
def dying(settings: Settings, messages: int | None) -> Iterator[DyingServer]:
    server = DyingServer(urlsplit(str(settings.neo4j_uri)).port or 0, messages)
    with patch.dict(os.environ, {"NEO4J_URI": f"bolt://127.0.0.1:{server.port}"}):
        yield server
    server.close()


def ended(command: str) -> tuple[int, str]:
    """The exit code of a command and what it complained of; an error that is not ours is raised."""
    words = [word.strip("'") for word in _split(command)]
    with (
        redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said,
        patch.object(sys, "argv", ["onepath", *words]), pytest.raises(SystemExit) as end,
    ):  # fmt: skip
        main()
    return int(end.value.code or 0), said.getvalue()


def _split(command: str) -> list[str]:
    plain, quote, text = command.partition("'")
    return [*plain.split(), *([text.rstrip("'")] if quote else [])]


def until_nothing_runs(graph: Graph) -> None:
    """Until the server has noticed that the command before is gone: it holds its locks until then."""
    for _ in range(600):
        running = graph.statement("SHOW TRANSACTIONS YIELD transactionId, currentQuery, status, elapsedTime")
        if len(running) == 1:
            return
        time.sleep(0.1)
    pytest.fail(f"the server still works for a command that is gone: {running}")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_that_goes_away_at_any_message_is_one_message(
    shop: Path, graph: Graph, settings: Settings, command: str
) -> None:
    with dying(settings, None) as server:
        code, said = ended(command)
        assert code in (0, 1), said
        messages = server.seen
    with dying(settings, None):
        undisturbed = ended(command)
    step = 1 if DEATHS == "all" else max(1, messages // 4)
    for last in range(0, messages, step):
        until_nothing_runs(graph)
        with dying(settings, last):
            code, said = ended(command)
        assert "Traceback" not in said
        assert said.count("Error:") <= 1, said
        if code == 0 or (code, said) == undisturbed:
            continue  # only the good-bye was lost, or the command works without a server, as `status` does
        assert "No Neo4j answers" in said or "was rolled back" in said or "failed during" in said, said
    printed("resolve")
    printed("journeys", "build")
    assert verify(graph).clean
