"""Canonical records as the files of Neo4j's offline import: the first load of a large graph.

The rows are gathered by the same `Batch` as in a load through the server, so that both ways end in
the same graph. Nodes of one label that have other properties go into files of their own, because a
file of the import has one header.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from onepath.graph.store.batch import EPOCH, Batch
from onepath.loaders.records import EventRecord, Record, Reject

Part = tuple[str, Path | None, list[Path]]
_TIMES = frozenset(
    (
        "original_at", "sent_at", "received_at", "corrected_at",
        "first_seen", "last_seen", "started_at", "ended_at", "updated_at",
    )
)  # fmt: skip
"""Properties that the batch holds as microseconds since 1970."""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", datetime: "datetime"}


@dataclass(slots=True)
class OfflineSummary:
    """Rows read and rejected, and how many of everything the files hold."""

    rows: int = 0
    rejected: int = 0
    repeated: int = 0
    identifiers: int = 0
    users: int = 0
    sessions: int = 0
    events: int = 0
    links: int = 0


class OfflineFiles:
    """Writes one folder of import files; `nodes` and `relationships` name them for the import."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._writers: dict[tuple[str, ...], Any] = {}
        self._open: list[TextIO] = []
        self.nodes: list[Part] = []
        self.relationships: list[Part] = []
        self.summary = OfflineSummary()
        self._batch = Batch()
        self._seen: set[str] = set()

    def take(
        self,
        records: Iterable[Record | Reject],
        on_reject: Callable[[Reject], None],
        progress: Callable[[int], None],
    ) -> None:
        """Gather one file's records; events go to disk at once, the rest is summed up until `finish`."""
        for record in records:
            self.summary.rows += 1
            if isinstance(record, Reject):
                self.summary.rejected += 1
                on_reject(record)
            elif isinstance(record, EventRecord) and record.key in self._seen:
                self.summary.repeated += 1
            else:
                self._batch.add(record)
                if isinstance(record, EventRecord):
                    self._seen.add(record.key)
            if self.summary.rows % 10_000 == 0:
                self._write_events()
                progress(10_000)
        self._write_events()

    def finish(self, loads: Iterable[Mapping[str, Any]]) -> OfflineSummary:
        """Write what was summed up, and close the files."""
        batch = self._batch
        for row in batch.identifiers.values():
            self._node("Identifier", {**_without(row, "events"), "event_count": row["events"]})
        for row in batch.sessions.values():
            self._node("Session", {**row["attributes"], **_without(row, "attributes"), "inferred": False})
        users = _users(batch.users)
        for row in users.values():
            self._node("User", {**row["attributes"], **_without(row, "attributes", "identifiers")})
            for key in row["identifiers"]:
                self._relationship("HAS", "User", row["key"], "Identifier", key)
        for row in batch.links.values():
            self._relationship(
                "LINK", "Identifier", row["a"], "Identifier", row["b"],
                {**_without(row, "a", "b"), "confidence": 1.0},
            )  # fmt: skip
        for load in loads:
            self._node("Load", dict(load))
        for file in self._open:
            file.close()
        summary = self.summary
        summary.identifiers, summary.users = len(batch.identifiers), len(users)
        summary.sessions, summary.links = len(batch.sessions), len(batch.links)
        return summary

    def _write_events(self) -> None:
        for key, row in self._batch.events.items():
            self._node(
                "Event", {**row["properties"], **_without(row, "owner", "carried", "session", "properties")}
            )
            self._relationship("BY", "Event", key, "Identifier", row["owner"])
            for carried in row["carried"]:
                self._relationship("CARRIES", "Event", key, "Identifier", carried)
            if row["session"] is not None:
                self._relationship("IN", "Event", key, "Session", row["session"])
        self.summary.events += len(self._batch.events)
        self._batch.events.clear()

    def _node(self, label: str, properties: dict[str, Any]) -> None:
        key = properties.pop("key")
        self._row(self.nodes, label, [f"key:ID({label})"], [key], properties)

    def _relationship(
        self, kind: str, start_label: str, start: str, end_label: str, end: str,
        properties: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        header = [f":START_ID({start_label})", f":END_ID({end_label})"]
        self._row(self.relationships, kind, header, [start, end], properties or {})

    def _row(
        self, parts: list[Part], name: str, ids: list[str], values: list[str], properties: dict[str, Any]
    ) -> None:
        present = [(key, value) for key, value in properties.items() if value is not None]
        shape = (name, *ids, *(f"{key}:{_type(key, value)}" for key, value in present))
        writer = self._writers.get(shape)
        if writer is None:
            path = self._directory / f"{len(self._writers):04}-{name}.csv"
            file = path.open("w", encoding="utf-8", newline="")
            self._open.append(file)
            writer = self._writers[shape] = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(shape[1:])
            parts.append((name, None, [path]))
        writer.writerow([*values, *(_cell(key, value) for key, value in present)])


def _users(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each user once, its records taken one after the other as `cypher/load/users.cypher` takes them."""
    users: dict[str, dict[str, Any]] = {}
    for record in records:
        user = users.get(record["key"])
        if user is None:
            users[record["key"]] = {**record, "attributes": dict(record["attributes"])}
            continue
        known, told = user["updated_at"], record["updated_at"]
        if known is None or (told is not None and told >= known):
            user["attributes"].update(record["attributes"])
            user["updated_at"] = told
        else:
            user["attributes"] = {**record["attributes"], **user["attributes"]}
        user["identifiers"] = list(dict.fromkeys((*user["identifiers"], *record["identifiers"])))
    return users


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _type(name: str, value: Any) -> str:
    return "datetime" if name in _TIMES else _TYPES[type(value)]


def _cell(name: str, value: Any) -> str:
    if name in _TIMES:
        value = EPOCH + timedelta(microseconds=value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
