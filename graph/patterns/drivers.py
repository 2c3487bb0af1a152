"""Drivers: which events, properties and attributes are associated with a target, as PostHog correlates them.

PostHog's correlation analysis adds 1 to each cell of the table (a prior). It compares people who complete a
funnel with people who only enter it; here everybody who has a journey is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field

from ..conditions import CompiledFilter
from ..errors import QuestionInvalid
from ..questions import Duration, Option, People, PersonEvent, PersonOccurrences, Question, side_of
from ..statistics import benjamini_hochberg, fisher, odds_ratio
from ..store import Graph, moment
from ..trails import Alphabet

DriverKind = Literal["event", "property", "attribute"]
KINDS: tuple[DriverKind, ...] = ("event", "property", "attribute")
_PRIOR = 1.0


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that people did or have; `driver` is how it is written: `add_to_cart`, `add_to_cart: category
    = baby`, `crm: tier = gold`. `of`: a property's event, an attribute's source.

    `converters` and `non_converters` count the people who have it. An odds ratio above 1 means that it is
    associated with the target, below 1 with not doing it; 1 is added to each cell. `low` and `high` are the
    95% interval, `p` is from Fisher's exact test, `q` from Benjamini and Hochberg over all drivers found.
    """

    driver: str
    kind: DriverKind
    of: str | None
    name: str
    value: str | None
    converters: int
    non_converters: int
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

    Only people whose journeys match the filters are compared.

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
        description="The lookback window: how long before the target an event counts, such as 12h, "
        "30d or 4w.",
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
        alphabet = Alphabet.read(graph)
        others = _others(alphabet, self.target)
        compiled = self.filter.compile(graph)
        sides = graph.ask("internal/patterns/converters", others=others, filter=compiled)
        counts = {row["converts"]: row["people"] for row in sides}
        converters, rest = counts.get(True, 0), counts.get(False, 0)
        least = max(self.min_people, ceil(self.min_share * (converters + rest) - 1e-9))
        window = self.lookback // timedelta(microseconds=1)
        found = {
            "event": lambda: _events(graph, alphabet, self.target, window, compiled, least),
            "property": lambda: _rows(
                graph, "property", others=others, window=window, least=least, filter=compiled
            ),
            "attribute": lambda: _rows(graph, "attribute", others=others, least=least, filter=compiled),
        }
        rows = [row for kind in KINDS if kind in self.kinds for row in found[kind]()]
        drivers = tuple(_ranked(rows, converters, rest))
        return Drivers(
            self.target, self.filter.sentence(), converters + rest, converters, len(drivers), drivers
        )

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
        alphabet = Alphabet.read(graph)
        compiled = self.filter.compile(graph)
        given: dict[str, Any] = {"others": _others(alphabet, self.target), "filter": compiled}
        window = self.lookback // timedelta(microseconds=1)
        if driver.kind == "event":
            query = "internal/patterns/driver_event_people"
            letters = "".join(letter for letter, known in alphabet.name.items() if known == driver.name)
            given |= {"letters": letters, "window": window}
        elif driver.kind == "property":
            query = "internal/patterns/driver_property_people"
            given |= {"event": driver.of, "property": driver.name, "value": driver.value, "window": window}
        else:
            query = "internal/patterns/driver_user_people"
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


def _events(
    graph: Graph, alphabet: Alphabet, text: str, window: int, compiled: CompiledFilter, least: int
) -> Iterator[dict[str, Any]]:
    target = alphabet.letters(text)
    letters: dict[str, str] = {}
    for kind in alphabet.types:
        if kind.letter not in target:
            letters[kind.name] = letters.get(kind.name, "") + kind.letter
    counts: dict[str, list[int]] = {}
    rows = graph.ask_in_parts(
        "internal/patterns/drivers_events",
        others=alphabet.others(target),
        window=window,
        names=list(letters),
        other_letters=[alphabet.others(own) for own in letters.values()],
        filter=compiled,
    )
    for row in rows:
        count = counts.setdefault(row["name"], [0, 0])
        count[0] += row["converters"]
        count[1] += row["others"]
    for name, (converters, others) in counts.items():
        if converters + others >= least:
            yield {
                "kind": "event", "of": None, "name": name, "value": None,
                "converters": converters, "others": others,
            }  # fmt: skip


def _rows(graph: Graph, kind: DriverKind, **given: Any) -> Iterator[dict[str, Any]]:
    query, of = {
        "property": ("internal/patterns/drivers_properties", "event"),
        "attribute": ("internal/patterns/drivers_users", "source"),
    }[kind]
    for row in graph.ask(query, **given):
        yield {"kind": kind, "of": row.pop(of), **row}


def _ranked(rows: Sequence[Mapping[str, Any]], converters: int, others: int) -> list[Driver]:
    first = np.array([row["converters"] for row in rows], np.float64)
    second = np.array([row["others"] for row in rows], np.float64)
    cells = (first, converters - first, second, others - second)
    odds = odds_ratio(*cells, prior=_PRIOR)
    p = fisher(*cells)
    q = benjamini_hochberg(p)
    order = np.lexsort((-(first + second), -np.abs(np.log(odds.ratio))))
    return [
        Driver(
            driver=_text(rows[n]),
            kind=rows[n]["kind"],
            of=rows[n]["of"],
            name=rows[n]["name"],
            value=rows[n]["value"],
            converters=rows[n]["converters"],
            non_converters=rows[n]["others"],
            odds_ratio=float(odds.ratio[n]),
            low=float(odds.low[n]),
            high=float(odds.high[n]),
            p=float(p[n]),
            q=float(q[n]),
        )
        for n in order.tolist()
    ]


def _text(row: Mapping[str, Any]) -> str:
    return str(row["name"]) if row["kind"] == "event" else f"{row['of']}: {row['name']} = {row['value']}"
