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

from ..identity import AccountState, account_of
from ..ingest import Batch, attributes_of_session, conflict_of, content_of, link_row
from .import_files import ImportFiles, Part
from .resolved_folder import ResolvedFolder

_HAS, _BY, _IN = ("User", "Identifier"), ("Event", "Identifier"), ("Event", "Session")
_LINKED = ("Identifier", "Identifier")
_EVENT_TIMES = ("original_at", "sent_at", "received_at", "corrected_at")


@dataclass(slots=True)
class OfflineSummary:
    """Rows read and rejected, and how many of everything the files hold."""

    rows: int = 0
    rejected: int = 0
    conflicts: int = 0
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
        self._seen: dict[str, int] = {}
        """What each event says, as a hash."""
        self.again: dict[int, dict[str, None]] = {}
        """By the number of a load: events that an earlier one had brought, which are written by then."""

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
        load: int = 1,
    ) -> None:
        """Gather one file's records; events go to disk at once, the rest is summed up until `finish`.

        `load` is the number of the file's load.
        """
        self._batch.load = load
        for record in records:
            self.summary.rows += 1
            if isinstance(record, Reject):
                self.summary.rejected += 1
                on_reject(record)
            elif isinstance(record, EventRecord) and record.key in self._seen:
                self._repeat(record, load, on_reject)
            else:
                self._batch.add(record)
                if isinstance(record, EventRecord):
                    self._seen[record.key] = self._batch.events[record.key]["properties"]["_content"]
            if self.summary.rows % 10_000 == 0:
                self._write_events()
                progress(10_000)
        self._write_events()

    def _repeat(self, event: EventRecord, load: int, on_reject: Callable[[Reject], None]) -> None:
        if self._seen[event.key] != content_of(event):
            self.summary.conflicts += 1
            on_reject(conflict_of(event))
            return
        self.summary.repeated += 1
        self.again.setdefault(load, {})[event.key] = None

    def finish(
        self, loads: Iterable[Mapping[str, Any]], resolved: ResolvedFolder | None = None
    ) -> OfflineSummary:
        """Write what was summed up, with the people that it was resolved into, and close the files.

        Raises InputError when they were resolved from other data.
        """
        batch, files = self._batch, self._files
        accounts = [
            account
            for records in batch.accounts.values()
            if (account := account_of(records.values())) is not None
        ]
        for link in (link for account in accounts for link in account.links.values()):
            if link.ended_at is None:
                batch.links[link.key] = link_row(link)
            else:
                files.link("ENDED_LINK", _LINKED, link.a, link.b, _link(link_row(link)))
        if resolved is not None:
            self._people(resolved)
        for key, row in batch.identifiers.items():
            rest = _without(row, "key", "events", "oneid")
            files.node("Identifier", key, {**rest, "event_count": row["events"]})
        self._sessions()
        for account in accounts:
            self._account(account)
        for row in batch.links.values():
            files.link("LINK", _LINKED, row["a"], row["b"], _link(row))
        last = 0
        for load in loads:
            files.node("Load", str(load["key"]), _without(load, "key"))
            last = max(last, load["number"])
        if last:
            files.node("ResolveState", "loads", {"number": last})
        files.flush()
        summary = self.summary
        summary.identifiers, summary.users = len(batch.identifiers), len(accounts)
        summary.sessions, summary.links = len(batch.sessions), len(batch.links)
        return summary

    def _sessions(self) -> None:
        files, stated = self._files, self._batch.stated
        for key, row in self._batch.sessions.items():
            said = stated.get(key, {})
            attributes = attributes_of_session(said.values())
            files.node("Session", key, {**attributes, **_without(row, "key"), "inferred": False})
            for one in said.values():
                own = {"started_at": one.started_at, "ended_at": one.ended_at, "_loads": list(one.loads)}
                files.node("SessionRecord", one.key, {**one.attributes, **own})
                files.relationship("OF", ("SessionRecord", "Session"), one.key, key)

    def _account(self, account: AccountState) -> None:
        files = self._files
        own = {"source": account.source, "user_id": account.user_id, "updated_at": account.updated_at}
        files.node("User", account.key, {**account.attributes, **own})
        for identifier in account.identifiers:
            files.relationship("HAS", _HAS, account.key, identifier)
        for identifier in account.former:
            files.relationship("HAD", _HAS, account.key, identifier)
        for record in self._batch.accounts[account.key].values():
            said = {**record.attributes, "updated_at": record.updated_at, **record.own_properties}
            files.node("UserRecord", record.key, said)
            files.relationship("OF", ("UserRecord", "User"), record.key, account.key)

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


def _link(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**_without(row, "a", "b"), "confidence": 1.0}


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
