"""How much work Cypher that somebody typed may be: what the server cannot interrupt is bounded here.

A transaction's time ends between rows. Inside of one expression (a list from `range`, a list comprehension,
`reduce`, `any`, a regular expression) the server looks at no clock and counts no memory, and a single one of
them can keep it busy for days, or end it. So their size is estimated from the text and the parameters, and
what is too large, or cannot be known, is refused before it is run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from ..errors import Refused
from .known_names import known_names
from .numbers_in_text import Interval, interval_of
from .patterns import why_costly
from .tokens import END, KEPT, Token, closing, read_tokens

MOST_ITEMS = 1_000_000
"""In one range, where it is not read row by row."""
MOST_STEPS = 10_000_000
"""Of comprehensions inside of each other: some seconds."""
_COLLECTED = 2_000_000
"""Rows of ranges that are collected into one list."""
_DATA = 1_000
"""Taken for the length of a list that comes from the graph."""
_GROWTH = 10_000_000
_MOST_DOUBLED = 4
_UNKNOWN_TEXT = 1_000
_ITERATING = ("ANY", "ALL", "NONE", "SINGLE", "REDUCE", "ALLREDUCE", "FILTER", "EXTRACT")


@dataclass(frozen=True, slots=True)
class _Loop:
    """What is done for each item of a list: where it stands, where its list is, how long that is."""

    begin: int
    end: int
    source: tuple[int, int]
    length: int

    def repeats(self, other: "_Loop") -> bool:
        """Whether the other one is run for each item of this one."""
        inside = self.begin < other.begin and other.end < self.end
        return inside and not self.source[0] <= other.begin < self.source[1]


def check_bounds(text: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Raises Refused for Cypher that could be more work inside of one expression than the limits allow."""
    _Bounds(read_tokens(text), parameters or {}).check()


class _Bounds:
    def __init__(self, tokens: Sequence[Token], parameters: Mapping[str, Any]) -> None:
        self._tokens, self._parameters = tokens, parameters
        self._closing = closing(tokens)
        self._names = known_names(tokens, parameters, _DATA)
        self._ranges = {place: self._length(place) for place in self._calls("range")}

    def check(self) -> None:
        self._check_ranges()
        self._check_loops()
        for place in self._calls("reduce"):
            self._check_growth(place)
        self._check_replacements()
        self._check_doubling()
        for place, token in enumerate(self._tokens):
            if token.is_mark("=") and self._at(place + 1).is_mark("~"):
                self._check_pattern(place + 2)

    def _check_ranges(self) -> None:
        collects = any(token.is_word("COLLECT") for token in self._tokens)
        rows = 1
        for place, length in self._ranges.items():
            if self._unwound(place):
                rows *= length or 1
                continue
            if length is None:
                raise _refused(
                    "a range whose ends are not known before it is run",
                    "Write its ends as numbers, parameters or size(...), or go through it by UNWIND.",
                )
            if length > MOST_ITEMS:
                raise _refused(
                    f"a range of {length:,} numbers", f"At most {MOST_ITEMS:,}, or go through it by UNWIND."
                )
        if collects and rows > _COLLECTED:
            raise _refused(
                f"{rows:,} rows of ranges to be collected", f"At most {_COLLECTED:,}, or count them instead."
            )

    def _check_loops(self) -> None:
        loops = list(self._loops())
        for loop in loops:
            steps = loop.length * prod(other.length for other in loops if other.repeats(loop))
            if steps > MOST_STEPS:
                raise _refused(
                    f"about {steps:,} steps inside of one expression",
                    f"At most {MOST_STEPS:,}. UNWIND the lists instead: rows can be stopped in time.",
                )

    def _check_growth(self, place: int) -> None:
        """A reduce whose step has its own result twice doubles it each time."""
        begin, end = place + 2, self._closing[place + 1]
        name = self._at(begin)
        bar = next((n for n in self._top(begin, end) if self._tokens[n].is_mark("|")), end)
        if _occurrences(self._tokens[bar + 1 : end], name.text) > 1:
            raise _refused(
                f"a reduce in which {name.text} grows by itself",
                f"Use {name.text} once in each step; doubled thirty times it is larger than the machine.",
            )

    def _check_replacements(self) -> None:
        growth = 1
        for place in self._calls("replace"):
            third = self._arguments(place)[2:3]
            for begin, end in third:
                alone = end == begin + 1 and self._tokens[begin].kind == "string"
                growth *= max(1, len(self._tokens[begin].text) if alone else _UNKNOWN_TEXT)
        if growth > _GROWTH:
            raise _refused(
                "replacements that could make a text millions of times longer",
                "Use fewer of them, or shorter.",
            )

    def _check_doubling(self) -> None:
        """`WITH s + s AS s`, some thirty times: one text that no machine can hold."""
        doubled = sum(
            token.named and self._at(n + 1).is_mark("+") and self._at(n + 2) == token
            for n, token in enumerate(self._tokens)
        )
        if doubled > _MOST_DOUBLED:
            raise _refused(
                f"{doubled} sums of something with itself", "Multiply instead, or use a parameter."
            )

    def _check_pattern(self, place: int) -> None:
        constant = self._constant(place)
        if constant is None or self._at(constant[1]).is_mark("[", "."):
            raise _refused(
                "a regular expression that is not known before it is run",
                "Write it as a text or a parameter, or use CONTAINS, STARTS WITH or ENDS WITH.",
            )
        pattern = constant[0]
        why = why_costly(pattern)
        if why is not None:
            raise _refused(
                f"the regular expression {pattern[:80]!r}, which could take for ever: {why}",
                "Use CONTAINS, STARTS WITH or ENDS WITH, or a simpler expression.",
            )

    def _constant(self, place: int) -> tuple[str, int] | None:
        """The text of literals and parameters from here on, added up, and the place after it."""
        text = ""
        while True:
            part = self._constant_part(place)
            if part is None:
                return None
            text, place = text + part[0], part[1]
            if self._at(place).is_mark("|") and self._at(place + 1).is_mark("|"):
                place += 2
            elif self._at(place).is_mark("+"):
                place += 1
            else:
                return text, place

    def _constant_part(self, place: int) -> tuple[str, int] | None:
        token = self._at(place)
        if token.kind == "string":
            return token.text, place + 1
        if token.is_mark("$"):
            value = self._parameters.get(self._at(place + 1).text)
            return (value, place + 2) if isinstance(value, str) else None
        if token.is_mark("(") and place in self._closing:
            inner = self._constant(place + 1)
            if inner is not None and inner[1] == self._closing[place]:
                return inner[0], inner[1] + 1
        return None

    def _loops(self) -> Iterator[_Loop]:
        longest = self._longest()
        for place, token in enumerate(self._tokens):
            if token.is_mark("[") and place in self._closing:
                first = place + 1
            elif token.is_word(*_ITERATING) and self._at(place + 1).is_mark("("):
                first = self._after_accumulator(place)
            else:
                continue
            opened = place if token.is_mark("[") else place + 1
            if opened in self._closing and self._at(first).named and self._at(first + 1).is_word("IN"):
                end = self._closing[opened]
                begin = first + 2
                stop = next(
                    (n for n in self._top(begin, end) if self._tokens[n].is_word("WHERE") or
                     self._tokens[n].is_mark("|")), end
                )  # fmt: skip
                yield _Loop(opened, end, (begin, stop), self._source_length(begin, stop, longest))

    def _longest(self) -> int:
        """What a list may have at most: what one from the graph is taken for, or a range that is kept."""
        collects = any(token.is_word("COLLECT") for token in self._tokens)
        kept = [
            length
            for place, length in self._ranges.items()
            if length is not None and (collects or not self._unwound(place))
        ]
        return max([_DATA, *kept])

    def _after_accumulator(self, place: int) -> int:
        """Where the variable of the loop stands: in `reduce(sum = 0, x IN list | ...)` after the comma."""
        if not self._tokens[place].is_word("REDUCE", "ALLREDUCE") or place + 1 not in self._closing:
            return place + 2
        end = self._closing[place + 1]
        return next((n + 1 for n in self._top(place + 2, end) if self._tokens[n].is_mark(",")), end)

    def _source_length(self, begin: int, end: int, longest: int) -> int:
        length = self._ranges.get(begin)
        if length is not None and self._closing.get(begin + 1) == end - 1:
            return max(length, longest) if self._by_size(begin) else length
        return longest

    def _unwound(self, place: int) -> bool:
        """Whether a range is read row by row, between which the server looks at the clock."""
        after = self._closing[place + 1] + 1
        return self._at(place - 1).is_word("UNWIND") and self._at(after).is_word("AS")

    def _by_size(self, place: int) -> bool:
        end = self._closing[place + 1]
        return any(token.is_word("SIZE", "LENGTH") for token in self._tokens[place:end])

    def _length(self, place: int) -> int | None:
        """How many numbers the range at this place has at most; None where that cannot be known."""
        ends = [self._interval(begin, end) for begin, end in self._arguments(place)]
        if len(ends) not in (2, 3) or ends[0] is None or ends[1] is None:
            return None
        step = ends[2] if len(ends) == 3 else Interval(1, 1)
        span = max(ends[1].high - ends[0].low, ends[0].high - ends[1].low if len(ends) == 3 else 0, -1)
        least = min(abs(step.low), abs(step.high)) if step and step.low * step.high > 0 else 1
        return span // max(1, least) + 1

    def _interval(self, begin: int, end: int) -> Interval | None:
        return interval_of(self._tokens[begin:end], self._parameters, _DATA, self._names)

    def _calls(self, name: str) -> list[int]:
        return [
            place
            for place, token in enumerate(self._tokens)
            if token.named and token.text.lower() == name and place + 1 in self._closing
            and self._at(place + 1).is_mark("(") and not self._at(place - 1).is_mark(".", ":")
        ]  # fmt: skip

    def _arguments(self, place: int) -> list[tuple[int, int]]:
        begin, end = place + 2, self._closing[place + 1]
        commas = [n for n in self._top(begin, end) if self._tokens[n].is_mark(",")]
        return list(zip([begin, *(n + 1 for n in commas)], [*commas, end], strict=True))

    def _top(self, begin: int, end: int) -> Iterator[int]:
        """The places from `begin` to `end` that are in no further bracket."""
        place = begin
        while place < end:
            yield place
            place = self._closing.get(place, place) + 1

    def _at(self, place: int) -> Token:
        return self._tokens[place] if 0 <= place < len(self._tokens) else END


def _occurrences(step: Sequence[Token], name: str) -> int:
    """How often a step gives the name: of the branches of a CASE the most, without its conditions."""
    always, branch, most = 0, 0, 0
    where = "always"
    for place, token in enumerate(step):
        if token.is_word("CASE", "WHEN"):
            where, most, branch = "condition", max(most, branch), 0
        elif token.is_word("THEN", "ELSE"):
            where, most, branch = "branch", max(most, branch), 0
        elif token.is_word("END"):
            where, most, branch = "always", max(most, branch), 0
        elif token.named and token.text == name and where != "condition":
            if place and step[place - 1].is_mark("."):
                continue  # a property of that name
            # One value out of it is no copy of it.
            if place + 1 < len(step) and step[place + 1].is_mark("."):
                continue
            if where == "always":
                always += 1
            else:
                branch += 1
    return always + max(most, branch)


def _refused(what: str, action: str) -> Refused:
    return Refused(
        f"This query is not run: it asks for {what}, which the server could not interrupt.",
        kept=KEPT, action=action,
    )  # fmt: skip
