"""Which units a question is about, and pairs of such groups to compare."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onepath.graph.errors import QuestionInvalid
from onepath.graph.journeys.alphabet import Alphabet
from onepath.graph.journeys.clock import midnight
from onepath.graph.store import Graph

_LAST = 10**16 - 1
_HOW = "Write did:EVENT, source:A,B or period:2026-01-01..2026-01-31,2026-02-01..2026-02-28"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """Units that meet all of this. Letters are unfolded; empty ones and the whole of time ask for nothing.

    `has`: one of these letters is in it; `lacks`: none is; `begins`: the first event is one of these;
    `since`, `until`: the first event is from the one to the other, in microseconds, both counted.
    """

    name: str
    has: str = ""
    lacks: str = ""
    begins: str = ""
    since: int = 0
    until: int = _LAST

    def asked(self, alphabet: Alphabet) -> dict[str, Any]:
        """The same as parameters of the queries."""
        return {
            "everybody": self == EVERYBODY,
            # What ltrim leaves something of, once all other letters are away.
            "but_has": alphabet.others(self.has) if self.has else "",
            "but_lacks": alphabet.others(self.lacks) if self.lacks else "",
            "lacks": bool(self.lacks),
            "begins": self.begins,
            "since": self.since,
            "until": self.until,
        }

    def holds(self, trail: str, clock: str) -> bool:
        """Whether a unit is one of these; one without events never is."""
        return bool(
            trail
            and (not self.has or any(letter in trail for letter in self.has))
            and not any(letter in trail for letter in self.lacks)
            and (not self.begins or trail[0] in self.begins)
            and self.since <= int(clock[:16]) <= self.until
        )


EVERYBODY = Group("")
"""All units."""


def groups(graph: Graph, text: str) -> tuple[Group, Group]:
    """The two groups that a text names: `did:purchase`, `source:web,app`, `period:A..B,C..D` (UTC days).

    Raises QuestionInvalid where it names none, EventUnknown for an event or source that is not there.
    """
    kind, _, about = text.partition(":")
    alphabet = Alphabet.read(graph)
    if kind == "did" and about:
        letters = alphabet.letters(about)
        return Group(f"did {about}", has=letters), Group(f"did not {about}", lacks=letters)
    first, comma, second = about.partition(",")
    if kind == "source" and comma:
        return _of_source(alphabet, first.strip()), _of_source(alphabet, second.strip())
    if kind == "period" and comma:
        return _of_period(first.strip()), _of_period(second.strip())
    raise QuestionInvalid(f"{text!r} names no two groups.", action=_HOW)


def _of_source(alphabet: Alphabet, source: str) -> Group:
    letters = "".join(kind.letter for kind in alphabet.types if kind.source == source)
    if not letters:
        there = ", ".join(sorted({kind.source for kind in alphabet.types}))
        raise QuestionInvalid(f"No event is of the source {source!r}.", action=f"The sources are: {there}.")
    return Group(f"from {source}", begins=letters)


def _of_period(text: str) -> Group:
    found = _PERIOD.fullmatch(text)
    try:
        days = [date.fromisoformat(day) for day in found.groups()] if found else []
    except ValueError:
        days = []
    if not days or days[0] > days[1]:
        raise QuestionInvalid(f"{text!r} is no period.", action=_HOW)
    return Group(text, since=midnight(days[0]), until=midnight(days[1] + timedelta(days=1)) - 1)
