"""Drivers: which events, properties and attributes go with coming to a target, as PostHog correlates them.

PostHog's correlation analysis adds 1 to each cell of the table (a prior). It compares who completes a funnel
with who only enters it; here everybody who has a journey is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Literal

import numpy as np

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..statistics import benjamini_hochberg, fisher, odds_ratio
from ..store import Graph, moment
from ..trails import Alphabet

Kind = Literal["event", "property", "attribute"]
KINDS: tuple[Kind, ...] = ("event", "property", "attribute")
_PRIOR = 1.0


@dataclass(frozen=True, slots=True)
class DriverQuestion:
    """What is compared between those who come to `target` and the others. Raises QuestionInvalid.

    Events and their properties count in the time of `window` before the target. A driver is told if at
    least `least_people` and `least_share` of all have it.
    """

    target: str
    window: timedelta = timedelta(days=30)
    kinds: Sequence[Kind] = KINDS
    least_people: int = 25
    least_share: float = 0.02

    def __post_init__(self) -> None:
        if self.window <= timedelta(0):
            raise QuestionInvalid(
                f"A window of {self.window} holds nothing.", action="Give a positive one, such as 30d."
            )
        if not self.kinds or set(self.kinds) - set(KINDS):
            raise QuestionInvalid(
                f"There are no drivers of the kinds {', '.join(self.kinds)}.",
                action=f"The kinds are: {', '.join(KINDS)}.",
            )
        if self.least_people < 1 or not 0 <= self.least_share <= 1:
            raise QuestionInvalid(
                f"{self.least_people} people and a share of {self.least_share:g} cannot be the least.",
                action="Give 1 or more people, and a share from 0 to 1.",
            )


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that people did or have; `of` is the event of a property, the source of an attribute.

    `converters` and `others` have it. Above 1 the odds ratio goes with coming to the target, below with not.
    It has 1 added to each cell, and its 95 % interval; p is of Fisher's exact test, q among all drivers told.
    """

    kind: Kind
    of: str | None
    name: str
    value: str | None
    converters: int
    others: int
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float

    @property
    def text(self) -> str:
        """How it is written: `add_to_cart`, `add_to_cart: category = baby`, `crm: tier = gold`."""
        return self.name if self.kind == "event" else f"{self.of}: {self.name} = {self.value}"


@dataclass(frozen=True, slots=True)
class DriversFound:
    """Everybody of the group, how many of them come to the target, and the drivers, strongest first."""

    people: int
    converters: int
    drivers: list[Driver]


@dataclass(frozen=True, slots=True)
class DriverPerson:
    """Somebody who has a driver, and when the events of it were; an attribute has no events."""

    oneid: str
    converts: bool
    at: tuple[datetime, ...]


def find_drivers(graph: Graph, question: DriverQuestion, group: Group = EVERYBODY) -> DriversFound:
    """The drivers of a target, those that are told by enough people, farthest from 1 first.

    Only people whose journeys are of the group are compared. Raises EventUnknown for a target that no event
    has.
    """
    alphabet = Alphabet.read(graph)
    others = _others(alphabet, question.target)
    whom = group.asked(alphabet)
    sides = graph.ask("internal/patterns/converters", others=others, **whom)
    groups = {row["converts"]: row["people"] for row in sides}
    converters, rest = groups.get(True, 0), groups.get(False, 0)
    least = max(question.least_people, ceil(question.least_share * (converters + rest) - 1e-9))
    asked = {
        "event": lambda: _events(graph, alphabet, question, whom, least),
        "property": lambda: _rows(
            graph, "property", others=others, window=_microseconds(question), least=least, **whom
        ),
        "attribute": lambda: _rows(graph, "attribute", others=others, least=least, **whom),
    }
    rows = [row for kind in KINDS if kind in question.kinds for row in asked[kind]()]
    return DriversFound(converters + rest, converters, _ranked(rows, converters, rest))


def open_driver(
    graph: Graph, question: DriverQuestion, driver: Driver, group: Group = EVERYBODY
) -> Iterator[DriverPerson]:
    """The people that have a driver, by OneID: as many as it counts under the same question and group."""
    alphabet = Alphabet.read(graph)
    given: dict[str, Any] = {"others": _others(alphabet, question.target), **group.asked(alphabet)}
    if driver.kind == "event":
        name = "internal/patterns/driver_event_people"
        letters = "".join(letter for letter, known in alphabet.name.items() if known == driver.name)
        given |= {"letters": letters, "window": _microseconds(question)}
    elif driver.kind == "property":
        name = "internal/patterns/driver_property_people"
        given |= {"event": driver.of, "property": driver.name, "value": driver.value}
        given |= {"window": _microseconds(question)}
    else:
        name = "internal/patterns/driver_user_people"
        given |= {"source": driver.of, "property": driver.name, "value": driver.value}
    for row in graph.stream(name, **given):
        at = tuple(map(moment, row["at"]))
        yield DriverPerson(row["oneid"], row["converts"], at)


def _others(alphabet: Alphabet, target: str) -> str:
    return alphabet.others(alphabet.letters(target))


def _microseconds(question: DriverQuestion) -> int:
    return question.window // timedelta(microseconds=1)


def _events(
    graph: Graph, alphabet: Alphabet, question: DriverQuestion, whom: Mapping[str, Any], least: int
) -> Iterator[dict[str, Any]]:
    target = alphabet.letters(question.target)
    letters: dict[str, str] = {}
    for kind in alphabet.types:
        if kind.letter not in target:
            letters[kind.name] = letters.get(kind.name, "") + kind.letter
    counts: dict[str, list[int]] = {}
    rows = graph.ask_in_parts(
        "internal/patterns/drivers_events",
        others=alphabet.others(target),
        window=_microseconds(question),
        names=list(letters),
        other_letters=[alphabet.others(own) for own in letters.values()],
        **whom,
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


def _rows(graph: Graph, kind: Kind, **given: Any) -> Iterator[dict[str, Any]]:
    query, of = {
        "property": ("internal/patterns/drivers_properties", "event"),
        "attribute": ("internal/patterns/drivers_users", "source"),
    }[kind]
    for row in graph.ask(query, **given):
        yield {"kind": kind, "of": row.pop(of), **row}


def _ranked(rows: Sequence[Mapping[str, Any]], converters: int, others: int) -> list[Driver]:
    held = np.array([row["converters"] for row in rows], np.float64)
    other_held = np.array([row["others"] for row in rows], np.float64)
    cells = (held, converters - held, other_held, others - other_held)
    odds = odds_ratio(*cells, prior=_PRIOR)
    p = fisher(*cells)
    q = benjamini_hochberg(p)
    order = np.lexsort((-(held + other_held), -np.abs(np.log(odds.ratio))))
    return [
        Driver(
            **rows[n],
            odds_ratio=float(odds.ratio[n]),
            low=float(odds.low[n]),
            high=float(odds.high[n]),
            p=float(p[n]),
            q=float(q[n]),
        )
        for n in order.tolist()
    ]
