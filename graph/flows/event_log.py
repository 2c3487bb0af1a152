"""Event logs in the columns of PM4Py, and in XES (IEEE 1849-2016), written case by case."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq
from onepath.loaders.own_exports import EVENT_LOG_COLUMNS as COLUMNS
from onepath.loaders.safe_text import defused, open_for_spreadsheets

RESOURCE = "org_resource"
"""The property that a log's `org:resource` becomes when it is loaded."""
_ROWS_AT_ONCE = 50_000
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST = [(name, pa.timestamp("us", "UTC") if name == COLUMNS[2] else pa.string()) for name in COLUMNS]
_TYPES: dict[type, tuple[pa.DataType, str]] = {
    bool: (pa.bool_(), "boolean"),
    int: (pa.int64(), "int"),
    float: (pa.float64(), "float"),
    datetime: (pa.timestamp("us", "UTC"), "date"),
    date: (pa.date32(), "string"),
}
"""By the type of a property's values its type in Parquet, and its tag in XES; any other is text."""
_XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <classifier name="Event Name" keys="concept:name"/>
"""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event: what it is called, when it was, its source, and its properties.

    Its resource is that of the log that it was loaded from, or its source.
    """

    name: str
    at: datetime
    source: str
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def resource(self) -> str:
        return str(self.properties.get(RESOURCE, self.source))


@dataclass(frozen=True, slots=True)
class Case:
    """One journey or session, and its person."""

    name: str
    oneid: str
    events: list[LoggedEvent]


@dataclass(slots=True)
class Properties:
    """The properties of a log's events, each with the types of its values: the other columns."""

    types: dict[str, set[type]] = field(default_factory=dict)

    @classmethod
    def of(cls, cases: Iterable[Case]) -> "Properties":
        found = cls()
        for case in cases:
            for event in case.events:
                for name, value in event.properties.items():
                    if name != RESOURCE:
                        found.types.setdefault(name, set()).add(type(value))
        return found

    @property
    def columns(self) -> dict[str, str]:
        """The column of each property; a name that every log has gets `event:` in front."""
        return {name: f"event:{name}" if name in COLUMNS else name for name in sorted(self.types)}

    def parquet_type(self, name: str) -> pa.DataType:
        """The type that takes all values of a property."""
        types = self.types[name]
        [one] = types if len(types) == 1 else [float if types == {int, float} else str]
        return _TYPES[one][0] if one in _TYPES else pa.string()


def write_csv(file: Path, cases: Iterable[Case], properties: Properties) -> None:
    """A row an event; times with microseconds and their zone's offset.

    A spreadsheet opens it: it has a byte-order mark, and no text of the data is a formula.
    """
    with open_for_spreadsheets(file) as out:
        writer = csv.writer(out)
        writer.writerow((*COLUMNS, *properties.columns.values()))
        for case in cases:
            writer.writerows(
                [
                    defused(_text(cell))
                    for cell in (*_first(case, event), *map(event.properties.get, properties.columns))
                ]
                for event in case.events
            )


def write_parquet(file: Path, cases: Iterable[Case], properties: Properties) -> None:
    """The same columns, each with the type of its values; times are of microseconds in UTC."""
    typed = [(column, properties.parquet_type(name)) for name, column in properties.columns.items()]
    schema = pa.schema([*_FIRST, *typed])
    rows = (
        [*_first(case, event), *map(event.properties.get, properties.columns)]
        for case in cases
        for event in case.events
    )
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            columns = zip(*some, strict=True)
            writer.write_table(
                pa.table(
                    [
                        pa.array(map(_text_or_none, column) if one.type == pa.string() else column, one.type)
                        for one, column in zip(schema, columns, strict=True)
                    ],
                    schema=schema,
                )
            )


def write_xes(file: Path, cases: Iterable[Case], properties: Properties) -> None:
    """A trace a case. What XML cannot hold becomes U+FFFD."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_XES)
        for case in cases:
            _write_trace(out, case, properties.columns)
        out.write("</log>\n")


def quoted(text: str) -> str:
    """A text as an attribute of XML, with its quotes."""
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _write_trace(out: TextIO, case: Case, columns: Mapping[str, str]) -> None:
    out.write(f'  <trace>\n    <string key="concept:name" value={quoted(case.name)}/>\n')
    out.write(f'    <string key="oneid" value={quoted(case.oneid)}/>\n')
    for event in case.events:
        # A tag a line: some readers go line by line.
        out.write("    <event>\n")
        for key, value in zip(COLUMNS[1:5], _first(case, event)[1:5], strict=True):
            out.write(_tag(key, value))
        for name, value in event.properties.items():
            if name != RESOURCE:
                out.write(_tag(columns[name], value))
        out.write("    </event>\n")
    out.write("  </trace>\n")


def _tag(key: str, value: Any) -> str:
    tag = _TYPES[type(value)][1] if type(value) in _TYPES else "string"
    return f"      <{tag} key={quoted(key)} value={quoted(_text(value))}/>\n"


def _first(case: Case, event: LoggedEvent) -> tuple[str, str, datetime, str, str, str]:
    return case.name, event.name, event.at, event.resource, event.source, case.oneid


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _text(value: Any) -> str:
    """A value as text that is loaded as the same value."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps([_text(one) for one in value], ensure_ascii=False)
    return "" if value is None else str(value)
