"""Which regular expressions could keep the server busy for ever: it does not interrupt them."""

import re
from dataclasses import dataclass, field

_MOST_REPEATS = 4
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,(\d*))?\})[+?]?")


@dataclass(slots=True)
class _Group:
    """What is known of a group that is open: whether anything in it repeats, and how its branches begin."""

    repeats: bool = False
    begins: list[str] = field(default_factory=lambda: [""])


def why_costly(pattern: str) -> str | None:
    """Why matching could take exponential time or a high power of the text's length; None if it cannot."""
    groups = [_Group()]
    repeats, place = 0, 0
    while place < len(pattern):
        atom, closed, place = _atom(pattern, place, groups)
        if atom == "\\k":
            return "it refers back to a group"
        if atom == "|":
            groups[-1].begins.append("")
            continue
        if atom and not groups[-1].begins[-1]:
            groups[-1].begins[-1] = atom
        quantifier = _QUANTIFIER.match(pattern, place)
        if quantifier is None:
            if closed is not None:
                groups[-1].repeats |= closed.repeats
            continue
        place = quantifier.end()
        if not _repeats(quantifier):
            continue
        if closed is not None and closed.repeats:
            return "a group that repeats has a part that repeats"
        if closed is not None and not _distinct(closed.begins):
            return "a group that repeats has alternatives that begin alike"
        groups[-1].repeats = True
        repeats += 1
        if repeats > _MOST_REPEATS:
            return f"more than {_MOST_REPEATS} parts of it repeat"
    return None


def _atom(pattern: str, place: int, groups: list[_Group]) -> tuple[str, _Group | None, int]:
    """The next atom, the group that it closes, and the place after it."""
    sign = pattern[place]
    if sign == "\\":
        following = pattern[place + 1 : place + 2]
        if following == "Q":
            end = pattern.find("\\E", place)
            return pattern[place + 2 : place + 3], None, len(pattern) if end < 0 else end + 2
        if following == "k" or (following.isdigit() and following != "0"):
            return "\\k", None, place + 2
        return sign + following, None, place + 2
    if sign == "[":
        return "[", None, _end_of_class(pattern, place)
    if sign == "(":
        groups.append(_Group())
        special = re.compile(r"\(\?(?:<?[=!]|>|<\w+>|[a-zA-Z-]*:)?").match(pattern, place)
        if special and (flags := re.compile(r"\(\?[a-zA-Z-]+\)").match(pattern, place)):
            groups.pop()
            return "", None, flags.end()
        return "", None, special.end() if special else place + 1
    if sign == ")" and len(groups) > 1:
        closed = groups.pop()
        return closed.begins[0], closed, place + 1
    return sign, None, place + 1


def _end_of_class(pattern: str, place: int) -> int:
    depth, place = 1, place + 1
    if pattern[place : place + 1] == "^":
        place += 1
    if pattern[place : place + 1] == "]":
        place += 1
    while place < len(pattern) and depth:
        if pattern[place] == "\\":
            place += 1
        elif pattern[place] == "[":
            depth += 1
        elif pattern[place] == "]":
            depth -= 1
        place += 1
    return place


def _repeats(quantifier: "re.Match[str]") -> bool:
    text = quantifier[0]
    if text[0] == "?":
        return False
    if text[0] in "*+":
        return True
    return text.rstrip("+?") not in ("{0}", "{1}", "{0,1}", "{1,1}")


def _distinct(begins: list[str]) -> bool:
    """Whether no two alternatives can begin with the same character."""
    if len(begins) == 1:
        return True
    plain = all(len(one) == 1 and one not in ".[" for one in begins)
    return plain and len(set(begins)) == len(begins)
