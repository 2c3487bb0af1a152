"""Whether Changes finds incidents: simulated quarters with and without them, judged without a server.

Detection takes counts by day. Here they come from the simulated tables as they are,
by the same readers that load them; a test holds that a graph supplies the same.
"""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from onepath.graph.changes import MAX_DAYS, Incident, SessionRow, Sessions, ValueRow, detect
from onepath.graph.trails import Alphabet, EventType
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord
from onepath.loaders.roles import propose_role
from onepath.loaders.simulator import simulate

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_DAY, _MICROSECOND = timedelta(days=1), timedelta(microseconds=1)
_INACTIVITY = timedelta(minutes=30)
_SEED = 20_261_128
"""The first seed; no threshold was chosen by it or by those after it."""
_NEAR = timedelta(days=1)
_FEW_VALUES = 200


@dataclass(frozen=True, slots=True)
class QuarterJudged:
    """One simulated quarter: which of its incidents were found with their days, and what else was reported.

    `explained`: those whose cause was named too.
    """

    seed: int
    incidents: tuple[str, ...]
    found: tuple[str, ...]
    explained: tuple[str, ...]
    false_alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesBench:
    """So many quarters of `people` simulated people, each with its incidents and without them."""

    people: int
    quarters: int
    false_alarms_per_quiet_quarter: float
    false_alarms_per_quarter_with_incidents: float
    found: dict[str, int]
    explained: dict[str, int]
    with_incidents: tuple[QuarterJudged, ...]
    quiet: tuple[QuarterJudged, ...]


@dataclass(frozen=True, slots=True)
class TableCounts:
    """What tables supply to the detection."""

    sessions: Sessions
    alphabet: Alphabet
    values_of: Callable[[str], list[ValueRow]]


def run_changes(
    folder: Path, people: int, quarters: int, say: Callable[[str], None], first_seed: int = _SEED
) -> ChangesBench:
    """Simulates each quarter twice into `folder`, which is deleted again, and judges what is found."""
    judged: dict[bool, list[QuarterJudged]] = {False: [], True: []}
    for number in range(quarters):
        for quiet in (False, True):
            say(f"quarter {number + 1} of {quarters}{', quiet' if quiet else ''}")
            try:
                simulate(folder, people=people, seed=first_seed + number, quiet=quiet)
                judged[quiet].append(_judge(folder, first_seed + number))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    found, quiet_ones = judged[False], judged[True]
    return ChangesBench(
        people, quarters, _alarms(quiet_ones), _alarms(found),
        dict(Counter(name for one in found for name in one.found)),
        dict(Counter(name for one in found for name in one.explained)),
        tuple(found), tuple(quiet_ones),
    )  # fmt: skip


def _alarms(quarters: list[QuarterJudged]) -> float:
    return sum(len(one.false_alarms) for one in quarters) / max(len(quarters), 1)


def read_tables(records: Iterable[object]) -> TableCounts:
    """The counts of event records; of other records nothing is read."""
    events: dict[str, EventRecord] = {}
    for record in records:
        if isinstance(record, EventRecord):
            events.setdefault(record.key, record)
    types = sorted({(event.source, event.name) for event in events.values()})
    alphabet = Alphabet(
        tuple(
            EventType(chr(0x4E00 + place), source, name, propose_role(name))
            for place, (source, name) in enumerate(types)
        )
    )
    sessions = Sessions.of(_session_rows(events.values(), alphabet), alphabet)
    if sessions is None:
        raise ValueError("no sessions")
    by_name: defaultdict[str, list[EventRecord]] = defaultdict(list)
    for event in events.values():
        by_name[event.name].append(event)
    return TableCounts(sessions, alphabet, lambda name: _values(by_name[name]))


def _session_rows(events: Iterable[EventRecord], alphabet: Alphabet) -> Iterable[SessionRow]:
    """Sessions by their id, or else by inactivity of whom the event belongs to, as journeys have them."""
    letter = {(kind.source, kind.name): kind.letter for kind in alphabet.types}
    groups: defaultdict[tuple[str, str, bool], list[EventRecord]] = defaultdict(list)
    for event in events:
        of = event.session_id or event.identifiers[0]
        groups[event.source, of, event.session_id is not None].append(event)
    for (_, _, bounded), together in groups.items():
        together.sort(key=lambda event: (event.corrected_at, event.sequence, event.key))
        for visit in [together] if bounded else _visits(together):
            times = [(event.corrected_at - _BEGINNING) // _MICROSECOND for event in visit]
            day = (visit[0].corrected_at - _BEGINNING) // _DAY
            same = day == (visit[-1].corrected_at - _BEGINNING) // _DAY
            clock = "" if same else "".join(f"{at:016d}" for at in times)
            trail = "".join(letter[event.source, event.name] for event in visit)
            yield SessionRow(trail, day, clock, 1)


def _visits(events: list[EventRecord]) -> Iterable[list[EventRecord]]:
    visit = events[:1]
    for event in events[1:]:
        if event.corrected_at - visit[-1].corrected_at > _INACTIVITY:
            yield visit
            visit = []
        visit.append(event)
    yield visit


def _values(events: Iterable[EventRecord]) -> list[ValueRow]:
    counted: Counter[tuple[str, str, int]] = Counter()
    for event in events:
        day = (event.corrected_at - _BEGINNING) // _DAY
        counted.update((name, str(value), day) for name, value in event.properties.items())
    different = Counter(name for name, _ in {(name, value) for name, value, _ in counted})
    return [
        ValueRow(name, value, day, times)
        for (name, value, day), times in counted.items()
        if different[name] <= _FEW_VALUES
    ]


def _judge(folder: Path, seed: int) -> QuarterJudged:
    counts = read_tables(read_records(folder / "events.csv"))
    found = detect(counts.sessions, counts.alphabet, counts.values_of, max_days=MAX_DAYS)
    happened = json.loads((folder / "incidents.json").read_text())
    hits = {one["id"]: [each for each in found if _is_found(one, each)] for one in happened}
    return QuarterJudged(
        seed,
        tuple(hits),
        tuple(name for name, incidents in hits.items() if incidents),
        tuple(one["id"] for one in happened if any(_is_explained(one, each) for each in hits[one["id"]])),
        tuple(
            f"{one.shifts[0].what} {one.since}..{one.until}"
            for one in found
            if not any(_overlaps(each, one) for each in happened)
        ),
    )


def _days(happened: dict[str, str]) -> tuple[date, date]:
    ends = datetime.fromisoformat(happened["ends_at"]) - _MICROSECOND
    return datetime.fromisoformat(happened["starts_at"]).date(), ends.date()


def _is_found(happened: dict[str, str], one: Incident) -> bool:
    """It begins on the day, or one beside it, and does not last longer."""
    first, last = _days(happened)
    return abs(one.since - first) <= _NEAR and one.until <= last + _NEAR


def _is_explained(happened: dict[str, object], one: Incident) -> bool:
    where = happened["where"]
    assert isinstance(where, dict)
    named = {(cause.property, cause.value) for cause in one.causes}
    return any(pair in named for pair in where.items())


def _overlaps(happened: dict[str, str], one: Incident) -> bool:
    first, last = _days(happened)
    return one.since <= last + _NEAR and one.until >= first - _NEAR
