"""In which format the times of a file are is asked where it is not certain, with the option that answers."""

import json
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from onepath.app.commands import cli
from onepath.loaders.proposal import Proposal
from onepath.loaders.propose import Answers, propose
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord
from typer.testing import CliRunner

MIXED = ["2024-02-12", "13/02/2024", "2024-02-14", "15/02/2024"]


def log(folder: Path, column: str, times: list[str]) -> Path:
    rows = "".join(f"u{n},view,{time}\n" for n, time in enumerate(times))
    (folder / "log.csv").write_text(f"user,action,{column}\n{rows}", "utf-8")
    return folder / "log.csv"


def asked(proposal: Proposal) -> dict[str, str]:
    """Every needed question with its answer."""
    return {one.about: one.answer for one in proposal.questions if one.needed}


def first_time(file: Path, proposal: Proposal) -> datetime:
    """When the first event was, if every row is one."""
    found = list(read_records(file, proposal.mapping()))
    assert all(isinstance(one, EventRecord) for one in found)
    return found[0].original_at  # type: ignore[union-attr] # checked above


@pytest.mark.parametrize(
    ("column", "times", "answers", "first"),
    [
        ("time", ["45364.5", "45365.25"], ["excel"], datetime(2024, 3, 13, 12)),
        ("date", ["45364", "45365"], ["excel"], datetime(2024, 3, 13)),
        ("dateHour", ["2024030410", "2024030411"], ["%Y%m%d%H", "epoch_s"], datetime(2024, 3, 4, 10)),
        ("Date + hour (YYYYMMDDHH)", ["2024030410"], ["%Y%m%d%H", "epoch_s"], datetime(2024, 3, 4, 10)),
        ("timestamp", ["202403041005"], ["%Y%m%d%H%M"], datetime(2024, 3, 4, 10, 5)),
        ("day", ["202403", "202404"], ["%Y%m"], datetime(2024, 3, 1)),
        ("time", MIXED, ["iso with day_first"], datetime(2024, 2, 12)),
        ("time", ["2024-02-12", "45364.5", "2024-02-12"], ["iso with excel"], datetime(2024, 2, 12)),
    ],
)
@pytest.mark.parametrize("said", [False, True])
def test_the_format_of_the_times_is_asked_and_the_option_named_answers_it(
    tmp_path: Path, column: str, times: list[str], answers: list[str], first: datetime, said: bool
) -> None:
    column = column if not said else "wann"
    columns = {"wann": ("original_at", "")} if said else {}
    file = log(tmp_path, column, times)
    proposal = propose(file, Answers(columns))  # type: ignore[arg-type] # literals
    options = [
        " ".join(f"--time-format {shlex.quote(f'{column}={one}')}" for one in answer.split(" with "))
        for answer in answers
    ]
    assert asked(proposal) == {"format": ", or ".join(options)}
    formats = {column: tuple(answers[0].split(" with "))}
    answered = propose(file, Answers(columns, formats=formats))  # type: ignore[arg-type] # literals
    assert asked(answered) == {}
    assert first_time(file, answered) == first.replace(tzinfo=UTC)


def test_every_order_of_day_and_month_that_fits_is_offered_with_what_it_would_give(tmp_path: Path) -> None:
    [question] = propose(log(tmp_path, "time", ["2024-02-12", "03/04/2024"])).questions[:1]
    assert question.choices == (("iso", "day_first"), ("iso", "month_first"))
    assert "03/04/2024" in question.text
    assert "iso with day_first (2024-04-03 00:00) or iso with month_first (2024-03-04 00:00)" in question.text


def test_a_few_times_in_another_format_leave_a_mapping_and_are_asked_about(tmp_path: Path) -> None:
    file = log(tmp_path, "time", [*["2024-02-12"] * 30, "13/02/2024"])
    proposal = propose(file)
    assert (asked(proposal), proposal.mapping().event is not None) == ({}, True)
    [question] = [one for one in proposal.questions if one.about == "format_of_some"]
    assert question.answer == "--time-format time=iso --time-format time=day_first"
    assert first_time(file, propose(file, Answers(formats={"time": ("iso", "day_first")})))


def test_times_in_no_known_format_are_asked_for_a_pattern(tmp_path: Path) -> None:
    file = log(tmp_path, "when", ["12|02|2024", "13|02|2024"])
    columns = {"when": ("original_at", "")}
    proposal = propose(file, Answers(columns))  # type: ignore[arg-type] # literals
    assert asked(proposal) == {"format_unknown": "--time-format 'when=%d.%m.%Y %H:%M'"}
    # A column whose format is given is a time: it need not be said again.
    assert first_time(file, propose(file, Answers(formats={"when": ("%d|%m|%Y",)}))).day == 12


def test_a_number_with_the_name_of_a_time_gives_way_to_a_time(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("user,action,date_hour,date\nu1,view,2024030410,2024-03-04\n", "utf-8")
    proposal = propose(tmp_path / "log.csv")
    assert {one.column for one in proposal.columns if one.role == "original_at"} == {"date"}
    assert [one.answer for one in proposal.questions if one.about == "other_times"] == [
        "--as 'date_hour=original_at'"
    ]


def test_a_count_is_not_a_time_for_its_name_alone(tmp_path: Path) -> None:
    assert set(asked(propose(log(tmp_path, "time", ["5", "17", "260"])))) == {"when"}


def test_the_format_of_one_column_is_not_that_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("user,action,time,due\nu1,view,45364.5,2024-04-01\n", "utf-8")
    [event] = read_records(
        tmp_path / "log.csv", propose(tmp_path / "log.csv", Answers(formats={"time": ("excel",)})).mapping()
    )
    assert isinstance(event, EventRecord)
    assert event.properties == {"due": datetime(2024, 4, 1, tzinfo=UTC)}


def test_the_command_answers_what_it_asks(here: Path) -> None:
    log(here, "time", ["45364.5"])
    run = CliRunner().invoke
    first = run(cli, ["mapping", "propose", "log.csv"], catch_exceptions=False)
    assert first.exit_code == 1
    assert "original_at: the format of the times of time" in first.stdout
    assert "Answer: --time-format time=excel" in first.stderr
    second = run(
        cli,
        ["mapping", "propose", "log.csv", "--time-format", "time=excel", "--json"],
        catch_exceptions=False,
    )
    found = json.loads(second.stdout)
    assert 'original_at = { column = "time", format = ["excel"] }' in found["mapping"]
    assert (second.exit_code, found["complete"], found["rejected"]) == (0, True, 0)


@pytest.mark.parametrize(
    ("option", "message"),
    [("tim=excel", "has no column tim; did you mean time?"), ("time=exel", "'exel' is not a time format")],
)
def test_a_format_that_is_none_is_refused(here: Path, option: str, message: str) -> None:
    log(here, "time", ["45364.5"])
    result = CliRunner().invoke(cli, ["mapping", "propose", "log.csv", "--time-format", option])
    assert message in str(result.exception)
