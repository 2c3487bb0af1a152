"""The files of Neo4j's offline import: rows in, one CSV file for each set of columns out.

A file of the import has one header, so nodes of one label that have other properties go into files of
their own. Rows are kept by column until there are many and written by Arrow, which costs a tenth of
what the same cells cost in Python.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ..store import microseconds

Part = tuple[str, Path | None, list[Path]]
"""Label or type, header file (None: in the first data file), data files."""

TIMES = frozenset(
    (
        "original_at", "sent_at", "received_at", "corrected_at",
        "first_seen", "last_seen", "started_at", "ended_at", "updated_at",
    )
)  # fmt: skip
"""Properties that the batch holds as microseconds since 1970."""
_NAMES = {
    bool: "boolean", int: "long", float: "double", str: "string", datetime: "datetime", date: "date",
}  # fmt: skip
_ARROW = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
_ROWS_IN_MEMORY = 50_000
_BARE = csv.WriteOptions(include_header=False, quoting_style="all_valid")


class ImportFiles:
    """One folder of files; `nodes` and `relationships` name them for the import."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._files: dict[tuple[Any, ...], _File] = {}
        self._waiting = 0
        self.nodes: list[Part] = []
        self.relationships: list[Part] = []

    def node(
        self, label: str, key: str, properties: dict[str, Any], *, also: str = "", name: str = "key"
    ) -> None:
        """A node with this key (called `name`), and with one more label; what is None is left out."""
        if None in properties.values():
            properties = {name: value for name, value in properties.items() if value is not None}
        labels = f"{label}:{also}" if also else label
        shape = (labels, *properties, *map(type, properties.values()))
        file = self._files.get(shape) or self._open(shape, self.nodes, (f"{name}:ID({label})",), properties)
        file.rows.append((key, *properties.values()))
        self._count()

    def relationship(self, kind: str, ends: tuple[str, str], start: str, end: str) -> None:
        """A relationship without properties, between two nodes named by their labels and keys."""
        shape = (kind, *ends)
        file = self._files.get(shape) or self._open(shape, self.relationships, _ends(ends), {})
        file.rows.append((start, end))
        self._count()

    def link(
        self, kind: str, ends: tuple[str, str], start: str, end: str, properties: dict[str, Any]
    ) -> None:
        """The same with properties, of which those that are None are left out."""
        there = {name: value for name, value in properties.items() if value is not None}
        shape = (kind, *ends, *there, *map(type, there.values()))
        file = self._files.get(shape) or self._open(shape, self.relationships, _ends(ends), there)
        file.rows.append((start, end, *there.values()))
        self._count()

    def flush(self) -> None:
        """Write all rows that wait."""
        for file in self._files.values():
            file.flush()
        self._waiting = 0

    def _open(
        self, shape: tuple[Any, ...], parts: list[Part], ids: tuple[str, ...], properties: dict[str, Any]
    ) -> "_File":
        path = self._directory / f"{len(self._files):04}-{shape[0].replace(':', '-')}.csv"
        file = self._files[shape] = _File(path, ids, properties)
        parts.append((shape[0], None, [path]))
        return file

    def _count(self) -> None:
        self._waiting += 1
        if self._waiting >= _ROWS_IN_MEMORY:
            self.flush()


def _ends(labels: tuple[str, str]) -> tuple[str, str]:
    return f":START_ID({labels[0]})", f":END_ID({labels[1]})"


class _File:
    """Rows of the same columns. It is open only while they are written: there may be very many."""

    def __init__(self, path: Path, ids: Sequence[str], properties: dict[str, Any]) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._path = path
        self._columns: list[tuple[str, type]] = [(name, str) for name in ids]
        self._columns += [(name, type(value)) for name, value in properties.items()]
        header = [*ids, *(f"{name}:{_type(name, kind)}" for name, kind in self._columns[len(ids) :])]
        path.write_text(",".join('"' + name.replace('"', '""') + '"' for name in header) + "\n", "utf-8")

    def flush(self) -> None:
        if not self.rows:
            return
        columns = [
            _cells(name, kind, values)
            for (name, kind), values in zip(self._columns, zip(*self.rows, strict=True), strict=True)
        ]
        table = pa.Table.from_arrays(columns, names=[str(place) for place in range(len(columns))])
        with self._path.open("ab") as file:
            csv.write_csv(table, file, _BARE)
        self.rows.clear()


def _type(name: str, kind: type) -> str:
    return "datetime" if name in TIMES else _NAMES[kind]


def _cells(name: str, kind: type, values: Sequence[Any]) -> pa.Array:
    if kind is datetime:
        values = [microseconds(value.astimezone(UTC)) for value in values]
    if kind is datetime or name in TIMES:
        # A cast and two edits: strftime costs ten times as much, a third of the whole file.
        text = pa.array(values, pa.int64()).cast(pa.timestamp("us")).cast(pa.string())
        return pc.binary_join_element_wise(pc.utf8_replace_slice(text, 10, 11, "T"), "Z", "")
    if kind is date:
        return pa.array(values, pa.date32()).cast(pa.string())
    return pa.array(values, _ARROW[kind])
