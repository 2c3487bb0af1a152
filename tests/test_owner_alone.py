"""What onepath writes is for its owner alone, and what it starts ends with it."""

import os
import signal
import socket
import stat
import subprocess
import time
from pathlib import Path

from command_line import HEADER, ONEPATH, onepath, row


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_rejected_rows_and_exports_are_readable_by_their_owner_only(here: Path) -> None:
    (here / "events.csv").write_text(HEADER + row(1) + "web,m2,view,no time,c\n")
    onepath("load", "events.csv", code=1)
    onepath("resolve", code=0)
    onepath("journeys", "build", code=0)
    onepath("journeys", "export", "log.csv", code=0)
    onepath("identity", "map", "--output", "map.csv", code=0)
    assert [mode(here / name) for name in ("rejects.csv", "log.csv", "map.csv")] == [0o600] * 3


def test_everything_in_the_data_home_is_closed_to_others(here: Path) -> None:
    home = Path(os.environ["ONEPATH_HOME"])
    assert mode(home / "engine") == 0o700
    logs = [path for path in (home / "engine" / "logs").iterdir() if path.is_file()]
    assert logs
    assert [path.name for path in logs if mode(path) & 0o077] == []


def test_the_explorers_server_ends_with_its_command(here: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = subprocess.Popen([ONEPATH, "app", "--port", str(port), "--headless"], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not answers(port):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    app.send_signal(signal.SIGTERM)
    assert app.wait(30) == 128 + signal.SIGTERM
    assert not answers(port)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
