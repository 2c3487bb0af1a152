"""Between which numbers an expression of numbers lies, as far as its text and its parameters tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .tokens import END, Token, closing

_SIZES = ("SIZE", "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH")


@dataclass(frozen=True, slots=True)
class Interval:
    """All whole numbers from `low` to `high`."""

    low: int
    high: int


def interval_of(
    tokens: Sequence[Token],
    parameters: Mapping[str, Any],
    size: int,
    names: Mapping[str, Interval] = MappingProxyType({}),
) -> Interval | None:
    """The interval of an expression; None where it cannot be known. size() is taken for at most `size`."""
    reader = _Reader(tokens, parameters, size, names)
    found = reader.sum()
    return found if reader.place == len(tokens) else None


class _Reader:
    def __init__(
        self,
        tokens: Sequence[Token],
        parameters: Mapping[str, Any],
        size: int,
        names: Mapping[str, Interval],
    ) -> None:
        self.place = 0
        self._tokens, self._parameters, self._size, self._names = tokens, parameters, size, names
        self._closing = closing(tokens)

    def sum(self) -> Interval | None:
        total = self._product()
        while total is not None and self._next.is_mark("+", "-"):
            minus = self._take().text == "-"
            other = self._product()
            if other is None:
                return None
            if minus:
                other = Interval(-other.high, -other.low)
            total = Interval(total.low + other.low, total.high + other.high)
        return total

    def _product(self) -> Interval | None:
        total = self._factor()
        while total is not None and self._next.is_mark("*", "/", "%"):
            sign = self._take().text
            other = self._factor()
            if other is None:
                return None
            if sign == "*":
                ends = [a * b for a in (total.low, total.high) for b in (other.low, other.high)]
                total = Interval(min(ends), max(ends))
            else:
                most = max(abs(total.low), abs(total.high))
                total = Interval(-most if total.low < 0 else 0, most)
        return total

    def _factor(self) -> Interval | None:
        if self._next.is_mark("-"):
            self._take()
            found = self._factor()
            return Interval(-found.high, -found.low) if found else None
        token = self._take()
        if token.kind == "number":
            return _number(token.text)
        if token.is_mark("$"):
            value = self._parameters.get(self._take().text)
            return Interval(value, value) if isinstance(value, int) else None
        opened = self.place - 1
        if token.is_mark("(") and opened in self._closing:
            found = self.sum()
            return found if found and self._take().is_mark(")") else None
        if token.is_word(*_SIZES) and self._closing.get(self.place):
            self.place = self._closing[self.place] + 1
            return Interval(0, self._size)
        # A property of that name, and a function, is something else.
        return None if self._next.is_mark(".", "(", "[") else self._names.get(token.text)

    @property
    def _next(self) -> Token:
        return self._tokens[self.place] if self.place < len(self._tokens) else END

    def _take(self) -> Token:
        token = self._next
        self.place += 1
        return token


def _number(text: str) -> Interval | None:
    try:
        number = int(text.replace("_", ""), 0) if not text.isdigit() else int(text)
    except ValueError:
        return None
    return Interval(number, number)
