"""Which units a question is about: the one filter of every question over journeys."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import DAY, FIRST, LAST, Alphabet, midnight


@dataclass(frozen=True, slots=True)
class Group:
    """Units that meet all of this. Letters are unfolded; nothing but the defaults is everybody.

    `has`: of each of these texts one letter is in it; `lacks`: none of these letters is; `begins`: it begins
    with one of these; `since`, `until`: it begins from the one to the other, in microseconds, both counted.
    What a unit is, and where it begins, each question says. The `name` is for people to read.
    """

    name: str = field(default="", compare=False)
    has: tuple[str, ...] = ()
    lacks: str = ""
    begins: str | None = None
    since: int = FIRST
    until: int = LAST

    def __and__(self, other: "Group") -> "Group":
        """Units that are of both."""
        begins = [one.begins for one in (self, other) if one.begins is not None]
        return Group(
            name=", ".join(one.name for one in (self, other) if one.name),
            has=tuple(dict.fromkeys(self.has + other.has)),
            lacks="".join(dict.fromkeys(self.lacks + other.lacks)),
            begins="".join(letter for letter in begins[0] if letter in begins[-1]) if begins else None,
            since=max(self.since, other.since),
            until=min(self.until, other.until),
        )

    def asked(self, alphabet: Alphabet) -> dict[str, Any]:
        """The same as parameters of the queries."""
        return {
            "everybody": self == EVERYBODY,
            # What ltrim leaves something of, once all other letters are away.
            "but_has": [alphabet.others(letters) for letters in self.has],
            "but_lacks": alphabet.others(self.lacks) if self.lacks else None,
            "begins": self.begins,
            "since": self.since,
            "until": self.until,
        }


EVERYBODY = Group()
"""All units."""


def group_of(
    graph: Graph,
    *,
    since: date | None = None,
    until: date | None = None,
    source: str | None = None,
    did: str | None = None,
    did_not: str | None = None,
) -> Group:
    """The units that begin on these days (UTC, both included) and on this source, and whose whole has the
    event `did` and has not the event `did_not`. None asks for nothing.

    Events are texts (see `Alphabet.letters`). Raises EventUnknown, and QuestionInvalid for a source that no
    event is of or for days in the wrong order.
    """
    if since is None and until is None and source is None and did is None and did_not is None:
        return EVERYBODY
    alphabet = Alphabet.read(graph)
    first, last = _days(since, until)
    return Group(
        name=", ".join(_names(since, until, source, did, did_not)),
        has=() if did is None else (alphabet.letters(did),),
        lacks="" if did_not is None else alphabet.letters(did_not),
        begins=None if source is None else alphabet.of_source(source),
        since=first,
        until=last,
    )


def between(first: date, last: date) -> Group:
    """The units that begin on these days. Raises QuestionInvalid if the last is before the first."""
    begins, ends = _days(first, last)
    return Group(f"{first}..{last}", since=begins, until=ends)


def _days(since: date | None, until: date | None) -> tuple[int, int]:
    if since and until and since > until:
        raise QuestionInvalid(
            f"{since} is later than {until}.", action="Give the first day, then the last, both included."
        )
    return midnight(since) if since else FIRST, midnight(until) + DAY - 1 if until else LAST


def _names(
    since: date | None, until: date | None, source: str | None, did: str | None, did_not: str | None
) -> list[str]:
    days = f"{since or ''}..{until or ''}" if since or until else None
    texts = (
        days,
        source and f"from {source}",
        did and f"did {did}",
        did_not and f"did not {did_not}",
    )
    return [text for text in texts if text]
