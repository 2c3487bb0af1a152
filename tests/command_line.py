"""The real command, in a process of its own or in this one, and rows for it to load."""

import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from onepath.app.commands import cli, main
from onepath.graph.store import Graph
from typer.testing import CliRunner

ONEPATH = Path(sys.executable).with_name("onepath")
HEADER = "source,message_id,name,original_at,cookie\n"


def row(number: int, at: str = "2026-01-01T10:00:00Z", cookie: str = "c") -> str:
    return f"web,m{number},view,{at},{cookie}\n"


def onepath(*words: str, code: int, **environment: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [ONEPATH, *words], capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def answered(*words: str, code: int = 0) -> Any:
    """What a command answers a program, asked in this process."""
    return json.loads(printed(*words, "--json", code=code))


def printed(*words: str, code: int = 0, **environment: str) -> str:
    """What a command prints, asked in this process."""
    result = CliRunner().invoke(cli, words, catch_exceptions=False, env=environment)
    assert result.exit_code == code, result.output
    return result.stdout


def complaint(*words: str, code: int = 1, **environment: str) -> str:
    """The one message of a command that fails, as the whole program ends in this process."""
    with (
        redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said,
        patch.dict(os.environ, environment), patch.object(sys, "argv", ["onepath", *words]),
        pytest.raises(SystemExit) as end,
    ):  # fmt: skip
        main()
    message = said.getvalue()
    assert end.value.code == code, message
    assert message.count("Error:" if code == 1 else "Error") <= 1
    return message


def events(graph: Graph) -> int:
    count: int = graph.ask("internal/journeys/size")[0]["events"]
    return count


def start_loading(folder: Path, graph: Graph, rows: int, committed: int = 500) -> "subprocess.Popen[str]":
    """A load of so many rows in small batches, of which at least `committed` are in the graph already."""
    (folder / "events.csv").write_text(HEADER + "".join(row(n, cookie=f"c{n % 100}") for n in range(rows)))
    loading = subprocess.Popen(
        [ONEPATH, "load", "events.csv"],
        env={**os.environ, "ONEPATH_BATCH_SIZE": "100"}, stderr=subprocess.PIPE, text=True,
        # Tests that run in the background may ignore Ctrl-C, and a child process inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    while events(graph) < committed:
        assert loading.poll() is None, "the load ended before it could be stopped"
    return loading
