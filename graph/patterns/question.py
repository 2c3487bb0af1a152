"""Patterns as a question."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..conditions import MarkedAlphabet, read_alphabet, read_two_groups
from ..errors import QuestionInvalid
from ..questions import Duration, Option, People, PersonOccurrences, Question, side_of
from ..store import Graph
from ..trails import Alphabet
from .answer import Patterns
from .matches import find_people
from .names import pattern_events
from .top_patterns import rank_patterns

Count = Literal["people", "sessions"]
Sort = Literal["effect", "people"]
LONGEST = 20
_MICROSECOND = timedelta(microseconds=1)
_ROW = re.compile(r"\d+")


class PatternsQuestion(Question[Patterns]):
    """Frequent sequences of events; with a target, those in which converters and others differ most.

    With --compare they are those in which two groups differ most.

    Ignored events are removed, and repeats collapsed, before gaps are counted. The date range and the source
    apply to the first event of the journey (or session).

    Numbers for --people: `3` is the pattern in row 3, `browse > purchase` is the pattern with these events.
    Put `first:` before it for those who converted (or are in the first group), `second:` for the others.

    Example: onepath patterns --contains payment_error --target purchase
    """

    command = ("patterns",)

    kind: Literal["patterns"] = "patterns"
    contains: Annotated[str | None, Option("--contains", "EVENT")] = Field(
        default=None, description="List only patterns with this event."
    )
    target: Annotated[str | None, Option("--target", "EVENT")] = Field(
        default=None, description="Compare people who did this event with those who did not."
    )
    compare: Annotated[str | None, Option("--compare", "TWO_GROUPS")] = Field(
        default=None,
        description="Compare two groups: did:EVENT, source:A,B (of the first event), or "
        "period:2026-01-01..2026-01-31,2026-02-01..2026-02-28 (of the first event).",
    )
    min_support: Annotated[float, Option("--min-support")] = Field(
        default=0.01,
        gt=0,
        le=1,
        description="List only patterns that at least this share of either group has.",
    )
    min_count: Annotated[int | None, Option("--min-count")] = Field(
        default=None,
        ge=1,
        description="Instead of --min-support: list only patterns that at least this many people (or "
        "sessions) of either group have.",
    )
    max_length: Annotated[int, Option("--max-length")] = Field(
        default=5,
        ge=1,
        le=LONGEST,
        description="The largest number of events in a pattern, including the target.",
    )
    min_length: Annotated[int, Option("--min-length")] = Field(
        default=1, ge=1, le=LONGEST, description="The smallest number of events in a pattern."
    )
    max_gap: Annotated[int | None, Option("--max-gap")] = Field(
        default=None,
        ge=0,
        le=1_000_000,
        description="The largest number of other events between two events of a pattern.",
    )
    within: Annotated[Duration | None, Option("--within")] = Field(
        default=None, description="The longest time from the first event to the last: 30m, 12h, 7d."
    )
    closed: Annotated[bool, Option("--closed")] = Field(
        default=False, description="Leave out patterns that are part of a longer one with the same counts."
    )
    collapse: Annotated[bool, Option("--collapse")] = Field(
        default=False, description="Collapse consecutive repeats of an event into one."
    )
    ignore: Annotated[tuple[str, ...], Option("--ignore", "EVENT")] = Field(
        default=(), description="Ignore this event. Repeatable."
    )
    sort: Annotated[Sort | None, Option("--sort")] = Field(
        default=None,
        description="With a target: the largest effect first, or the most people (the default with "
        "--contains).",
    )
    count: Annotated[Count, Option("--count")] = Field(
        default="people", description="What to count once each: people or sessions."
    )
    limit: Annotated[int, Option("--limit")] = Field(
        default=20, ge=1, le=1_000_000, description="How many patterns to list."
    )

    def answer(self, graph: Graph) -> Patterns:
        return rank_patterns(graph, self)

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        side, text = side_of(of)
        events = self._numbered(graph, int(text)) if _ROW.fullmatch(text) else pattern_events(text)
        return find_people(graph, self, events, of=of, converted=side)

    def _numbered(self, graph: Graph, number: int) -> Sequence[str]:
        found = self.replace(limit=max(number, 1)).answer(graph)
        if not 1 <= number <= len(found.patterns):
            raise QuestionInvalid(
                f"There is no pattern {number}.", action=f"There are {found.found:,}; the first is 1."
            )
        return found.patterns[number - 1].events

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.min_length > self.max_length:
            raise ValueError(
                f"no pattern has at least {self.min_length} and at most {self.max_length} events"
            )
        if self.target is not None and self.max_length < 2:
            raise ValueError("with a target a pattern has two events or more")
        if self.target is not None and self.compare is not None:
            raise ValueError("patterns are compared by a target or between two groups: give one of them")
        if self.compare is not None:
            read_two_groups(self.compare)
        return self

    def alphabet(self, graph: Graph) -> Alphabet:
        """The alphabet of the events that the question names."""
        return read_alphabet(graph, self.target, self.contains, *self.ignore)

    def names(self, alphabet: Alphabet) -> Mapping[str, str]:
        """What patterns call each letter: by its event, or as `contains` names it with its conditions."""
        named = self.contains
        if named is not None and isinstance(alphabet, MarkedAlphabet) and named in alphabet.marked:
            return {**alphabet.name, **dict.fromkeys(alphabet.letters(named), named)}
        return alphabet.name

    @property
    def compares(self) -> bool:
        """Whether two sides are compared."""
        return self.target is not None or self.compare is not None

    @property
    def window(self) -> int | None:
        """`within`, in microseconds."""
        return None if self.within is None else self.within // _MICROSECOND

    @property
    def by_people(self) -> bool:
        """Whether the patterns with most converters come first."""
        return self.sort == "people" or (self.sort is None and self.contains is not None)

    @property
    def constrained(self) -> bool:
        """Whether it matters where a pattern ends, and not only that it is there."""
        return self.max_gap is not None or self.within is not None

    @property
    def mined(self) -> int:
        """The most events that are looked for: the target is known to come last."""
        return self.max_length - (self.target is not None)
