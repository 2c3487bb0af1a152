"""A flat event log becomes event records by a mapping."""

import json
from datetime import UTC, datetime

import pytest
from onepath.graph.identity import default_rules
from onepath.loaders.errors import MappingInvalid
from onepath.loaders.mapping import Mapping, load_mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, Reject
from onepath.loaders.rejects import preview

MAPPING = """
source = "shop"
[event]
name = "event"
original_at = "time"
[event.identifiers]
cookie = "visitor"
phone = "mobile"
[event.properties]
page = "page"
"""
HEADER = "event,time,visitor,mobile,page\n"
ROW = "view,2024-03-13 10:00:00,c1,13800138000,/home\n"


@pytest.fixture
def read(tmp_path):
    """Records of a CSV text under a mapping text."""

    def records(rows, mapping=MAPPING, header=HEADER, name="log.csv"):
        (tmp_path / "mapping.toml").write_text(mapping, "utf-8")
        (tmp_path / name).write_text(header + rows, "utf-8")
        return list(
            read_records(tmp_path / name, load_mapping(tmp_path / "mapping.toml"), rules=default_rules())
        )

    return records


def test_a_row_becomes_an_event(read):
    [event] = read(ROW)
    assert event.source == "shop"
    assert event.name == "view"
    assert event.original_at == event.corrected_at == datetime(2024, 3, 13, 10, tzinfo=UTC)
    assert event.identifiers == ("phone:+8613800138000", "cookie:c1"), "the strongest kind owns the event"
    assert event.properties == {"page": "/home"}
    assert event.sequence == 1
    assert (event.session_id, event.sent_at, event.received_at) == (None, None, None)


def test_rows_keep_the_order_of_the_file(read):
    assert [event.sequence for event in read(ROW * 3)] == [1, 2, 3]


def test_a_sequence_of_the_source_goes_before_the_row_number(read):
    mapping = MAPPING.replace("[event.identifiers]", 'sequence = "page"\n[event.identifiers]')
    events = read(ROW.replace("/home", "70") + ROW.replace("/home", ""), mapping)
    assert [event.sequence for event in events] == [70, 2]


def test_a_wrong_device_clock_is_corrected_by_the_sending_delay(read):
    header = "event,time,visitor,mobile,page,sent,received\n"
    mapping = MAPPING.replace(
        "[event.identifiers]", 'sent_at = "sent"\nreceived_at = "received"\n[event.identifiers]'
    )
    [slow, unknown] = read(
        "view,2024-03-13 09:00:00,c1,,,2024-03-13 09:00:05,2024-03-13 10:00:05\n"
        "view,2024-03-13 09:00:00,c1,,,2024-03-13 09:00:05,\n",
        mapping,
        header,
    )
    assert slow.corrected_at == datetime(2024, 3, 13, 10, tzinfo=UTC)
    assert unknown.corrected_at == datetime(2024, 3, 13, 9, tzinfo=UTC)


def test_rows_without_an_id_get_the_same_one_each_time_the_file_is_read(read):
    rows = ROW + ROW.replace("view", "buy")
    first, again = read(rows), read(rows)
    assert [event.message_id for event in first] == [event.message_id for event in again]
    assert len({event.message_id for event in first}) == 2
    assert all(len(event.message_id) == 32 for event in first)


def test_true_repeats_stay_events_of_their_own(read):
    events = read(ROW * 3)
    assert len({event.message_id for event in events}) == 3
    assert events[0].message_id == read(ROW)[0].message_id


def test_a_mapping_may_say_that_repeats_are_one_event(read):
    mapping = MAPPING.replace("[event.identifiers]", 'repeats = "one_event"\n[event.identifiers]')
    assert len(read(ROW * 3 + ROW.replace("view", "buy"), mapping)) == 2


def test_made_ids_depend_on_the_source_and_on_every_cell_but_not_on_column_order(read):
    plain = read(ROW)[0].message_id
    assert read(ROW, MAPPING.replace('"shop"', '"app"'))[0].message_id != plain
    assert read(ROW.replace("/home", "/Home"))[0].message_id != plain
    swapped = read(
        "2024-03-13 10:00:00,view,c1,13800138000,/home\n", header="time,event,visitor,mobile,page\n"
    )
    assert swapped[0].message_id == plain


def test_cells_cannot_run_into_each_other_in_a_made_id(read):
    one, other = read("view\x1f,2024-03-13,c1,,/p\nview,2024-03-13,c1,\x1f,/p\n")
    assert one.message_id != other.message_id


def test_a_message_id_that_says_nothing_is_made(read):
    mapping = MAPPING.replace("[event.identifiers]", 'message_id = "page"\n[event.identifiers]')
    given, blank, null = read(
        ROW.replace("/home", "m-1") + ROW.replace("/home", "") + ROW.replace("/home", "null"), mapping
    )
    assert given.message_id == "m-1"
    assert len(blank.message_id) == len(null.message_id) == 32


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("view,2024-03-13 10:00:00,,,/home", "no identifier"),
        (
            "view,2024-03-13 10:00:00,null,0,/home",
            "no identifier: phone is '0', cookie is 'null', which stand for nobody",
        ),
        ("view,2024-03-13 10:00:00,游客,,/home", "no identifier: cookie is '游客', which stands for nobody"),
        (",2024-03-13 10:00:00,c1,,/home", "no event name"),
        ("view,,c1,,/home", "no original_at"),
        ("view,2024-02-30 10:00:00,c1,,/home", "original_at: '2024-02-30 10:00:00' is an impossible time"),
        ("view,2024-03-13 10:00:00,,12,/home", "phone: '12' is not"),
        (f"view,2024-03-13 10:00:00,{'c' * 1001},,/home", "an identifier of 1,001 characters"),
    ],
)
def test_a_row_that_cannot_be_an_event_is_rejected_and_the_rest_goes_on(read, row, reason):
    good, bad, also_good = read(f"{ROW}{row}\n{ROW}")
    assert isinstance(good, EventRecord)
    assert isinstance(also_good, EventRecord)
    assert isinstance(bad, Reject)
    assert bad.row == 2
    assert reason in bad.reason
    assert preview(bad).startswith(row[:100])


def test_properties_take_the_types_that_the_mapping_gives_them(read):
    mapping = MAPPING + (
        'n = { column = "n", type = "int" }\nx = { column = "x", type = "float" }\n'
        'yes = { column = "b", type = "bool" }\nat = { column = "t", type = "time" }\n'
    )
    header = "event,time,visitor,mobile,page,n,x,b,t\n"
    full, blank, wrong = read(
        "view,2024-03-13,c1,,007,3,2.50,true,2024-03-13\n"
        "view,2024-03-13,c1,, ,,,,\n"
        "view,2024-03-13,c1,,,3,much,,\n",
        mapping,
        header,
    )
    day = datetime(2024, 3, 13, tzinfo=UTC)
    assert full.properties == {"page": "007", "n": 3, "x": 2.5, "yes": True, "at": day}
    assert blank.properties == {}
    assert wrong.properties == {"n": 3}, "a cell that cannot be read does not cost the row"


def test_json_lines_keep_their_types_and_may_leave_keys_out(tmp_path):
    file = tmp_path / "log.jsonl"
    rows = [
        {"event": "view", "time": 1710331201, "visitor": 7, "page": {"path": "/商品"}, "mobile": None},
        {"visitor": "c1", "time": "2024-03-13", "event": "view"},
        {"visitor": "c1", "time": "2024-03-13"},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, "utf-8")
    first, second, third = read_records(file, load_mapping(tmp_path / "mapping.toml"))
    assert first.identifiers == ("cookie:7",)
    assert first.properties == {"page": '{"path": "/商品"}'}
    assert second.properties == {}
    assert third.reason == "no event name"


def test_a_mapping_may_prefix_names_set_constants_and_choose_a_zone_and_region(read):
    mapping = (
        'source = { column = "page" }\ntime_zone = "Asia/Shanghai"\nphone_region = "GB"\n'
        '[event]\nname = { constant = "order" }\nname_prefix = "shop_"\noriginal_at = "time"\n'
        '[event.identifiers]\nphone = ["mobile", "visitor"]\n'
    )
    [event] = read("x,2024-03-13 20:00:00,+8613800138000,020 7946 0958,till 4\n", mapping)
    assert (event.source, event.name) == ("till 4", "shop_order")
    assert event.original_at == datetime(2024, 3, 13, 12, tzinfo=UTC)
    assert event.identifiers == ("phone:+442079460958", "phone:+8613800138000")


def test_all_mistakes_of_a_mapping_come_in_one_report(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text(
        'source = "shop"\nsauce = 1\nphone_region = "XX"\noriginal_at = "t"\ntime_zon = "UTC"\n'
        '[event]\nrepeats = "maybe"\nsesion_id = "s"\n[event.identifiers]\n"Big Kind" = "a"\n'
        '[event.properties]\nmessage_id = "b"\n"not a name" = "c"\nx = { colum = "d" }\n',
        "utf-8",
    )
    with pytest.raises(MappingInvalid) as report:
        load_mapping(file)
    for mistake in (
        "event.original_at: it is missing",
        "event.name: it is missing",
        "original_at: there is no such setting here; it belongs below [event]",
        "time_zon: there is no such setting; did you mean time_zone?",
        "event.sesion_id: there is no such setting; did you mean session_id?",
        "event.properties.x.colum: there is no such setting; did you mean column?",
        "event.repeats: Input should be 'events' or 'one_event'",
        "sauce: there is no such setting",
        "phone_region: 'XX'",
        "'Big Kind' cannot name",
        "'message_id' is a name",
        "'not a name' cannot name",
    ):
        assert mistake in report.value.message


def test_a_mapping_that_is_not_there_names_those_that_ship(tmp_path):
    with pytest.raises(MappingInvalid, match=r"no mapping file .*nothing(.|\n)*ecom"):
        load_mapping(tmp_path / "nothing.toml")
    (tmp_path / "broken.toml").write_text("source = ", "utf-8")
    with pytest.raises(MappingInvalid, match="is not TOML"):
        load_mapping(tmp_path / "broken.toml")


def test_a_shipped_mapping_is_found_by_its_name():
    assert isinstance(load_mapping("ecom"), Mapping)
    assert load_mapping("ecom").columns()[:3] == ["event", "timestamp", "session_id"]
