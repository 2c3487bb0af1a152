"""The mapping language: what a row is, where its values are, and what happens to cells that are unusable."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from onepath.app.commands import cli
from onepath.graph.identity import default_rules
from onepath.loaders.contents import ContentsCounter
from onepath.loaders.errors import ColumnMissing, MappingInvalid
from onepath.loaders.losses import LostCells
from onepath.loaders.mapping import Mapping, mapping_of
from onepath.loaders.paths import at_path, parse_path
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, IdentifierRecord, Reject, SessionRecord, UserRecord
from onepath.loaders.trial import try_mapping
from typer.testing import CliRunner

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def event(**parts: Any) -> dict[str, Any]:
    """An event whose name and time are in `what` and `when`, of the cookie in `who`."""
    told = {"name": "what", "original_at": "when", "identifiers": {"cookie": "who"}}
    return {"source": "shop", "event": {**told, **parts}}


class Read:
    """Records of a text under a mapping, and the cells that were left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost = LostCells()

    def __call__(self, mapping: dict[str, Any], text: str, name: str = "log.csv") -> list[Any]:
        (self.folder / name).write_text(text, "utf-8")
        self.lost = LostCells()
        return list(
            read_records(
                self.folder / name, Mapping.model_validate(mapping), rules=default_rules(), lost=self.lost
            )
        )

    def losses(self) -> list[tuple[str, str, str, int]]:
        return [(one.column, one.reason, one.example, one.cells) for one in self.lost.most_frequent()]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return Read(tmp_path)


def test_a_date_and_a_time_in_two_columns_are_one_time(read: Read) -> None:
    mapping = event(original_at={"columns": ["day", "clock"]})
    first, midnight = read(mapping, "who,what,day,clock\nc,v,2026-03-01,10:05:00\nc,v,2026-03-01,\n")
    assert first.original_at == DAY.replace(hour=10, minute=5)
    assert midnight.original_at == DAY, "a blank half of a time is left out"


def test_an_identifier_of_several_columns_needs_them_all(read: Read) -> None:
    mapping = event(identifiers={"receipt": {"columns": ["till", "number"], "join": "-"}, "cookie": "who"})
    whole, half = read(mapping, "who,what,when,till,number\nc,v,2026-03-01,T1,0042\nc,v,2026-03-01,T1,\n")
    assert whole.identifiers == ("receipt:T1-0042", "cookie:c")
    assert half.identifiers == ("cookie:c",), "half of a number is the number of many"


def test_several_values_in_a_cell_are_several_identifiers(read: Read) -> None:
    mapping = event(identifiers={"phone": {"column": "who", "separator": ";"}})
    [one] = read(mapping, "who,what,when\n13800138000; 13800138001;;13800138000,v,2026-03-01\n")
    assert one.identifiers == ("phone:+8613800138000", "phone:+8613800138001")


def test_a_piece_between_separators_is_taken(read: Read) -> None:
    mapping = event(
        properties={
            "first": {"column": "page", "separator": "/", "part": 1},
            "last": {"column": "page", "separator": "/", "part": -1},
            "ninth": {"column": "page", "separator": "/", "part": 9},
        }
    )
    [one] = read(mapping, "who,what,when,page\nc,v,2026-03-01,shop/shoes/42\n")
    assert one.properties == {"first": "shop", "last": "42"}


def test_a_part_of_a_cell_is_extracted(read: Read) -> None:
    mapping = event(properties={"campaign": {"column": "url", "extract": "utm_campaign=([^&]+)"}})
    spring, none = read(
        mapping, "who,what,when,url\nc,v,2026-03-01,/?utm_campaign=spring&x=1\nc,v,2026-03-01,/\n"
    )
    assert (spring.properties, none.properties) == ({"campaign": "spring"}, {})


def test_values_are_renamed_and_others_stay(read: Read) -> None:
    mapping = event(name={"column": "what", "values": {"1": "view", "2": "buy"}})
    names = [
        one.name for one in read(mapping, "who,what,when\nc,1,2026-03-01\nc,2,2026-03-01\nc,3,2026-03-01\n")
    ]
    assert names == ["view", "buy", "3"]


def test_a_constant_stands_in_every_row(read: Read) -> None:
    mapping = event(
        name={"constant": "order"}, properties={"channel": {"constant": "pos"}, "n": {"constant": 3}}
    )
    [one] = read(mapping, "who,when\nc,2026-03-01\n")
    assert (one.name, one.properties) == ("order", {"channel": "pos", "n": 3})


NESTED = {
    "what": "order", "when": "2026-03-01", "user": {"contact": {"phone": "13800138000", "e.mail": "A@x.cn"}},
    "items": [{"sku": "S1", "tags": ["a", "b"]}, {"sku": "S2"}], "cards": ["K1", None, "K2"],
}  # fmt: skip


def test_nested_json_is_reached_by_path(read: Read) -> None:
    mapping = event(
        identifiers={
            "phone": {"path": "user.contact.phone"},
            "email": {"path": 'user.contact["e.mail"]'},
            "pos_card": {"path": "cards[]"},
        },
        properties={
            "sku": {"path": "items[0].sku"},
            "last": {"path": "items[-1].sku"},
            "none": {"path": "items[7].sku"},
            "skus": {"path": "items[].sku"},
        },
    )
    [one] = read(mapping, json.dumps(NESTED), "log.jsonl")
    assert one.identifiers == ("pos_card:K1", "pos_card:K2", "email:a@x.cn", "phone:+8613800138000")
    assert one.properties == {"sku": "S1", "last": "S2", "skus": '["S1", "S2"]'}


def test_json_in_a_cell_of_csv_is_reached_by_path(read: Read) -> None:
    mapping = event(properties={"sku": {"path": "more.items[0].sku"}})
    cell = json.dumps({"items": [{"sku": "S1"}]}).replace('"', '""')
    good, broken = read(mapping, f'who,what,when,more\nc,v,2026-03-01,"{cell}"\nc,v,2026-03-01,{{broken\n')
    assert (good.properties, broken.properties) == ({"sku": "S1"}, {})
    assert read.losses() == [("more.items[0].sku", "is not JSON", "{broken", 1)]


@pytest.mark.parametrize("path", ["", ".a", "[0]", "a[", "a..b", "a[x]", '["a"'])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"path|column"):
        parse_path(path)


def test_a_path_ends_at_nothing_where_it_leads_nowhere() -> None:
    _, steps = parse_path("a.b[0].c")
    assert at_path({"b": [{"c": 1}]}, steps) == 1
    for cell in ({"b": []}, {"b": {"c": 1}}, {}, [], None, "", 5):
        assert at_path(cell, steps) is None


def test_times_are_read_by_the_format_and_zone_of_their_column(read: Read) -> None:
    mapping = event(
        original_at={"column": "when", "format": "day_first", "time_zone": "Asia/Shanghai"},
        sent_at={"column": "sent", "format": ["%d-%b-%Y", "epoch_ms"]},
        properties={"born": {"column": "born", "type": "date", "format": "month_first"}},
    )
    [one] = read(mapping, "who,what,when,sent,born\nc,v,01/03/2026 08:00,1772323200000,12/31/1958\n")
    assert (one.original_at, one.sent_at) == (DAY, DAY)
    assert one.properties == {"born": date(1958, 12, 31)}


def test_settings_of_the_file_hold_for_every_column_that_has_none_of_its_own(read: Read) -> None:
    mapping = {"time_format": "day_first", "time_zone": "Asia/Shanghai", "phone_region": "GB",
               **event(identifiers={"phone": ["home", {"column": "cn", "region": "CN"}]})}  # fmt: skip
    [one] = read(mapping, "home,cn,what,when\n020 7946 0958,13800138000,v,01/03/2026 08:00\n")
    assert one.original_at == DAY
    assert one.identifiers == ("phone:+442079460958", "phone:+8613800138000")


def test_own_null_words_are_blank_everywhere_or_in_one_column(read: Read) -> None:
    text = "who,what,when,till,note\nwalk-in,v,2026-03-01,T1,-\nc,v,2026-03-01,walk-in,x\n"
    identifiers = {"cookie": "who", "till": "till"}
    everywhere = {"null_words": ["walk-in", "-"],
                  **event(identifiers=identifiers, properties={"note": "note"})}  # fmt: skip
    assert [one.identifiers for one in read(everywhere, text)] == [("till:T1",), ("cookie:c",)]
    assert [one.properties for one in read(everywhere, text)] == [{}, {"note": "x"}]
    here = event(identifiers={"cookie": {"column": "who", "null_words": ["walk-in"]}, "till": "till"})
    assert [one.identifiers for one in read(here, text)] == [("till:T1",), ("till:walk-in", "cookie:c")]


@pytest.mark.parametrize("words", [False, {"only": ["walk-in"]}])
def test_built_in_null_words_are_switched_off_for_a_column(read: Read, words: object) -> None:
    mapping = event(identifiers={"case": {"column": "who", "null_words": words}})
    rows = read(mapping, "who,what,when\nNIL,v,2026-03-01\nTRUE,v,2026-03-01\n0,v,2026-03-01\n")
    assert [one.identifiers for one in rows] == [("case:NIL",), ("case:TRUE",), ("case:0",)]


def test_an_optional_cell_that_cannot_be_read_is_left_out_and_counted(read: Read) -> None:
    mapping = event(
        identifiers={"cookie": "who", "phone": "tel"},
        sent_at="sent", received_at="got", session_id="visit", sequence="seq",
        properties={"total": {"column": "total", "type": "float"}},
    )  # fmt: skip
    long = "s" * 1_001
    text = "who,tel,what,when,sent,got,visit,seq,total\n" + (
        f"c,139****0000,v,2026-03-01,soon,late,{long},one,¥9\nc,139****0001,v,2026-03-01,,,,,\n"
    )
    full, blank = read(mapping, text)
    for one in (full, blank):
        assert (one.identifiers, one.original_at, one.session_id) == (("cookie:c",), DAY, None)
        assert one.properties == {}
    assert {column for column, *_ in read.losses()} == {"tel", "sent", "got", "visit", "seq", "total"}
    assert ("tel", "is masked", "139****0000", 2) in read.losses()


def test_a_mapping_may_say_that_a_bad_cell_costs_its_row(read: Read) -> None:
    text = "who,what,when,total,note\nc,v,2026-03-01,much,x\nc,v,2026-03-01,1,x\n"
    typed = {"column": "total", "type": "float"}
    for mapping in (
        {**event(properties={"total": typed}), "unusable": "row"},
        event(properties={"total": {**typed, "unusable": "row"}}),
    ):
        bad, good = read(mapping, text)
        assert isinstance(bad, Reject)
        assert bad.reason == "total: 'much' is not a finite number"
        assert good.properties == {"total": 1.0}
        assert not read.lost


def test_a_row_whose_only_identifier_is_masked_is_rejected_and_nothing_is_counted_twice(read: Read) -> None:
    [bad] = read(event(identifiers={"phone": "who"}), "who,what,when\n139****0000,v,2026-03-01\n")
    assert bad.reason == "phone: '139****0000' is masked"
    assert not read.lost


def test_a_correction_to_an_impossible_time_is_left_out(read: Read) -> None:
    mapping = event(sent_at="sent", received_at="got")
    [one] = read(mapping, "who,what,when,sent,got\nc,v,2026-03-01,2199-01-01,1970-01-02\n")
    assert one.corrected_at == one.original_at == DAY
    assert read.lost.count == 1


CUSTOMERS = {
    "source": "crm",
    "user": {
        "user_id": "no", "updated_at": "changed",
        "identifiers": {"phone": {"column": "phones", "separator": "/"}, "email": "mail"},
        "attributes": {"birthday": {"column": "born", "type": "date"}, "city": "city"},
    },
}  # fmt: skip


def test_a_row_becomes_an_account(read: Read) -> None:
    li, wang, nobody = read(
        CUSTOMERS,
        "no,changed,phones,mail,born,city\n007,2026-03-01,13800138000/13800138001,LI@x.cn,1958-03-02,上海\n"
        "008,,138****0000,,31 June,\n,,,,,\n",
    )
    assert li == UserRecord(
        "crm", "007", ("email:li@x.cn", "phone:+8613800138000", "phone:+8613800138001"), DAY,
        {"birthday": date(1958, 3, 2), "city": "上海"}, ("email", "phone"),
    )  # fmt: skip
    assert wang == UserRecord("crm", "008", (), kinds=("email",)), "a phone that is masked says nothing"
    assert nobody.reason == "no user_id"
    assert {column for column, *_ in read.losses()} == {"phones", "born"}


def test_a_row_becomes_a_session_or_an_identifier(read: Read) -> None:
    session = {
        "source": "web",
        "session": {
            "session_id": "id",
            "started_at": "from",
            "ended_at": "to",
            "attributes": {"channel": "channel"},
        },
    }
    assert read(session, "id,from,to,channel\ns1,2026-03-01,2026-03-01,ads\n") == [
        SessionRecord("web", "s1", DAY, DAY, {"channel": "ads"})
    ]
    identifier = {
        "source": {"column": "system"},
        "identifier": {"kind": {"constant": "pos_card"}, "value": "card"},
    }
    assert read(identifier, "system,card\npos,007\n") == [IdentifierRecord("pos_card", "007", "pos")]


def test_a_row_is_an_event_an_account_and_a_session_at_once(read: Read) -> None:
    mapping = {
        **event(identifiers={"user": "uid", "cookie": "who"}, session_id="visit"),
        "user": {"user_id": "uid", "identifiers": {"user": "uid"}, "attributes": {"level": "level"}},
        "session": {"session_id": "visit", "attributes": {"channel": "channel"}},
    }
    rows = (
        "uid,who,what,when,visit,level,channel\nu1,c,view,2026-03-01,s1,gold,ads\n"
        "u1,c,buy,2026-03-01,s1,gold,ads\n,c,view,2026-03-01,,,\nu1,c,view,2026-03-01,,platinum,\n"
    )
    records = read(mapping, rows)
    assert [type(one) for one in records] == [
        UserRecord, SessionRecord, EventRecord, EventRecord, EventRecord, UserRecord, EventRecord,
    ], "what has not changed is not told again, and a blank account is none"  # fmt: skip
    assert [one.attributes for one in records if isinstance(one, UserRecord)] == [
        {"level": "gold"},
        {"level": "platinum"},
    ]


def test_a_row_that_is_rejected_as_an_event_is_no_account_either(read: Read) -> None:
    mapping = {**event(), "user": {"user_id": "who"}}
    [bad] = read(mapping, "who,what,when\nu1,,2026-03-01\n")
    assert bad.reason == "no event name"


def test_a_key_that_json_rows_lack_is_a_blank(read: Read) -> None:
    mapping = event(identifiers={"cookie": "who", "phone": "tel"}, properties={"coupon": "coupon"})
    quiet = json.dumps({"who": "c", "what": "v", "when": "2026-03-01"}) + "\n"
    late = json.dumps({"who": "c", "what": "v", "when": "2026-03-01", "tel": "13800138000", "coupon": "X"})
    records = read(mapping, quiet * 1_200 + late, "log.jsonl")
    assert len(records) == 1_201
    assert records[-1].identifiers == ("phone:+8613800138000", "cookie:c")
    assert len(read(mapping, quiet, "log.jsonl")) == 1


def test_a_column_that_is_not_there_is_named_with_the_nearest_one(read: Read) -> None:
    with pytest.raises(ColumnMissing) as fault:
        read(event(original_at="wenn"), "who,what,when\n")
    assert "lacks the column wenn (nearest: when)" in fault.value.message
    assert "mapping propose" in fault.value.action


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[event]\nname = { column = "a", path = "b" }', "exactly one of column, columns, path and constant"),
        ('[event]\nname = { column = "a", separator = ";" }', "here is room for one value"),
        ('[event]\nname = { column = "a", part = 2 }', "part is the number of a piece between separators"),
        ('[event]\nname = { column = "a", extract = "x" }', "has 0 groups"),
        ('[event]\nname = { column = "a", extract = "(" }', "is not a regular expression"),
        ('[event]\nname = { path = "a[" }', "is not a path"),
        ('[event]\nname = { path = "a[].b" }', "here is room for one value"),
        ('[event]\nname = { column = "a", type = "int" }', "event.name.type: there is no such setting"),
        ('[event]\noriginal_at = { column = "a", format = "yesterday" }', "'yesterday' is not a time format"),
        ('[event.properties]\nx = { column = "a", format = "iso" }', 'format and time_zone belong to type'),
        ('[event.properties]\nx = { column = "a", separator = "," }', "a property has one value"),
        ('encoding = "utf-99"', "is not an encoding"),
        ('[user]\nuserid = "a"', "user.userid: there is no such setting; did you mean user_id?"),
        ("", "one of [event], [user], [session] and [identifier] says what a row is"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_that_says_what_to_write(text: str, fault: str) -> None:
    with pytest.raises(MappingInvalid) as report:
        mapping_of("m.toml", f'source = "shop"\n{text}\n')
    assert sum(fault in line for line in report.value.message.splitlines()) == 1


def test_the_trial_counts_records_their_times_and_ids_that_repeat(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    rows = "".join(f"{n % 3 + 1},view,2026-03-{n % 28 + 1:02},u{n}\n" for n in range(300))
    file.write_text("id,what,when,who\n" + rows + "1,view,2026-03-01,u0\n")
    trial = try_mapping(file, Mapping.model_validate(event(message_id="id")))
    found = trial.contents
    assert (found.events, found.users, found.repeated, found.contradicting) == (301, 0, 298, 297)
    assert (found.first_at, found.last_at) == (DAY, DAY.replace(day=28))


def test_an_event_that_is_delivered_twice_does_not_contradict_itself() -> None:
    counter = ContentsCounter()
    for hour in (1, 2):
        got = DAY.replace(hour=hour)
        counter.add(EventRecord("s", "m", "v", DAY, got, 1, ("cookie:c",), DAY, got))
    assert (counter.contents.repeated, counter.contents.contradicting) == (1, 0)


def test_a_dry_run_reports_what_is_in_the_file_and_what_would_be_left_out(here: Path) -> None:
    Path("log.csv").write_text(
        "id,who,what,when,total\n1,c,view,2026-03-01 10:00,5\n1,c,buy,2026-03-03 11:00,¥6\n"
    )
    Path("m.toml").write_text(
        'source = "shop"\n[event]\nname = "what"\noriginal_at = "when"\nmessage_id = "id"\n'
        '[event.identifiers]\ncookie = "who"\n'
        '[event.properties]\ntotal = { column = "total", type = "float" }\n[user]\nuser_id = "who"\n'
    )
    run = CliRunner()
    shown = run.invoke(cli, ["load", "log.csv", "--mapping", "m.toml", "--dry-run"], catch_exceptions=False)
    assert shown.exit_code == 0
    for line in (
        "log.csv: 2 events, 1 users from 2026-03-01 10:00 to 2026-03-03 11:00 UTC",
        "Events with the message id of an earlier one: 1 (different from it: 1)",
        "Cells left out: 1 of total, such as '¥6': is not a finite number",
    ):
        assert line in shown.stdout
    told = run.invoke(cli, ["load", "log.csv", "--mapping", "m.toml", "--dry-run", "--json"])
    [file] = json.loads(told.stdout)["files"]
    assert (file["contents"]["events"], file["contents"]["repeated"], file["lost"][0]["cells"]) == (2, 1, 1)


def test_a_column_that_no_row_of_json_has_is_reported_with_the_nearest_one(here: Path) -> None:
    Path("log.jsonl").write_text('{"who": "c", "what": "v", "when": "2026-03-01", "coupon": "X"}\n')
    Path("m.toml").write_text(
        'source = "shop"\n[event]\nname = "what"\noriginal_at = "when"\n[event.identifiers]\ncookie = "who"\n'
        '[event.properties]\ncoupon = "coupn"\n'
    )
    shown = CliRunner().invoke(cli, ["load", "log.jsonl", "--mapping", "m.toml", "--dry-run"])
    assert "Columns of the mapping that no row has: coupn (nearest: coupon)" in shown.stdout


@pytest.mark.parametrize(
    ("setting", "mistake"),
    [
        ("source = 'LONG'\n[event]\nname = 'what'", "source: a constant of 9,000 characters"),
        ("source = 'shop'\n[event]\nname = {constant = 'LONG'}", "event.name: a constant of 9,000"),
        ("source = '  '\n[event]\nname = 'what'", "source: a constant of 2 characters"),
        ("source = 'shop'\n[event]\nname = 'what'\nname_prefix = 'LONG'",
         "event.name_prefix: a prefix of 9,000 characters leaves no room for a name"),
    ],
)  # fmt: skip
def test_a_text_of_the_mapping_is_no_longer_than_one_of_a_cell(setting: str, mistake: str):
    text = setting.replace("LONG", "x" * 9_000)
    with pytest.raises(MappingInvalid) as report:
        mapping_of("log.toml", f"{text}\noriginal_at = 'when'\nidentifiers = {{cookie = 'who'}}\n")
    assert mistake in report.value.message


def test_a_name_is_checked_with_its_prefix(read: Read):
    mapping = event(name_prefix="p" * 500)
    good, bad = read(mapping, f"what,when,who\n{'n' * 500},2026-03-01,c\n{'n' * 501},2026-03-01,c\n")
    assert good.name == "p" * 500 + "n" * 500
    assert bad.reason == "event name: 1,001 characters with its prefix (limit 1,000)"


@pytest.mark.parametrize("record", ["event", "user"])
def test_a_row_with_more_than_fifty_identifiers_is_rejected(read: Read, record: str):
    parts = {"event": {"name": "what", "original_at": "when"}, "user": {"user_id": "what"}}
    several = {"identifiers": {"cookie": {"column": "who", "separator": "|"}}}
    rows = [f"open,2026-03-01,{'|'.join(f'c{n}' for n in range(many))}" for many in (50, 51)]
    twice = f"open,2026-03-01,{'|'.join(f'c{n % 50}' for n in range(600))}"
    good, bad, repeated = read(
        {"source": "shop", record: {**parts[record], **several}},
        "\n".join(("what,when,who", *rows, twice, "")),
    )
    assert len(good.identifiers) == len(repeated.identifiers) == 50
    assert bad.reason == "51 identifiers in one row (limit 50)"
