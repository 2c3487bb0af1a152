"""Between which numbers the names of a query lie, where it says so: `UNWIND range(1, 9) AS n`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .numbers_in_text import Interval, interval_of
from .tokens import Token, closing

_BEGINS = ("WITH", "RETURN", "UNWIND", "DISTINCT", "YIELD", "PROJECT", "LET", "CALL", "THEN", "ELSE")


def known_names(tokens: Sequence[Token], parameters: Mapping[str, Any], size: int) -> dict[str, Interval]:
    """The interval of each name that every definition of it gives one."""
    known: dict[str, Interval | None] = {}
    if any(token.is_word("LET") for token in tokens):
        return {}
    closes = closing(tokens)
    for name, begin, end, is_list in _definitions(tokens, closes):
        names = {key: value for key, value in known.items() if value is not None}
        if is_list:
            found = _of_list(tokens, begin, end, closes, (parameters, size, names))
        else:
            found = interval_of(tokens[begin:end], parameters, size, names)
        before = known.get(name, found)
        known[name] = (
            Interval(min(before.low, found.low), max(before.high, found.high)) if before and found else None
        )
    return {key: value for key, value in known.items() if value is not None}


def _definitions(tokens: Sequence[Token], closes: Mapping[int, int]) -> Iterator[tuple[str, int, int, bool]]:
    """Each name that is given, and where what it is given stands; whether it is each item of that list."""
    opens = {end: begin for begin, end in closes.items()}
    for place, token in enumerate(tokens[:-1]):
        if token.is_word("AS") and tokens[place + 1].named:
            begin = _begin(tokens, place, opens)
            yield tokens[place + 1].text, begin, place, begin > 0 and tokens[begin - 1].is_word("UNWIND")
        elif token.is_word("IN") and place and tokens[place - 1].named and not tokens[place - 2].is_mark("."):
            yield tokens[place - 1].text, place + 1, _end(tokens, place + 1, closes), True
        elif token.is_word("REDUCE", "ALLREDUCE") and place + 2 < len(tokens):
            # The result of a reduce is whatever its steps make of it.
            yield tokens[place + 2].text, place + 2, place + 2, False


def _begin(tokens: Sequence[Token], place: int, opens: Mapping[int, int]) -> int:
    place -= 1
    while place >= 0:
        token = tokens[place]
        if token.is_mark(",", "{", "(", "[") or token.is_word(*_BEGINS):
            break
        place = opens.get(place, place) - 1
    return place + 1


def _end(tokens: Sequence[Token], place: int, closes: Mapping[int, int]) -> int:
    while place < len(tokens):
        token = tokens[place]
        if token.is_mark("|", "]", ")", ",") or token.is_word("WHERE"):
            break
        place = closes.get(place, place) + 1
    return place


def _of_list(
    tokens: Sequence[Token],
    begin: int,
    end: int,
    closes: Mapping[int, int],
    known: tuple[Mapping[str, Any], int, Mapping[str, Interval]],
) -> Interval | None:
    """The interval of the items of a range, or of one that some items are taken out of."""
    if begin < end and tokens[begin].is_mark("[") and closes.get(begin) == end - 1:
        if begin + 2 < end and tokens[begin + 2].is_word("IN"):
            stop = _end(tokens, begin + 3, closes)
            # What follows WHERE only leaves items out; what follows a bar makes others of them.
            rest, place = [], stop
            while place < end - 1:
                rest.append(place)
                place = closes.get(place, place) + 1
            if not any(tokens[n].is_mark("|") for n in rest):
                return _of_list(tokens, begin + 3, stop, closes, known)
        return None
    if begin + 1 >= end or not tokens[begin].named or tokens[begin].text.lower() != "range":
        return None
    if closes.get(begin + 1) != end - 1:
        return None
    ends, place, first = [], begin + 2, begin + 2
    while place <= end - 1:
        if place == end - 1 or tokens[place].is_mark(","):
            ends.append(interval_of(tokens[first:place], *known))
            first = place + 1
        place = closes.get(place, place) + 1
    low, high = ends[0], ends[1] if len(ends) > 1 else None
    return Interval(min(low.low, high.low), max(low.high, high.high)) if low and high else None
