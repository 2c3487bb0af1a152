"""How the command speaks to people, pipes and programs."""

import json
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
from command_line import HEADER, ONEPATH, complaint, onepath, row
from onepath.app.commands.terminal import table
from onepath.graph.settings import Settings
from onepath.loaders.simulator import Rates


def test_a_reader_that_closes_the_pipe_sees_no_error(here: Path):
    command = subprocess.Popen([ONEPATH, "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    command.stdout.close()
    assert command.stderr.read() == b""
    command.wait()


def test_what_fails_ends_the_process_with_the_message_and_1(here: Path):
    done = onepath("query", "nothing_of_this_name", code=1)
    assert (done.stdout, done.stderr) == ("", complaint("query", "nothing_of_this_name"))


def test_in_a_pipe_no_bar_is_drawn(here: Path):
    (here / "events.csv").write_text(HEADER + row(1))
    assert onepath("load", "events.csv", code=0).stderr == ""


def test_the_demo_answers_one_json_document_and_ends(here: Path):
    done = onepath("demo", "--size", "20", "--json", code=0)
    answer = json.loads(done.stdout)
    assert answer["load"]["rejected"] == 0
    assert answer["status"]["people"] == answer["resolve"]["people"] == answer["journeys"]["people"]
    assert len(answer["funnel"]["steps"]) == 4


def test_every_rate_is_listed_with_its_value_and_meaning(here: Path):
    listed = json.loads(
        onepath("simulate", "--list-rates", "--hard", "--rate", "typo=0.1", "--json", code=0).stdout
    )
    rates = {each["name"]: each for each in listed["rates"]}
    assert set(rates) == set(Rates.model_fields)
    assert all(each["meaning"] for each in rates.values())
    assert rates["typo"]["value"] == 0.1, "what is set is taken, also against --hard"
    assert rates["late"]["value"] == 2 * Rates().late


def test_a_rate_that_is_set_is_simulated(here: Path):
    onepath("simulate", "none", "--size", "50", "--rate", "known=0", "--rate", "wechat=0", code=0)
    assert len((here / "none" / "users.csv").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("rate", "reason"),
    [
        ("tpyo=0.1", "There is no rate"),
        ("typo=2", "from 0 to 1"),
        ("visits=0", "from 0.1"),
        ("typo", "from 0"),
    ],
)
def test_a_rate_that_cannot_be_is_told_with_what_can(here: Path, rate: str, reason: str):
    assert reason in " ".join(complaint("simulate", "x", "--rate", rate, code=2).split())
    assert not (here / "x").exists()


def test_the_home_folder_of_the_user_is_not_the_data_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("ONEPATH_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings().home == tmp_path / ".local" / "share" / "onepath"


def test_a_value_that_is_spelled_like_an_emoji_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]):
    table("People", ["identifier"], [["marketplace:m:18324566"]])
    assert "marketplace:m:18324566" in capsys.readouterr().out


def test_the_version_is_told(here: Path):
    assert onepath("--version", code=0).stdout == f"onepath {version('onepath')}\n"
