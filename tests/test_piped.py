"""What comes through a pipe is loaded like a file; nothing is read for ever."""

import io
import json
import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from onepath.app.commands import cli
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.piped import STDIN, piped_to_files
from typer.testing import CliRunner

LOG = "user,event,ts\nu1,view,2026-03-01 10:00\nu2,buy,2026-03-01 11:00\n"
MAPPING = 'source = "web"\n[event]\nname = "event"\noriginal_at = "ts"\n[event.identifiers]\nuser = "user"\n'


def stand_in_for_stdin(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(path.open("rb")))


def test_standard_input_is_a_file_that_only_its_owner_reads(tmp_path, monkeypatch):
    (tmp_path / "in").write_text(LOG, "utf-8")
    stand_in_for_stdin(monkeypatch, tmp_path / "in")
    other = tmp_path / "users.csv"
    with piped_to_files([STDIN, other], "csv") as files:
        assert files[other] == other
        assert files[STDIN].name == "standard-input.csv"
        assert files[STDIN].read_text("utf-8") == LOG
        assert files[STDIN].stat().st_mode & 0o777 == 0o600
    assert not files[STDIN].exists()


def test_a_named_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "log.csv"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_text(LOG, "utf-8"))
    writer.start()
    with piped_to_files([pipe]) as files:
        assert files[pipe].read_text("utf-8") == LOG
    writer.join()


def test_a_pipe_without_a_format_says_which_there_are(tmp_path, monkeypatch):
    with (
        pytest.raises(FileUnreadable, match=r"does not say what format(.|\n)*--format: csv, tsv"),
        piped_to_files([STDIN]),
    ):
        pass


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_as_standard_input_is_refused(monkeypatch, device):
    stand_in_for_stdin(monkeypatch, Path(device))
    with pytest.raises(FileUnreadable, match="is a terminal or a device"), piped_to_files([STDIN], "csv"):
        pass


def test_load_checks_what_is_piped_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    Thread(target=lambda: pipe.write_text(LOG, "utf-8")).start()
    words = ["load", str(pipe), "--format", "csv", "--mapping", "m.toml", "--dry-run", "--json"]
    answer = CliRunner().invoke(cli, words)
    assert answer.exit_code == 0, answer.output
    (summary,) = json.loads(answer.stdout)["files"]
    assert (summary["path"], summary["rows"]) == (str(pipe), 2)
