"""Event logs in the columns of PM4Py, and in XES (IEEE 1849-2016), written case by case."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq
from onepath.loaders.safe_text import defused

COLUMNS = ("case:concept:name", "concept:name", "time:timestamp", "org:resource", "case:oneid")
_ROWS_AT_ONCE = 50_000
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCHEMA = pa.schema(
    [
        (COLUMNS[0], pa.string()),
        (COLUMNS[1], pa.string()),
        (COLUMNS[2], pa.timestamp("us", "UTC")),
        (COLUMNS[3], pa.string()),
        (COLUMNS[4], pa.string()),
    ]
)
_XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <classifier name="Event Name" keys="concept:name"/>
"""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event: what it is called, when it was, and the source as its resource."""

    name: str
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Case:
    """One journey or session, and its person."""

    name: str
    oneid: str
    events: list[LoggedEvent]


def write_csv(file: Path, cases: Iterable[Case]) -> None:
    """A row an event; times with their zone's offset. No name of the data is a formula in a spreadsheet."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for case in cases:
            writer.writerows(
                (case.name, defused(event.name), _iso(event.at), defused(event.source), case.oneid)
                for event in case.events
            )


def write_parquet(file: Path, cases: Iterable[Case]) -> None:
    """The same columns, the times as timestamps of microseconds in UTC."""
    rows = chain.from_iterable(_rows(case) for case in cases)
    with pq.ParquetWriter(file, _SCHEMA, compression="zstd") as writer:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            writer.write_table(pa.table(list(zip(*some, strict=True)), schema=_SCHEMA))


def write_xes(file: Path, cases: Iterable[Case]) -> None:
    """A trace a case. What XML cannot hold becomes U+FFFD."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_XES)
        for case in cases:
            _write_trace(out, case)
        out.write("</log>\n")


def quoted(text: str) -> str:
    """A text as an attribute of XML, with its quotes."""
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _write_trace(out: TextIO, case: Case) -> None:
    out.write(f'  <trace>\n    <string key="concept:name" value={quoted(case.name)}/>\n')
    out.write(f'    <string key="oneid" value={quoted(case.oneid)}/>\n')
    for event in case.events:
        # A tag a line: some readers go line by line.
        out.write(
            f'    <event>\n      <string key="concept:name" value={quoted(event.name)}/>\n'
            f'      <date key="time:timestamp" value="{_iso(event.at)}"/>\n'
            f'      <string key="org:resource" value={quoted(event.source)}/>\n    </event>\n'
        )
    out.write("  </trace>\n")


def _rows(case: Case) -> Iterator[tuple[str, str, datetime, str, str]]:
    return ((case.name, event.name, event.at, event.source, case.oneid) for event in case.events)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
