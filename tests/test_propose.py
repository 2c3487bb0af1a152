"""A mapping proposed for a file: by its columns' names and by their values."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from onepath.app.commands import cli
from onepath.loaders.column_words import spelled
from onepath.loaders.errors import MappingInvalid
from onepath.loaders.mapping import Mapping, load_mapping
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.propose import Proposal, propose
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord
from onepath.loaders.simulator import simulate
from onepath.loaders.trial import try_mapping
from typer.testing import CliRunner

ECOM = Path(__file__).parent / "data" / "ecom.csv.gz"


def roles(proposal: Proposal) -> dict[str, tuple[str, str]]:
    return {one.column: (one.role, one.kind) for one in proposal.columns}


def proposed(tmp_path: Path, text: str, name: str = "orders.csv") -> Proposal:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return propose(file)


def test_the_shops_own_mapping_is_found_again() -> None:
    ours = load_mapping("ecom")
    assert propose(ECOM).mapping() == ours.model_copy(update={"source": Mapping.model_validate(
        {"source": "ecom", "user": {"user_id": "user_id"}}
    ).source})  # fmt: skip


def test_the_simulators_events_are_recognised_and_load_alike_by_the_proposal(tmp_path: Path) -> None:
    simulate(tmp_path, people=30, seed=3)
    proposal = propose(tmp_path / "events.csv")
    assert proposal.table == "events"
    by_mapping = list(read_records(tmp_path / "events.csv", proposal.mapping()))
    by_table = list(read_records(tmp_path / "events.csv"))
    assert [type(one) for one in by_mapping] == [type(one) for one in by_table]
    for one, other in zip(by_mapping, by_table, strict=True):
        if isinstance(one, EventRecord):
            assert (one.message_id, one.name, one.identifiers) == (
                other.message_id, other.name, other.identifiers
            )  # fmt: skip
            assert one.corrected_at == other.corrected_at


@pytest.mark.parametrize("table", ["users", "sessions", "identifiers"])
def test_the_simulators_other_tables_need_no_mapping(tmp_path: Path, table: str) -> None:
    simulate(tmp_path, people=5, seed=3)
    assert propose(tmp_path / f"{table}.csv").table == table


def test_a_chinese_export_is_understood(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path, "手机号,会员号,下单时间,事件,金额,城市\n13800138000,0042,2026/3/1 09:00:00,下单,12.5,上海\n"
    )
    assert roles(proposal) == {
        "手机号": ("identifier", "phone"), "会员号": ("identifier", "member"),
        "下单时间": ("original_at", ""),
        "事件": ("name", ""), "金额": ("property", "float"), "城市": ("property", ""),
    }  # fmt: skip


def test_chinese_names_with_marks_between_their_words_are_understood(tmp_path: Path) -> None:
    found = roles(
        proposed(
            tmp_path,
            "事件:时间;客户:编号;会员 ID;事件-名称;订单:更新时间\n"
            "2026-03-01T09:00:00+08:00;000042;0007;下单;2026-03-02T09:00:00+08:00\n",
        )
    )
    assert found == {
        "事件:时间": ("original_at", ""), "客户:编号": ("identifier", "user"),
        "会员 ID": ("identifier", "member"), "事件-名称": ("name", ""), "订单:更新时间": ("property", "time"),
    }  # fmt: skip


def test_a_chinese_time_of_an_update_is_not_the_time_of_the_event(tmp_path: Path) -> None:
    found = roles(proposed(tmp_path, "会员号,更新时间,何时\n0042,2026-03-09,2026-03-01\n"))
    assert (found["更新时间"][0], found["何时"][0]) == ("property", "original_at")


def test_what_names_do_not_tell_values_do(tmp_path: Path) -> None:
    rows = "".join(f"a{n}@x.cn,1380013{n:04},2026-03-01T09:00:{n % 60:02}Z,{n},0{n}\n" for n in range(90))
    found = roles(proposed(tmp_path, "contact,number,wann,count,code\n" + rows))
    assert found == {
        "contact": ("identifier", "email"), "number": ("identifier", "phone"), "wann": ("original_at", ""),
        "count": ("property", "int"), "code": ("property", ""),
    }  # fmt: skip


def test_of_several_times_the_one_of_the_event_is_taken(tmp_path: Path) -> None:
    found = roles(
        proposed(tmp_path, "user_id,created_at,event_time,server_time\n1,2026-01-01,2026-01-02,2026-01-03\n")
    )
    assert found["event_time"] == ("original_at", "")
    assert found["created_at"] == ("property", "time")
    assert found["server_time"] == ("received_at", "")


def test_epochs_are_times_where_their_name_says_so_and_numbers_else(tmp_path: Path) -> None:
    found = roles(proposed(tmp_path, "uid,ts,amount\n1,1772355600,12\n2,1772355601,13\n"))
    assert (found["ts"], found["amount"]) == (("original_at", ""), ("property", "float"))


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_another_delimiter_is_seen(tmp_path: Path, mark: str) -> None:
    text = "user_id,time,event\nu1,2026-01-01,buy\n".replace(",", mark)
    proposal = proposed(tmp_path, text)
    assert proposal.mapping().delimiter == mark
    assert try_mapping(tmp_path / "orders.csv", proposal.mapping()).rejected == 0


def test_json_lines_and_parquet_are_proposed_for_too(tmp_path: Path) -> None:
    rows = [{"userId": "u1", "eventTime": "2026-01-01T10:00:00Z", "event": "buy", "amount": 2.5}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.parquet"):
        found = roles(propose(tmp_path / name))
        assert (found["userId"], found["eventTime"]) == (("identifier", "user"), ("original_at", ""))


def test_a_file_without_names_of_events_is_named_after_itself(tmp_path: Path) -> None:
    mapping = proposed(tmp_path, "user_id,paid_at\nu1,2026-01-01\n", "Shop-Orders 2026.csv").mapping()
    (record,) = try_mapping(tmp_path / "Shop-Orders 2026.csv", mapping).records
    assert (record.source, record.name) == ("shop_orders_2026", "shop_orders_2026")


def test_what_is_missing_is_told_all_at_once(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "colour,size\nred,1\n")
    with pytest.raises(MappingInvalid) as fault:
        proposal.mapping()
    assert "no column says when" in fault.value.message
    assert "no column says who" in fault.value.message


def test_a_column_is_taken_for_something_else_and_two_for_the_same_are_a_fault(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "user_id,ref,event_time,other\nu1,c9,2026-01-01,2026-01-02\n")
    mapping = proposal.taken_as("ref", "identifier", "cookie").mapping()
    assert mapping.columns() == ["event_time", "user_id", "ref", "other"]
    with pytest.raises(MappingInvalid, match="cannot both be it"):
        proposal.taken_as("other", "original_at").mapping()


def test_columns_whose_names_no_property_may_have_are_renamed(tmp_path: Path) -> None:
    mapping = proposed(tmp_path, "user_id,time,id,2nd choice,class\nu1,2026-01-01,a,b,c\n").mapping()
    assert {name: one.column for name, one in mapping.event.properties.items()} == {
        "id_value": "id", "c_2nd_choice": "2nd choice", "class_value": "class"
    }  # fmt: skip


@pytest.mark.parametrize(
    "mapping",
    [
        load_mapping("ecom"),
        Mapping.model_validate({
            "source": {"column": 'so"urce'}, "delimiter": "\t", "encoding": "gb18030",
            "phone_region": "DE", "time_zone": "Asia/Shanghai", "time_format": ["day_first", "%d.%m.%y"],
            "null_words": ["-"], "unusable": "row",
            "event": {
                "name": {"constant": "下单\n"}, "original_at": {"columns": ["d", "t"], "join": "T"},
                "repeats": "one_event", "name_prefix": "x.",
                "identifiers": {
                    "phone": ["a", {"column": "b", "region": "FR", "separator": ";"}],
                    "email": {"path": 'user["e.mail"][0]'}, "pos": {"column": "p", "null_words": False},
                    "till": {"column": "p", "null_words": {"only": ["x"]}},
                },
                "properties": {"金额": {"column": "é\x7f", "type": "float", "values": {"a b": "1"}}},
            },
            "user": {"user_id": "u", "attributes": {"city": {"column": "c", "extract": "(\\w+)"}}},
        }),
    ],
)  # fmt: skip
def test_a_mapping_that_is_written_reads_back_as_itself(tmp_path: Path, mapping: Mapping) -> None:
    (tmp_path / "m.toml").write_text(mapping_text(mapping, "from\nhere"), "utf-8")
    assert load_mapping(tmp_path / "m.toml") == mapping


def test_a_trial_tells_what_would_be_rejected_and_why(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("user_id,time,event\nu1,2026-01-01,buy\nu2,never,buy\n,2026-01-01,buy\n")
    trial = try_mapping(file, propose(file).taken_as("time", "original_at").mapping())
    assert (trial.rows, len(trial.records), trial.rejected, trial.whole) == (3, 1, 2, True)
    assert [one.row for one in trial.rejects] == [2, 3]
    assert not try_mapping(file, propose(file).taken_as("time", "original_at").mapping(), rows=2).whole


@pytest.mark.parametrize(
    ("column", "as_word"),
    [("UserID", "user_id"), ("user-id", "user_id"), ("Price:float", "price"), ("会员 ID", "会员_id")],
)
def test_names_are_compared_as_words(column: str, as_word: str) -> None:
    assert spelled(column) == as_word


def test_the_command_prints_a_file_to_load_with(here: Path) -> None:
    result = CliRunner().invoke(cli, ["mapping", "propose", str(ECOM), "--json"], catch_exceptions=False)
    told = json.loads(result.stdout)
    assert (told["rows"], told["rejected"], told["table"]) == (5_000, 0, None)
    Path("ours.toml").write_text(told["mapping"], "utf-8")
    assert load_mapping("ours.toml") == propose(ECOM).mapping()
