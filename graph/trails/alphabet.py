"""The alphabet of trails: one letter for each event of each source, so that a journey is a text.

A trail of letters is read and searched by the server some ten times faster than a list of names
(`ARCHITECTURE.md` has the figures). Only letters are used, so that a regular expression over a trail
needs no escapes; the common scripts come first because Java keeps them in one byte.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import chain, islice

from onepath.loaders.roles import PASSIVE, Role, propose_role

from ..errors import EventUnknown, QuestionInvalid
from ..store import Graph, Transaction

Letters = dict[str, dict[str, str]]
"""The letter of each event type: by source, then by name."""

_RANGES = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xFF), (0x100, 0x24F), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))
START, END = "(start)", "(end)"
"""Stand for the ends of a journey (or session) where events are named."""
OVERFLOW = "º"
"""Stands for every event type that comes after all letters are given out. In one byte, as common ones are."""
_NAMED = 8
_PARTS = re.compile(r"((?:\\.|[^|\\])*)(?:\||$)")


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event of one source, its letter, and its role."""

    letter: str
    source: str
    name: str
    role: Role = "behaviour"


@dataclass(frozen=True)
class Alphabet:
    """Every event type with its letter, as the graph has them now."""

    types: tuple[EventType, ...]

    @classmethod
    def read(cls, graph: Graph) -> "Alphabet":
        """The letters that are given out."""
        return cls(
            tuple(
                EventType(row["letter"], row["source"], row["name"], row["role"] or propose_role(row["name"]))
                for row in graph.ask("internal/journeys/letters")
            )
        )

    @cached_property
    def name(self) -> Mapping[str, str]:
        """The event name that each letter stands for."""
        return {kind.letter: kind.name for kind in self.types}

    @cached_property
    def source(self) -> Mapping[str, str]:
        """The source that each letter is of."""
        return {kind.letter: kind.source for kind in self.types}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every event name."""
        return frozenset(kind.name for kind in self.types)

    @cached_property
    def passive(self) -> str:
        """The letters of what nobody did: what the company sent, and what systems do by themselves."""
        return self._where(lambda kind: kind.role in PASSIVE)

    @cached_property
    def active(self) -> str:
        """The letters of what people did."""
        return self._where(lambda kind: kind.role not in PASSIVE)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The role of each event name; of one that has several, that which is not behaviour."""
        ranked = sorted(self.types, key=lambda kind: kind.role != "behaviour")
        return {kind.name: kind.role for kind in ranked}

    def of_role(self, *roles: Role) -> str:
        """The letters of the events of these roles."""
        return self._where(lambda kind: kind.role in roles)

    def letters(self, text: str) -> str:
        """The letters of the events that a text names, in the order of the alphabet.

        The text is an event name as it is, or alternatives `a|b`, wildcards `view_*`, a source
        `purchase@pos`; a backslash takes a mark's meaning away. Raises EventUnknown, with the nearest names,
        if one of the alternatives names an event that does not exist.
        """
        if text in self.names:
            return self.named(text)
        found = [self._letters_of_one(part) for part in _alternatives(text)]
        return "".join(kind.letter for kind in self.types if any(kind.letter in letters for letters in found))

    def named(self, name: str) -> str:
        """The letters of the events of exactly this name, of every source; empty where there is none."""
        return self._where(lambda kind: kind.name == name)

    def of_source(self, source: str) -> str:
        """The letters of a source's events. Raises QuestionInvalid, with the sources, if it has none."""
        letters = self._where(lambda kind: kind.source == source)
        if not letters:
            there = ", ".join(sorted({kind.source for kind in self.types})) or "none; build journeys first"
            raise QuestionInvalid(
                f"No event is of the source {source!r}.", action=f"The sources are: {there}."
            )
        return letters

    def others(self, letters: str) -> str:
        """All letters but these: what `ltrim` removes to reach the next of these."""
        known = "".join(kind.letter for kind in self.types if kind.letter not in letters)
        return known + OVERFLOW

    def path(self, trail: str) -> list[str]:
        """The event names of a trail."""
        return [self.name.get(letter, "(more names)") for letter in trail]

    def _letters_of_one(self, part: str) -> str:
        name, source = _name_and_source(part)
        letters = self._where(
            lambda kind: _fits(kind.name, name) and (source is None or kind.source == source)
        )
        if not letters:
            raise self._unknown(part)
        return letters

    def _where(self, holds: Callable[[EventType], bool]) -> str:
        return "".join(kind.letter for kind in self.types if holds(kind))

    def _unknown(self, part: str) -> EventUnknown:
        name, source = _name_and_source(part)
        plain = name.replace("\\", "")
        folded = {one.casefold(): one for one in self.names}
        near = [folded[one] for one in get_close_matches(plain.casefold(), folded, 4, 0.5)]
        if source is not None and plain in self.names:
            places = ", ".join(sorted(kind.source for kind in self.types if kind.name == plain))
            return EventUnknown(
                f"No event of the source {source!r} is named {plain}.", action=f"Its sources: {places}."
            )
        if near:
            return EventUnknown(
                f"No event is named {plain}.", action=f"The nearest names are: {', '.join(near)}."
            )
        some = ", ".join(sorted(self.names)[:_NAMED]) or "none; build journeys first: onepath journeys build"
        return EventUnknown(
            f"No event is named {plain}.",
            action=f"Some of the names: {some}. See all with: onepath query event_names",
        )


def _alternatives(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.findall(text)[:-1]] or [text]


def _name_and_source(part: str) -> tuple[str, str | None]:
    name, at, source = part.rpartition("@")
    return (name, source) if at and name and not name.endswith("\\") else (part, None)


def _fits(name: str, pattern: str) -> bool:
    literal = re.sub(r"\\(.)", r"\1", pattern)
    if "*" not in pattern.replace("\\*", ""):
        return name == literal
    guarded = re.sub(r"\\(.)", lambda found: f"[{found[1]}]", re.sub(r"(?<!\\)([\[?])", r"[\1]", pattern))
    return fnmatchcase(name, guarded)


def read_letters(transaction: Transaction) -> Letters:
    """The letters that are given out."""
    return _by_source(
        (row["source"], row["name"], row["letter"]) for row in transaction.run("internal/journeys/letters")
    )


def give_letters(transaction: Transaction, unknown: Sequence[Sequence[str]]) -> Letters:
    """Give letters to event types (source, name) that have none; all letters, afterwards."""
    transaction.run("internal/journeys/letters_lock")
    letters = read_letters(transaction)
    missing = sorted({(source, name) for source, name in unknown if name not in letters.get(source, {})})
    given = sum(len(names) for names in letters.values())
    fresh = dict(zip(missing, islice(_alphabet(), given, None), strict=False))
    rows = [
        {"letter": letter, "source": source, "name": name, "role": propose_role(name)}
        for (source, name), letter in fresh.items()
    ]
    transaction.run("internal/journeys/letters_new", rows=rows)
    for source, name in missing:
        letters.setdefault(source, {})[name] = fresh.get((source, name), OVERFLOW)
    return letters


def _by_source(triples: Iterable[tuple[str, str, str]]) -> Letters:
    letters: Letters = {}
    for source, name, letter in triples:
        letters.setdefault(source, {})[name] = letter
    return letters


def _alphabet() -> Iterable[str]:
    every = chain.from_iterable(map(chr, range(first, last + 1)) for first, last in _RANGES)
    return (letter for letter in every if letter.isalpha() and letter != OVERFLOW)
