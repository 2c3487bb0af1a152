"""Files that are refused as they are: the message names what reads them, and that works."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from onepath.app.commands import cli
from onepath.loaders.errors import EncodingUnknown, FileUnreadable
from onepath.loaders.mapping import load_mapping
from onepath.loaders.propose import propose
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, Record, Reject
from onepath.loaders.same_names import numbered_names
from typer.testing import CliRunner

MAPPING = (
    'source = "shop"\n[event]\nname = "event"\noriginal_at = "time"\n[event.identifiers]\nuser = "user"\n'
)


def proposed(file: Path, *options: str) -> list[Record | Reject]:
    """The file's records by the mapping that the command writes."""
    result = CliRunner().invoke(cli, ["mapping", "propose", str(file), *options], catch_exceptions=False)
    assert result.exit_code == 0
    (file.parent / "proposed.toml").write_text(result.stdout, "utf-8")
    return list(read_records(file, load_mapping(file.parent / "proposed.toml")))


def properties(records: list[Record | Reject]) -> list[object]:
    return [one.properties if isinstance(one, EventRecord) else one for one in records]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_names_that_are_there_twice_are_refused_and_numbered_by_the_proposed_mapping(
    here: Path, ending: str
) -> None:
    file, row = here / f"log.{ending}", '{"user":"u1","time":"2024-03-01","event":"buy","paid":1,"paid":2}'
    (here / "mapping.toml").write_text(MAPPING, "utf-8")
    if ending == "csv":
        file.write_text("user,time,event,paid,paid\nu1,2024-03-01,buy,1,2\n", "utf-8")
    elif ending == "parquet":
        columns = [pa.array([value]) for value in ("u1", "2024-03-01", "buy", 1.0, 2.0)]
        parquet.write_table(pa.table(columns, ["user", "time", "event", "paid", "paid"]), file)
    else:
        file.write_text(row if ending == "jsonl" else f"[{row}]", "utf-8")
    with pytest.raises(FileUnreadable) as refused:
        list(read_records(file, load_mapping(here / "mapping.toml")))
    assert 'same_names = "numbered"' in str(refused.value)
    assert properties(proposed(file)) == [{"paid": 1.0, "paid_2": 2.0}]
    [question] = [one for one in propose(file).questions if one.about == "same_names"]
    assert question.answer == "--as 'paid_2=left_out'"
    assert properties(proposed(file, "--as", "paid_2=left_out")) == [{"paid": 1.0}]


def test_keys_that_are_there_twice_in_some_rows_cost_these_rows_and_say_what_reads_them(here: Path) -> None:
    row = {"user": "u1", "time": "2024-03-01", "event": "buy"}
    twice = '{"user":"u1","time":"2024-03-02","event":"buy","a":{"n":1,"n":2}}'
    (here / "log.jsonl").write_text(f"{json.dumps(row)}\n{twice}\n", "utf-8")
    (here / "mapping.toml").write_text(MAPPING, "utf-8")
    _, rejected = read_records(here / "log.jsonl", load_mapping(here / "mapping.toml"))
    assert isinstance(rejected, Reject)
    assert 'same_names = "numbered" in the mapping' in rejected.reason
    assert properties(proposed(here / "log.jsonl")) == [{}, {"a_n": 1.0, "a_n_2": 2.0}]


def test_a_file_of_which_no_row_can_be_read_says_why_and_asks_nothing(here: Path) -> None:
    (here / "broken.jsonl").write_text("{'a': 1}\n", "utf-8")
    with pytest.raises(FileUnreadable, match=r"No row of .* can be read\. The first one is not JSON"):
        propose(here / "broken.jsonl")


def test_a_number_that_is_taken_is_not_given() -> None:
    assert numbered_names(["a", "a", "a_2", "a", "", ""]) == ("a", "a_3", "a_2", "a_4", "", "")


def test_columns_without_a_name_are_not_read(here: Path) -> None:
    (here / "log.csv").write_text("user,time,event,,\nu1,2024-03-01,buy,,\n", "utf-8")
    assert properties(proposed(here / "log.csv")) == [{}]


BIG5 = "user,time,event\n王小明,2024-03-01,購買商品\n李大華,2024-03-02,瀏覽網頁\n"
RUSSIAN = "user,time,event\nИван,2024-03-01,Покупка\nОльга,2024-03-02,Просмотр\n"


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_an_encoding_that_is_not_recognised_is_named_to_the_proposal_and_is_in_its_mapping(
    here: Path, text: str, encoding: str
) -> None:
    (here / "our log.csv").write_bytes(text.encode(encoding))
    with pytest.raises(EncodingUnknown) as refused:
        propose("our log.csv")
    assert "onepath mapping propose 'our log.csv' --encoding big5 > mapping.toml" in refused.value.action
    Path("our log.csv").rename("log.csv")
    first, _ = proposed(here / "log.csv", "--encoding", encoding)
    assert isinstance(first, EventRecord)
    assert (first.name, first.identifiers) == ("Покупка", ("user:Иван",))


def test_a_table_of_our_own_in_another_encoding_has_a_mapping(here: Path) -> None:
    text = "source,user_id,city,user\ncrm,1,Москва,1\ncrm,2,Пермь,2\n"
    (here / "users.csv").write_bytes(text.encode("cp1251"))
    first, _ = proposed(here / "users.csv", "--encoding", "cp1251")
    assert getattr(first, "attributes", None) == {"city": "Москва"}


def test_what_is_not_an_encoding_is_refused(here: Path) -> None:
    (here / "log.csv").write_text(BIG5, "utf-8")
    result = CliRunner().invoke(cli, ["mapping", "propose", "log.csv", "--encoding", "klingon"])
    assert "'klingon' is not a text encoding" in str(result.exception)


HEADER = "case:concept:name,concept:name,time:timestamp,org:resource,source,case:oneid,note\n"
ROW = "007,buy,2024-03-13T10:00:00.000250+00:00,web,web,c1,{}\n"


@pytest.mark.parametrize(
    ("header", "written", "read"),
    [
        (HEADER, "'=1+1", "=1+1"),
        (HEADER, "''=1+1", "'=1+1"),
        (HEADER, "'quoted'", "'quoted'"),
        (HEADER.replace("oneid", "person"), "'=1+1", "'=1+1"),
    ],
)
def test_the_apostrophe_before_a_formula_is_taken_away_in_our_own_exports_alone(
    here: Path, header: str, written: str, read: str
) -> None:
    (here / "log.csv").write_text(header + ROW.format(written), "utf-8-sig")
    [event] = proposed(here / "log.csv")
    assert isinstance(event, EventRecord)
    assert event.properties["note"] == read
