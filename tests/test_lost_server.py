"""A server that goes away at any query of any command is one message, and the command can be run again."""

import contextlib
import io
import os
import shlex
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from command_line import HEADER, answered, printed, row
from onepath.app.commands import main
from onepath.app.commands.registry import COMMANDS
from onepath.graph.engine import Engine
from onepath.graph.errors import ServerUnreachable
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.identity import Author, ResolveOptions, block, default_rules, resolve, verify
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.saved_questions import save_question, write_document
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, Record, UserRecord
from prepared import Prepare

DEATHS = os.environ.get("ONEPATH_TEST_DEATHS", "")
"""With `all` the server dies at each message of each command: CONTRIBUTING.md names the long form."""
NO_GRAPH = {
    "down", "backup", "restore",  # of the managed server alone, which they start and stop themselves
    "bench",  # in a temporary server of its own
    "mapping propose", "identity check", "simulate",
}  # fmt: skip
"""Commands that open no graph at NEO4J_URI."""
READS: Mapping[str, Sequence[str]] = {
    "status": [""],
    "load": ["--list"],
    "app": ["--port {port}"],
    "events": [""],
    "person": ["cookie:c1", "cookie:c1 --as-of 2026-03-01"],
    "query": ["sources/overview", "--cypher 'MATCH (n) RETURN count(n) AS n'"],
    "question list": [""],
    "question run": ["Checkout"],
    "question show": ["Checkout"],
    "identity explain": ["cookie:c1 user:u1"],
    "identity history": ["cookie:c1"],
    "identity review": [""],
    "identity decisions": [""],
    "identity verify": [""],
    "identity map": ["", "--as-of 2026-03-01"],
    "identity evaluate": ["truth.csv"],
    "identity merge": ["cookie:c1 cookie:c2 --reason alike --dry-run"],
    "journeys export": ["log.csv", "model.bpmn"],
    "funnel": ["view cart"],
    "paths": ["--from view"],
    "transitions": [""],
    "rework": [""],
    "variants": [""],
    "matrix steps": [""],
    "matrix transitions": [""],
    "patterns": ["", "--target buy"],
    "drivers": ["buy"],
    "attribution": ["buy"],
    "active": [""],
    "lifecycle": [""],
    "retention": [""],
    "frequency": [""],
    "duration": [""],
    "arrivals": [""],
    "predict": [""],
    "change": [""],
}
"""What only reads, by the command: an option that reads in another way has a line of its own."""
WRITES: Mapping[str, Sequence[str]] = {
    "load": ["events.more.csv", "events.due.csv --replace", "--undo {load}"],
    "resolve": ["", "--full"],
    "journeys build": [""],
    "events": ["--role view=system"],
    "question add": ["question.json"],
    "question remove": ["Checkout"],
    "identity similar": [""],
    "identity merge": ["cookie:c1 cookie:c2 --reason alike --yes"],
    "identity unmerge": ["user:u1 --reason hers"],
    "identity keep-separate": ["phone:+8613911112222 phone:+8613911113333 --reason family"],
    "identity block": ["cookie:c3 --reason kiosk"],
    "identity undo": ["{decision} --reason wrong"],
    "identity verify": ["--repair"],
}
SUMMARISED: Mapping[str, Sequence[str]] = {"up": [""], "demo": ["--size 20 --no-serve"]}
"""What begins with a server and ends with a summary of it; the rest are other commands."""
HOW = ResolveOptions(default_rules())
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def lines(table: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{command} {words}".strip() for command, all_words in table.items() for words in all_words]


def event(number: int, *keys: str) -> EventRecord:
    at = START + timedelta(minutes=7 * number)
    return EventRecord("web", f"e{number}", ("view", "cart", "buy")[number % 3], at, at, number, keys)


def shop(graph: Graph) -> None:
    """A few people, one with two phones, two alike; a decision, a saved question, a load that is due."""
    some: list[Record] = [event(n, f"cookie:c{n % 7}") for n in range(30)]
    some += [event(30, "cookie:c1", "user:u1")]
    some += [event(31 + n, "cookie:c6", phone) for n, phone in enumerate(PHONES)]
    alike = {"full_name": "Wang Fang", "birth_date": "1970-01-02"}
    some += [UserRecord("crm", who, (f"user:{who}",), START, alike) for who in ("u1", "u9")]
    load_records(graph, some, path="shop.csv", key="shop")
    resolve(graph, HOW)
    build_journeys(graph)
    block(graph, "cookie:c5", Author("analyst", "a kiosk"), HOW)
    save_question(graph, "Checkout", QUESTION)
    later = [event(n, f"cookie:c{n % 9}", "device:d1") for n in range(40, 50)]
    load_records(graph, later, path="events.due.csv", key="due")


QUESTION = FunnelQuestion(steps=("view", "cart"))
PHONES = ("phone:+8613911112222", "phone:+8613911113333")
"""More than one person has: the rules block a link."""


class DyingServer:
    """Stands between a command and the server, and takes the server away after so many messages."""

    def __init__(self, port: int, messages: int | None) -> None:
        self._port, self._left = port, messages
        self._closed = False
        self.seen = 0
        self.cut = False
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
                    self.cut = True
                    return self.close()
                target.sendall(piece)
        # Closed alone, a socket on which the other direction waits stays open: the server would never know.
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
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
def place(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that commands name."""
    rows = "".join(row(n, cookie=f"c{n % 9}") for n in range(20, 60))
    (folder / "events.more.csv").write_text(HEADER + rows)
    (folder / "events.due.csv").write_text(HEADER + rows)
    (folder / "truth.csv").write_text("identifier,person\ncookie:c1,one\nuser:u1,one\ncookie:c2,two\n")
    (folder / "question.json").write_text(write_document(QUESTION))
    assert settings.neo4j_password is not None
    monkeypatch.setenv("NEO4J_PASSWORD", settings.neo4j_password.get_secret_value())
    monkeypatch.setattr(Graph, "retry_seconds", 0.1)
    monkeypatch.setattr("onepath.app.commands.app.serve", lambda *_: 0)
    return folder


@contextlib.contextmanager
def dying(settings: Settings, messages: int | None) -> Iterator[DyingServer]:
    server = DyingServer(urlsplit(str(settings.neo4j_uri)).port or 0, messages)
    with patch.dict(os.environ, {"NEO4J_URI": f"bolt://127.0.0.1:{server.port}"}):
        yield server
    server.close()


def ended(graph: Graph, line: str) -> tuple[int, str]:
    """The exit code of a command and what it complained of; an error that is not ours is raised."""
    with (
        redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said,
        patch.object(sys, "argv", ["onepath", *shlex.split(line.format(**named(graph)))]),
        pytest.raises(SystemExit) as end,
    ):  # fmt: skip
        main()
    return int(end.value.code or 0), said.getvalue()


def named(graph: Graph) -> dict[str, int | str]:
    """What a line names that is another one each time."""
    (found,) = graph.statement(
        "OPTIONAL MATCH (load:Load {path: 'events.due.csv'}) "
        "OPTIONAL MATCH (decision:Decision {kind: 'block'}) "
        "RETURN coalesce(max(load.number), 0) AS load, coalesce(max(decision.key), 'none') AS decision"
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        return {**found, "port": free.getsockname()[1]}


def until_nothing_runs(graph: Graph) -> None:
    """Until the server has noticed that the command before is gone: it holds its locks until then."""
    for _ in range(600):
        running = graph.statement("SHOW TRANSACTIONS YIELD transactionId, currentQuery, status, elapsedTime")
        if len(running) == 1:
            return
        time.sleep(0.1)
    pytest.fail(f"the server still works for a command that is gone: {running}")


def deaths(messages: int, places: int) -> Sequence[int]:
    """After how many messages the server goes away: at once, and then at so many places."""
    return range(messages) if DEATHS == "all" else sorted({messages * n // places for n in range(places)})


def messages_of(graph: Graph, settings: Settings, line: str) -> int:
    """How many messages a command sends to a server that stays."""
    with dying(settings, None) as server:
        assert ended(graph, line)[0] == 0
    return server.seen


def lost(graph: Graph, settings: Settings, line: str, messages: int, of: int) -> None:
    """Runs a command whose server goes away after so many of its messages, and looks at what it says."""
    with dying(settings, messages) as server:
        code, said = ended(graph, line)
        cut = server.cut
    assert "Traceback" not in said
    assert said.count("Error:") <= 1, said
    if not cut or line == "status":  # which says that no server answers: that is what it is for
        assert code == 0, said
    elif code or messages <= of // 2:  # later perhaps only the good-bye was lost
        assert code == 1
        assert "No Neo4j answers" in said or "was rolled back" in said or "failed during" in said, said


def test_every_command_that_opens_a_graph_loses_its_server_here() -> None:
    assert {*READS, *WRITES, *SUMMARISED} == COMMANDS.keys() - NO_GRAPH


@pytest.mark.parametrize("line", lines(READS))
def test_a_server_that_goes_away_under_what_reads_is_one_message(
    place: Path, prepare: Prepare, settings: Settings, line: str
) -> None:
    graph = prepare(shop)
    usual = messages_of(graph, settings, line)
    for messages in deaths(usual, 2):
        lost(graph, settings, line, messages, usual)


@pytest.mark.parametrize("line", lines(WRITES))
def test_a_server_that_goes_away_under_what_writes_is_one_message_and_it_can_be_run_again(
    place: Path, prepare: Prepare, settings: Settings, line: str
) -> None:
    graph = prepare(shop)
    usual = messages_of(graph, settings, line)
    for messages in deaths(usual, 3):
        until_nothing_runs(graph)
        lost(prepare(shop), settings, line, messages, usual)
    until_nothing_runs(graph)
    code, said = ended(graph, line)
    assert code in (0, 1), said  # it was done before the answer was lost, and is refused a second time
    resolve(graph, HOW)
    build_journeys(graph)
    assert verify(graph).clean


@pytest.mark.parametrize("line", lines(SUMMARISED))
def test_a_server_that_goes_away_at_once_or_under_the_summary_at_the_end_is_an_error(
    place: Path, prepare: Prepare, settings: Settings, line: str
) -> None:
    graph = prepare(shop)
    usual = messages_of(graph, settings, line)
    for messages in [0, usual - 4]:
        with dying(settings, messages):
            code, said = ended(prepare(shop), line)
        assert code == 1
        assert "No Neo4j answers" in said


def test_a_managed_server_that_takes_no_connection_is_not_running(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(settings: Settings, *, restart: bool) -> Graph:
        raise ServerUnreachable("No Neo4j answers.")

    there = replace(Engine(folder).status(), running=True)
    monkeypatch.setattr(Engine, "status", lambda self: there)
    monkeypatch.setattr(Graph, "open", refused)
    assert answered("status")["running"] is False
    assert "not running" in printed("status")
