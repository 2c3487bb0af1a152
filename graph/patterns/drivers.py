"""Drivers: which events, properties and attributes are associated with a target, as PostHog correlates them.

PostHog's correlation analysis adds 1 to each cell of the table (a prior). It compares people who complete a
funnel with people who only enter it; here everybody who has a journey is compared, people who are as active
with each other, in windows that end as long after the first event.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from ..conditions import read_alphabet
from ..errors import QuestionInvalid
from ..questions import Duration, Option, People, PersonEvent, PersonOccurrences, Question, side_of
from ..statistics import Numbers, benjamini_hochberg, cochran_mantel_haenszel, stratified_odds_ratio
from ..store import Graph, microseconds, moment
from ..trails import Alphabet

DriverKind = Literal["event", "property", "attribute"]
KINDS: tuple[DriverKind, ...] = ("event", "property", "attribute")
_PRIOR = 1.0
_DELAYS = 100
"""As many times from the first event to the target stand for those of all converters."""
_CLASSES = 24
"""Of activity: each has twice as many events as the one before."""
_NOBODY = np.zeros(_CLASSES)


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that people did or have; `driver` is how it is written: `add_to_cart`, `add_to_cart: category
    = baby`, `crm: tier = gold`. `of`: a property's event, an attribute's source.

    `converters` and `non_converters` count the people who have it, out of `of_converters` and
    `of_non_converters`: everybody, for an attribute those who have the attribute with whatever value. An odds
    ratio above 1 means that it is associated with the target, below 1 with not doing it. It is adjusted for
    activity (Mantel and Haenszel), with 1 added to each cell; `low` and `high` are its 95% interval, `p` is
    from the test of Cochran, Mantel and Haenszel, `q` from Benjamini and Hochberg over all drivers found.
    """

    driver: str
    kind: DriverKind
    of: str | None
    name: str
    value: str | None
    converters: int
    non_converters: int
    of_converters: int
    of_non_converters: int
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Drivers:
    """The strongest of the `found` drivers of a target, among all people with a journey."""

    target: str
    filter: str
    people: int
    converters: int
    found: int
    drivers: tuple[Driver, ...]


class DriversQuestion(Question[Drivers]):
    """Which events, properties and attributes are associated with doing an event, or with not doing it.

    Only people whose journeys match the filters are compared. Messages that the company sent and system
    events are not drivers (onepath events). The lookback window of converters ends with
    the target event; that of the others ends as long after their first event as it did for some converter,
    so that both were observed in the same part of their journeys. The odds ratio is adjusted for activity:
    it compares people with about as many events in the window. An attribute is compared within those who
    have the attribute at all.

    Numbers for --people: `3` is the driver in row 3, `add_to_cart: category = baby` is the driver with this
    name. Put `first:` before it for people who did the target event, `second:` for the others.

    Example: onepath drivers purchase --lookback 30d
    """

    command = ("drivers",)

    kind: Literal["drivers"] = "drivers"
    target: Annotated[str, Option(metavar="TARGET")] = Field(
        description="The target event, which people did or did not do."
    )
    lookback: Annotated[Duration, Option("--lookback")] = Field(
        default=timedelta(days=30),
        description="The lookback window: how long before the target (for others: before a comparable "
        "moment) an event counts, such as 12h, 30d or 4w.",
    )
    kinds: Annotated[tuple[DriverKind, ...], Option("--kind")] = Field(
        default=KINDS, min_length=1, description="List only drivers of this kind. Repeatable."
    )
    min_people: Annotated[int, Option("--min-people")] = Field(
        default=25,
        ge=1,
        le=1_000_000_000,
        description="List only drivers that at least this many people have.",
    )
    min_share: Annotated[float, Option("--min-share")] = Field(
        default=0.02, ge=0, le=1, description="List only drivers that at least this share of people has."
    )
    limit: Annotated[int, Option("--limit")] = Field(
        default=20, ge=1, le=1_000_000, description="How many drivers to list."
    )

    def answer(self, graph: Graph) -> Drivers:
        found = self._all(graph)
        return replace(found, drivers=found.drivers[: self.limit])

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        side, text = side_of(of)
        people = [
            one
            for one in self._with(graph, self._chosen(graph, text))
            if side is None or one.converted == side
        ]
        return People.found(of, people)

    def _all(self, graph: Graph) -> Drivers:
        """Every driver that enough people have, farthest from 1 first."""
        alphabet = read_alphabet(graph, self.target)
        given = self._window(graph, alphabet)
        everybody = _classes(graph.ask("internal/patterns/converters", **given), ("converts",), "people")
        people = {side: everybody.get((side,), _NOBODY) for side in (True, False)}
        converters, rest = (int(people[side].sum()) for side in (True, False))
        least = max(self.min_people, ceil(self.min_share * (converters + rest) - 1e-9))
        passive = {alphabet.name[letter] for letter in alphabet.passive}
        found = {
            "event": lambda: _events(graph, alphabet, self.target, given, least),
            "property": lambda: _rows(graph, "property", given, least),
            "attribute": lambda: _rows(graph, "attribute", given, least),
        }
        tables = [
            table
            for kind in KINDS
            if kind in self.kinds
            for table in found[kind]()
            if kind != "property" or table.of not in passive
        ]
        drivers = tuple(_ranked(tables, people[True], people[False]))
        return Drivers(
            self.target, self.filter.sentence(), converters + rest, converters, len(drivers), drivers
        )

    def _window(self, graph: Graph, alphabet: Alphabet) -> dict[str, Any]:
        """What all queries take: the target, the filter, and where everybody's window ends."""
        given: dict[str, Any] = {
            "others": _others(alphabet, self.target), "filter": self.compiled_filter(graph, alphabet),
        }  # fmt: skip
        (row,) = graph.ask("internal/patterns/driver_delays", **given)
        # The data's end, not that of the filter's people: who did nothing more until then was observed too.
        (span,) = graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        delays = sorted(row["delays"])
        if len(delays) > _DELAYS:
            delays = np.quantile(delays, (np.arange(_DELAYS) + 0.5) / _DELAYS).astype(np.int64).tolist()
        window = self.lookback // timedelta(microseconds=1)
        return given | {"window": window, "delays": delays, "latest": span["last"] or 0}

    def _chosen(self, graph: Graph, text: str) -> Driver:
        drivers = self._all(graph).drivers
        if text.isdecimal() and 1 <= int(text) <= len(drivers):
            return drivers[int(text) - 1]
        for driver in drivers:
            if driver.driver == text:
                return driver
        raise QuestionInvalid(
            f"There is no driver {text!r} among the {len(drivers):,} that were found.",
            action="Give its number in the list, or its text as the list has it.",
        )

    def _with(self, graph: Graph, driver: Driver) -> Iterator[PersonOccurrences]:
        """The people with a driver, by OneID; an attribute has no events."""
        alphabet = read_alphabet(graph, self.target)
        given = self._window(graph, alphabet)
        if driver.kind == "event":
            query = "internal/patterns/driver_event_people"
            letters = "".join(letter for letter, known in alphabet.name.items() if known == driver.name)
            given |= {"letters": letters}
        elif driver.kind == "property":
            query = "internal/patterns/driver_property_people"
            given |= {"event": driver.of, "property": driver.name, "value": driver.value}
        else:
            query = "internal/patterns/driver_user_people"
            given = {name: given[name] for name in ("others", "filter")}
            given |= {"source": driver.of, "property": driver.name, "value": driver.value}
        event = driver.name if driver.kind == "event" else driver.of or ""
        for row in graph.stream(query, **given):
            events = tuple(PersonEvent(moment(at), event) for at in row["at"])
            yield PersonOccurrences(
                row["oneid"], converted=row["converts"], events=events,
                first=events[0].at if events else None, last=events[-1].at if events else None,
            )  # fmt: skip


def _others(alphabet: Alphabet, target: str) -> str:
    return alphabet.others(alphabet.letters(target))


@dataclass(slots=True)
class _Table:
    """Who has one thing, by class of activity; `of_...`: out of whom, where that is not everybody."""

    kind: DriverKind
    of: str | None
    name: str
    value: str | None
    converters: Numbers = field(default_factory=lambda: np.zeros(_CLASSES))
    others: Numbers = field(default_factory=lambda: np.zeros(_CLASSES))
    of_converters: Numbers | None = None
    of_others: Numbers | None = None

    @property
    def text(self) -> str:
        return self.name if self.kind == "event" else f"{self.of}: {self.name} = {self.value}"


def _events(
    graph: Graph, alphabet: Alphabet, text: str, given: Mapping[str, Any], least: int
) -> Iterator[_Table]:
    target = alphabet.letters(text)
    letters: dict[str, str] = {}
    for kind in alphabet.types:
        if kind.letter not in target and kind.letter not in alphabet.passive:
            letters[kind.name] = letters.get(kind.name, "") + kind.letter
    rows = graph.ask_in_parts(
        "internal/patterns/drivers_events",
        **given,
        names=list(letters),
        other_letters=[alphabet.others(own) for own in letters.values()],
    )
    converters, others = (_classes(rows, ("name",), side) for side in ("converters", "others"))
    for (name,), held in converters.items():
        if held.sum() + others[name,].sum() >= least:
            yield _Table("event", None, name, None, held, others[name,])


def _rows(graph: Graph, kind: DriverKind, given: Mapping[str, Any], least: int) -> Iterator[_Table]:
    query, of = {
        "property": ("internal/patterns/drivers_properties", "event"),
        "attribute": ("internal/patterns/drivers_users", "source"),
    }[kind]
    rows = graph.ask(query, **given, least=least)
    converters, others = (_classes(rows, (of, "name", "value"), side) for side in ("converters", "others"))
    for (where, name, value), held in converters.items():
        if value is not None:
            # Of an attribute there is a row without a value: everybody who has it.
            has = (where, name, None)
            yield _Table(
                kind, where, name, value, held, others[where, name, value],
                converters.get(has), others.get(has),
            )  # fmt: skip


def _classes(rows: Sequence[Mapping[str, Any]], key: tuple[str, ...], count: str) -> dict[Any, Numbers]:
    """Counts by key, each by class of activity."""
    found: dict[Any, Numbers] = {}
    for row in rows:
        classes = found.setdefault(tuple(row[part] for part in key), np.zeros(_CLASSES))
        classes[min(row["activity"], _CLASSES - 1)] += row[count]
    return found


def _ranked(tables: Sequence[_Table], converters: Numbers, others: Numbers) -> list[Driver]:
    if not tables:
        return []
    held = np.stack([one.converters for one in tables], axis=1)
    other_held = np.stack([one.others for one in tables], axis=1)
    of = np.stack([converters if one.of_converters is None else one.of_converters for one in tables], axis=1)
    other_of = np.stack([others if one.of_others is None else one.of_others for one in tables], axis=1)
    cells = (held, of - held, other_held, other_of - other_held)
    odds = stratified_odds_ratio(*cells, prior=_PRIOR)
    p = cochran_mantel_haenszel(*cells)
    q = benjamini_hochberg(p)
    order = np.lexsort((-(held + other_held).sum(axis=0), -np.abs(np.log(odds.ratio))))
    return [
        Driver(
            driver=tables[n].text,
            kind=tables[n].kind,
            of=tables[n].of,
            name=tables[n].name,
            value=tables[n].value,
            converters=int(held[:, n].sum()),
            non_converters=int(other_held[:, n].sum()),
            of_converters=int(of[:, n].sum()),
            of_non_converters=int(other_of[:, n].sum()),
            odds_ratio=float(odds.ratio[n]),
            low=float(odds.low[n]),
            high=float(odds.high[n]),
            p=float(p[n]),
            q=float(q[n]),
        )
        for n in order.tolist()
    ]
