"""What users get wrong, and what breaks under them: one clear message each, and nothing good is lost."""

import gzip
import socket
from pathlib import Path

import pytest
from command_line import HEADER, answered, complaint, events, row
from onepath.graph.engine import Engine
from onepath.graph.store import Graph


def test_a_truncated_gzip_gives_its_good_rows_and_the_whole_file_then_only_the_rest(here: Path, graph: Graph):
    whole = (HEADER + "".join(row(n, cookie=f"c{n * 7919}") for n in range(2_000))).encode()
    packed = gzip.compress(whole)
    (here / "events.csv.gz").write_bytes(packed[: len(packed) // 2])
    message = complaint("load", "events.csv.gz")
    assert "cut off" in message
    before = events(graph)
    assert f"The {before:,} rows before that are in the graph" in message
    assert 0 < before < 2_000

    (here / "events.csv.gz").write_bytes(packed)
    answer = answered("load", "events.csv.gz")
    assert (answer["duplicates"], answer["loaded"]) == (before, 2_000 - before)
    assert events(graph) == 2_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEADER.replace(",original_at", "").encode() + b"web,m1,view,c\n", "lacks the column original_at"),
        (b"", "is empty"),
        (HEADER.encode() + row(2).encode().replace(b",c\n", b",\xff\xfe\n"), "in no encoding"),
    ],
    ids=["missing column", "empty", "no encoding"],
)
def test_a_file_that_is_bad_as_a_whole_says_why_and_the_others_are_loaded(
    here: Path, graph: Graph, content: bytes, reason: str
):
    (here / "events.bad.csv").write_bytes(content)
    (here / "events.csv").write_text(HEADER + row(1))
    assert reason in complaint("load", "events.bad.csv", "events.csv")
    assert events(graph) == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(2, at="2026-02-30T10:00:00Z").encode(), "2026-02-30"),
        (row(2, cookie="x" * 10_000_000).encode(), "a cell of 10,000,000 characters"),
        (row(2, cookie="x" * 1_000_000).encode(), "1,000,000 characters (limit 1,000)"),
    ],
    ids=["impossible date", "10 MB cell", "1 MB identifier"],
)
def test_a_bad_row_is_rejected_with_its_number_and_reason_and_the_rest_is_loaded(
    here: Path, graph: Graph, bad: bytes, reason: str
):
    (here / "events.csv").write_bytes(HEADER.encode() + row(1).encode() + bad + row(3).encode())
    answer = answered("load", "events.csv", code=1)
    assert (answer["loaded"], answer["rejected"]) == (2, 1)
    assert events(graph) == 2
    _, rejected = (here / "rejects.csv").read_text("utf-8").splitlines()[:2]
    assert rejected.startswith("events.csv,2,")
    assert reason in rejected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("load", "."), "is a directory without tables"),
        (("load", "nowhere.csv"), "There is no file nowhere.csv"),
        (("load", "x.csv", "--mapping", "nowhere.toml"), "There is no mapping file"),
        (("query", "nothing_of_this_name"), "onepath query --list"),
        (("person", "cookie:nobody"), "No person has the identifier"),
        (("funnel", "no_such_step"), "No event is named no_such_step"),
    ],
)
def test_a_name_of_nothing_is_told_with_what_to_do(here: Path, words: tuple[str, ...], reason: str):
    (here / "x.csv").write_text(HEADER + row(1))
    assert reason in complaint(*words)


@pytest.mark.parametrize(
    "words",
    [("funnel",), ("funnel", "a", "--within", "soon"), ("paths",), ("simulate", "d", "--rate", "typo=2")],
)
def test_a_wrong_command_line_ends_with_2(here: Path, words: tuple[str, ...]):
    complaint(*words, code=2)


@pytest.mark.parametrize(
    "words", [("load", "events.csv"), ("resolve",), ("journeys", "build"), ("funnel", "view"), ("app",)]
)
def test_a_stopped_server_is_told_by_every_command_that_needs_one(here: Path, words: tuple[str, ...]):
    (here / "events.csv").write_text(HEADER + row(1))
    message = complaint(*words, ONEPATH_HOME=str(here / "never started"))
    assert "onepath up" in message


def test_a_wrong_password_and_an_address_of_nobody_say_so(here: Path, engine: Engine):
    uri = str(engine.status().bolt_uri)
    assert "refused" in complaint("resolve", NEO4J_URI=uri, NEO4J_PASSWORD="wrong")
    assert "No Neo4j answers" in complaint("resolve", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="x")
    (here / ".env").write_text(f"NEO4J_URI={uri}\nNEO4J_PASSWORD=wrong\n")
    assert "refused" in complaint("resolve")


@pytest.mark.parametrize(
    ("name", "value"),
    [("NEO4J_URI", "garbage"), ("ONEPATH_BATCH_SIZE", "abc"), ("ONEPATH_INACTIVITY_MINUTES", "-1")],
)
def test_a_setting_that_makes_no_sense_is_named(here: Path, name: str, value: str):
    message = complaint("resolve", **{name: value})
    assert name in message or value in message


def test_a_port_in_use_is_told_before_the_explorer_starts(here: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "--port" in complaint("app", "--headless", "--port", str(taken.getsockname()[1]))


def test_rejects_never_replace_a_file_of_the_user(here: Path, graph: Graph):
    text = HEADER + row(1) + row(2, at="never")
    (here / "events.csv").write_text(text)
    assert "one of the files to load" in complaint("load", "events.csv", "--rejects", "events.csv")
    assert (here / "events.csv").read_text() == text
    assert events(graph) == 0


def test_a_disk_that_is_full_is_one_message(here: Path):
    (here / "events.csv").write_text(HEADER + row(1, at="never"))
    assert "/dev/full" in complaint("load", "events.csv", "--rejects", "/dev/full")
