"""Canonical records as the files of Neo4j's offline import: the first load of a large graph.

The rows are gathered by the same `Batch` as in a load through the server, so that both ways end in
the same graph.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onepath.loaders.records import EventRecord, Record, Reject

from ..ingest import Batch
from .import_files import ImportFiles, Part
from .resolved_folder import ResolvedFolder

_HAS, _BY, _IN = ("User", "Identifier"), ("Event", "Identifier"), ("Event", "Session")
_EVENT_TIMES = ("original_at", "sent_at", "received_at", "corrected_at")


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
    people: int = 0


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Records hold no cycles; to look for some among millions of them takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class OfflineFiles:
    """Writes one folder of import files; `nodes` and `relationships` name them for the import."""

    def __init__(self, directory: Path) -> None:
        self._files = ImportFiles(directory)
        self.summary = OfflineSummary()
        self._batch = Batch()
        self._seen: set[str] = set()

    @property
    def nodes(self) -> list[Part]:
        """The nodes' files, as the import takes them."""
        return self._files.nodes

    @property
    def relationships(self) -> list[Part]:
        """The relationships' files."""
        return self._files.relationships

    @_no_garbage_collection()
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

    def finish(
        self, loads: Iterable[Mapping[str, Any]], resolved: ResolvedFolder | None = None
    ) -> OfflineSummary:
        """Write what was summed up, with the people that it was resolved into, and close the files.

        Raises InputError when they were resolved from other data.
        """
        batch, files = self._batch, self._files
        if resolved is not None:
            self._people(resolved)
        for key, row in batch.identifiers.items():
            rest = _without(row, "key", "events", "oneid")
            files.node("Identifier", key, {**rest, "event_count": row["events"]})
        for key, row in batch.sessions.items():
            rest = _without(row, "key", "attributes")
            files.node("Session", key, {**row["attributes"], **rest, "inferred": False})
        users = _users(batch.users)
        for key, row in users.items():
            files.node(
                "User", key, {**row["attributes"], **_without(row, "key", "attributes", "identifiers")}
            )
            for identifier in row["identifiers"]:
                files.relationship("HAS", _HAS, key, identifier)
        for row in batch.links.values():
            properties = {**_without(row, "a", "b"), "confidence": 1.0}
            files.link("LINK", ("Identifier", "Identifier"), row["a"], row["b"], properties)
        for load in loads:
            files.node("Load", str(load["key"]), _without(load, "key"))
        files.flush()
        summary = self.summary
        summary.identifiers, summary.users = len(batch.identifiers), len(users)
        summary.sessions, summary.links = len(batch.sessions), len(batch.links)
        return summary

    def _people(self, resolved: ResolvedFolder) -> None:
        """Nodes as `cypher/internal/identity/found.cypher` and `state_write.cypher` make them."""
        people, now = resolved.settle(self._batch), datetime.now(UTC)
        for oneid, person in people.items():
            properties = {
                "anchor": person.anchor, "created_at": now, "identifier_count": person.identifiers
            }  # fmt: skip
            self._files.node("Person", oneid, properties, also="JourneyDue", name="oneid")
        for key, row in self._batch.identifiers.items():
            self._files.relationship("IDENTIFIES", ("Identifier", "Person"), key, row["oneid"])
        about = resolved.about
        self._files.node("ResolveState", "state", {"rules": about.rules, "day": about.day, "whole": True})
        self.summary.people = len(people)

    def _write_events(self) -> None:
        files = self._files
        for key, row in self._batch.events.items():
            properties = row["properties"]
            del properties["key"]
            for name in _EVENT_TIMES:
                properties[name] = row[name]
            files.node("Event", key, properties)
            files.relationship("BY", _BY, key, row["owner"])
            for carried in row["carried"]:
                files.relationship("CARRIES", _BY, key, carried)
            if row["session"] is not None:
                files.relationship("IN", _IN, key, row["session"])
        self.summary.events += len(self._batch.events)
        self._batch.events.clear()


def _users(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each user once, its records in order, as in `cypher/internal/load/users.cypher`."""
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
