"""Journeys extended by events that are later than their end, which is what a live source sends.

The same journeys as a rebuild gives, for the price of what is new: a person with ten thousand events is not
read again for the next one. What cannot be appended (a late event, a session that is not the journey's last)
is left to a rebuild.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..store import Row, Transaction
from ..trails import DIGITS, OVERFLOW, Letters, give_letters, read_letters
from .build import store_journeys

_MICROSECONDS_A_MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that was just written. `at`: its corrected time in microseconds since 1970; `session`: the key
    of the session that its source put it in, if it did."""

    key: str
    owner: str
    name: str
    source: str
    at: int
    sequence: int
    session: str | None

    @property
    def digits(self) -> str:
        return f"{self.at:0{DIGITS}d}"


@dataclass(frozen=True, slots=True)
class Current:
    """How many journeys were extended, and how many were built whole."""

    extended: int
    built: int


@dataclass(slots=True)
class _Visit:
    """New events of one session: of the journey's last one (`is_last`), or of one that is new."""

    key: str
    inferred: bool
    is_last: bool
    events: list[NewEvent] = field(default_factory=list)


def update_journeys(
    transaction: Transaction, keys: Sequence[str], events: Iterable[NewEvent], inactivity_minutes: int
) -> Current:
    """Bring the journeys of these identifiers' people up to date, in the transaction that wrote the events.

    The events belong to some of the identifiers. Who was due for a rebuild before is rebuilt.
    """
    ends: dict[str, Row] = {}
    owners: dict[str, str] = {}
    for row in transaction.run("internal/journeys/ends", keys=list(keys)):
        owners[row["key"]] = row["oneid"]
        ends[row["oneid"]] = row
    new: dict[str, list[NewEvent]] = defaultdict(list)
    for event in events:
        new[owners[event.owner]].append(event)
    later = {oneid: some for oneid, some in new.items() if _all_later(some, ends[oneid]["ended_at"])}
    plans = _plans(transaction, later, ends, inactivity_minutes)
    rebuilt = [oneid for oneid in new if oneid not in plans]
    rebuilt += [row["oneid"] for row in transaction.run("internal/journeys/due_among", keys=list(keys))]
    if plans:
        _extend(transaction, plans, ends)
    if rebuilt:
        store_journeys(transaction, list(dict.fromkeys(rebuilt)), inactivity_minutes)
    return Current(extended=len(plans), built=len(set(rebuilt)))


def _all_later(events: Sequence[NewEvent], ended_at: int | None) -> bool:
    return ended_at is not None and all(event.at > ended_at for event in events)


def _plans(
    transaction: Transaction,
    later: Mapping[str, list[NewEvent]],
    ends: Mapping[str, Row],
    inactivity_minutes: int,
) -> dict[str, list[_Visit]]:
    """The sessions of what is appended, by OneID; a journey that has to be rebuilt is not among them."""
    wanted = {
        (oneid, session)
        for oneid, events in later.items()
        for session in (*ends[oneid]["open_sessions"], *(event.session for event in events))
        if session is not None
    }
    rows = [
        {"oneid": oneid, "session": session, "ended_at": ends[oneid]["ended_at"]}
        for oneid, session in sorted(wanted)
    ]
    before: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in transaction.run("internal/journeys/sessions_before", rows=rows) if rows else ():
        if row["events"]:
            before[row["oneid"]][row["session"]] = row
    plans = {}
    for oneid, events in later.items():
        visits = _visits(events, ends[oneid], before[oneid], inactivity_minutes)
        if visits is not None:
            plans[oneid] = visits
    return plans


def _visits(
    events: Sequence[NewEvent], end: Row, before: Mapping[str, Row], inactivity_minutes: int
) -> list[_Visit] | None:
    """The new events by session, in the journey's order; None where one is of an earlier session."""
    silence = inactivity_minutes * _MICROSECONDS_A_MINUTE
    # The inferred session that an event of each source would continue, and when it last saw one.
    open_sessions = {
        _source(key): (key, before[key]["ended_at"]) for key in end["open_sessions"] if key in before
    }
    visits: dict[str, _Visit] = {}
    for event in sorted(events, key=_order):
        key, inferred = event.session, event.session is None
        if key is None:
            key, last = open_sessions.get(event.source, (None, 0))
            if key is None or event.at > last + silence:
                key = f"{event.source}:inferred:{event.key}"
            open_sessions[event.source] = (key, event.at)
        if key not in visits:
            known = before.get(key)
            if known is not None and not _is_last(known, end):
                return None
            visits[key] = _Visit(key, inferred, is_last=known is not None)
        visits[key].events.append(event)
    return sorted(visits.values(), key=lambda visit: (not visit.is_last, visit.events[0].at, visit.key))


def _is_last(session: Row, end: Row) -> bool:
    """Whether this session is the one that the journey's last trail is of; False where it cannot be sure."""
    last: str = end["last_clock"]
    return bool(
        session["clock"] == last[:DIGITS] != end["last_but_one"] and session["events"] * DIGITS == len(last)
    )


def _order(event: NewEvent) -> tuple[int, int, str]:
    return event.at, event.sequence, event.key


def _source(inferred_session: str) -> str:
    return inferred_session.partition(":inferred:")[0]


def _extend(transaction: Transaction, plans: Mapping[str, list[_Visit]], ends: Mapping[str, Row]) -> None:
    events = [event for visits in plans.values() for visit in visits for event in visit.events]
    letters = _letters_of(transaction, events)
    transaction.run(
        "internal/journeys/extend",
        rows=[_row(oneid, visits, ends[oneid]["open_sessions"], letters) for oneid, visits in plans.items()],
        sessions=[
            _inferred(visit) for visits in plans.values() for visit in visits if visit.inferred
        ],
    )  # fmt: skip


def _letters_of(transaction: Transaction, events: Iterable[NewEvent]) -> Letters:
    letters = read_letters(transaction)
    unknown = {(one.source, one.name) for one in events if one.name not in letters.get(one.source, {})}
    return give_letters(transaction, sorted(unknown)) if unknown else letters


def _row(oneid: str, visits: Sequence[_Visit], open_sessions: list[str], letters: Letters) -> dict[str, Any]:
    def trail(events: Iterable[NewEvent]) -> str:
        return "".join(letters[event.source].get(event.name, OVERFLOW) for event in events)

    def clock(events: Iterable[NewEvent]) -> str:
        return "".join(event.digits for event in events)

    events = sorted((event for visit in visits for event in visit.events), key=_order)
    last = [event for visit in visits if visit.is_last for event in visit.events]
    fresh = [visit.events for visit in visits if not visit.is_last]
    return {
        "oneid": oneid,
        "events": [event.key for event in events],
        "path": [event.name for event in events],
        "sources": [event.source for event in events],
        "at": [event.at for event in events],
        "trail": trail(events),
        "clock": clock(events),
        "last_trail": trail(last),
        "last_clock": clock(last),
        "session_trails": [trail(one) for one in fresh],
        "session_clocks": [clock(one) for one in fresh],
        "open_sessions": _open_after(open_sessions, visits),
    }


def _open_after(before: Sequence[str], visits: Sequence[_Visit]) -> list[str]:
    """Of each source its last inferred session, the sources in the order in which they came first."""
    open_sessions = {_source(key): key for key in before}
    inferred = [(event, visit.key) for visit in visits if visit.inferred for event in visit.events]
    for event, key in sorted(inferred, key=lambda one: _order(one[0])):
        open_sessions[event.source] = key
    return list(open_sessions.values())


def _inferred(visit: _Visit) -> dict[str, Any]:
    first, last = visit.events[0], visit.events[-1]
    return {
        "key": visit.key, "source": first.source, "session_id": visit.key.removeprefix(f"{first.source}:"),
        "started_at": first.at, "ended_at": last.at, "events": [event.key for event in visit.events],
    }  # fmt: skip
