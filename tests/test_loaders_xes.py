"""Event logs in XES are read as rows, our own exports among them."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from onepath.graph.flows.event_log import Case, LoggedEvent, Properties, write_csv, write_parquet, write_xes
from onepath.loaders import Mapping, Reject, read_records
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.files import open_rows

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="?"/></global>
  <classifier name="Event Name" keys="concept:name"/>
  <string key="creator" value="somebody"/>
  <trace>
    <string key="concept:name" value="007"/><int key="amount" value="20"/>
    <event><string key="concept:name" value="登记 &amp; check"/>
      <date key="time:timestamp" value="2024-03-13T10:00:00.000+02:00"/></event>
    <event><string key="concept:name" value="pay"/>
      <float key="cost" value="2.5"/><boolean key="late" value="true"/>
      <date key="time:timestamp" value="2024-03-13T11:00:00+02:00"/>
      <list key="items"><values><string key="item" value="a"/><string key="item" value="b"/></values></list>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="008"/>
    <event><string key="concept:name" value="pay"/></event>
  </trace>
</log>
"""
MAPPING = Mapping.model_validate(
    {
        "source": "log",
        "event": {
            "name": "concept:name",
            "original_at": "time:timestamp",
            "identifiers": {"case": "case:concept:name"},
        },
    }
)


@pytest.mark.parametrize(("name", "pack"), [("a.xes", bytes), ("a.xes.gz", gzip.compress)])
def test_each_event_is_a_row_with_the_attributes_of_its_trace(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack(LOG.encode()))
    rows = [
        dict(zip(row[1], row[2], strict=True))
        for row in open_rows(tmp_path / name).rows
        if not isinstance(row, Reject)
    ]
    assert rows == [
        {"case:concept:name": "007", "case:amount": 20, "concept:name": "登记 & check",
         "time:timestamp": "2024-03-13T10:00:00.000+02:00"},
        {"case:concept:name": "007", "case:amount": 20, "concept:name": "pay", "cost": 2.5, "late": True,
         "time:timestamp": "2024-03-13T11:00:00+02:00", "items": ["a", "b"]},
        {"case:concept:name": "008", "concept:name": "pay"},
    ]  # fmt: skip


def test_a_log_is_loaded_by_a_mapping_whose_columns_have_colons(tmp_path):
    (tmp_path / "a.xes").write_text(LOG, "utf-8")
    first, second, third = read_records(tmp_path / "a.xes", MAPPING)
    assert (first.name, first.original_at) == ("登记 & check", datetime(2024, 3, 13, 8, tzinfo=UTC))
    assert first.identifiers == second.identifiers == ("case:007",)
    assert third.reason == "no original_at"


@pytest.mark.parametrize(
    ("name", "write"), [("log.csv", write_csv), ("log.parquet", write_parquet), ("log.xes", write_xes)]
)
def test_our_own_exports_load_again(tmp_path: Path, name, write):
    at = datetime(2024, 3, 13, 10, 0, 0, 250, tzinfo=UTC)
    cases = [Case("c:1", "oneid-1", [LoggedEvent("查看", at, "web"), LoggedEvent("buy", at, "app")])]
    write(tmp_path / name, cases, Properties.of(cases))
    mapping = MAPPING.model_copy(update={"name_prefix": ""})
    events = list(read_records(tmp_path / name, mapping))
    assert [(event.name, event.original_at, event.identifiers) for event in events] == [
        ("查看", at, ("case:c:1",)),
        ("buy", at, ("case:c:1",)),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(LOG[: LOG.index("<trace>", 700)], "is not XML"), ("event,time\n", "is not XML"),
     ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in
      zip("abcdefghij", "bcdefghijk", strict=True)) + "]><log><trace><event><string key='k' value='&k;'/>"
      "</event></trace></log>", "is not XML")],
)  # fmt: skip
def test_what_is_no_whole_log_says_so(tmp_path, content, reason):
    (tmp_path / "a.xes").write_text(content, "utf-8")
    with pytest.raises(FileUnreadable, match=reason):
        list(open_rows(tmp_path / "a.xes").rows)


def test_an_attribute_that_is_there_twice_rejects_its_event(tmp_path):
    (tmp_path / "a.xes").write_text(LOG.replace('"cost"', '"concept:name"'), "utf-8")
    _, twice, _ = open_rows(tmp_path / "a.xes").rows
    assert isinstance(twice, Reject)
    assert twice.reason == "the attribute 'concept:name' is there twice"
