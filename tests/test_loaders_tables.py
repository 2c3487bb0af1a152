"""The four canonical tables become records by their headers."""

from datetime import UTC, datetime

import pytest
from onepath.graph.identity import Rules, default_rules
from onepath.loaders.errors import ColumnMissing, MappingInvalid
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, IdentifierRecord, SessionRecord, UserRecord

DAY = datetime(2024, 3, 13, tzinfo=UTC)


@pytest.fixture
def read(tmp_path):
    def records(name, text, **options):
        (tmp_path / name).write_text(text, "utf-8")
        return list(read_records(tmp_path / name, **{"rules": default_rules(), **options}))

    return records


def test_identifiers(read):
    phone, shell, null, kind = read(
        "identifiers.csv",
        "kind,value,source\nphone,138 0013 8000,crm\nshell_card,007,pos\ncookie,undefined,web\n"
        "Bad Kind,1,web\n",
    )
    assert phone == IdentifierRecord("phone", "+8613800138000", "crm")
    assert shell.key == "shell_card:007"
    assert null.reason == "no value"
    assert kind.reason == "'Bad Kind' is not a kind of identifier"


def test_users_with_identifiers_and_attributes(read):
    li, wang, nobody = read(
        "users.csv",
        "source,user_id,updated_at,phone,member,email,city,visits:int\n"
        "crm,007,2024-03-13,13800138000,M1,LI@x.cn,上海,3\ncrm,008,,,,,,\ncrm,0,,,,,,\n",
    )
    assert li == UserRecord(
        "crm",
        "007",
        ("member:M1", "email:li@x.cn", "phone:+8613800138000"),
        DAY,
        {"city": "上海", "visits": 3},
        ("member", "email", "phone"),
    )
    assert wang == UserRecord("crm", "008", (), kinds=("member", "email", "phone"))
    assert nobody.reason == "no user_id"


def test_sessions(read):
    visit, odd = read(
        "sessions.csv",
        "source,session_id,started_at,ended_at,channel\nweb,s1,2024-03-13,2024-03-13,ads\n"
        "web,s2,2024-03-14,2024-03-13,\n",
    )
    assert visit == SessionRecord("web", "s1", DAY, DAY, {"channel": "ads"})
    assert odd == SessionRecord("web", "s2", datetime(2024, 3, 14, tzinfo=UTC)), "an end before it is none"


def test_events_carry_identifiers_of_any_kind_and_typed_properties(read):
    [event] = read(
        "events-2024-03.csv",
        "source,name,original_at,message_id,session_id,sequence,cookie,wechat_openid,badge:identifier,page,amount:float\n"
        "mini_program,message,2024-03-13,m1,s1,5,c1,oX/1:2,B7,/p,9.50\n",
    )
    assert event == EventRecord(
        source="mini_program",
        message_id="m1",
        name="message",
        original_at=DAY,
        corrected_at=DAY,
        sequence=5,
        identifiers=("wechat_openid:oX/1:2", "badge:B7", "cookie:c1"),
        session_id="s1",
        properties={"page": "/p", "amount": 9.5},
    )


def test_phones_are_read_for_the_region_given(read):
    [one] = read("identifiers.csv", "kind,value,source\nphone,020 7946 0958,crm\n", phone_region="GB")
    assert one.value == "+442079460958"


def test_every_mistake_of_a_header_is_named_at_once(read):
    with pytest.raises(MappingInvalid) as report:
        read(
            "events.csv",
            "source,name,original_at,cookie,corrected_at,price:money,2nd,class,,Big:identifier\n",
        )
    for mistake in ("corrected_at: ", "price:money: ", "2nd: ", "class: ", "(no name): ", "Big:identifier: "):
        assert f"\n  {mistake}" in report.value.message


def test_events_without_any_identifier_column_are_refused(read):
    with pytest.raises(ColumnMissing, match="no column with identifiers"):
        read("events.csv", "source,name,original_at,page\n")


def test_json_lines_may_bring_new_columns_at_any_row(tmp_path):
    plain = '{"source": "web", "name": "view", "original_at": "2024-03-13", "cookie": "c1"}\n'
    late = plain.replace("}", ', "badge:identifier": "B7", "page": "/p"}')
    wrong = plain.replace("}", ', "key": "x"}')
    (tmp_path / "events.jsonl").write_text(plain * 1_500 + late + wrong + plain, "utf-8")
    *_, event, bad, last = read_records(tmp_path / "events.jsonl")
    assert (event.identifiers, event.properties) == (("cookie:c1", "badge:B7"), {"page": "/p"})
    assert (bad.row, bad.reason) == (
        1_502,
        "key: 'key' is a name that onepath uses itself; give the property another one",
    )
    assert last.sequence == 1_503


def test_a_normaliser_spells_a_kind_otherwise_than_it_is_by_itself(read):
    text = "kind,value,source\nmember,AB-7,crm\nemail,A@B.example,crm\n"
    kinds = {"member": {"priority": 1, "normaliser": "lower"}, "email": {"priority": 1, "normaliser": "text"}}
    rules = Rules.model_validate({"kinds": {**kinds, "other": {"priority": 1}}})
    found = read("identifiers.csv", text, rules=rules)
    assert [record.key for record in found] == ["member:ab-7", "email:A@B.example"]
