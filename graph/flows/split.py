"""Pairs of groups to compare."""

import re
from datetime import date

from ..conditions import Group, between
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import Alphabet

_HOW = "Write did:EVENT, source:A,B or period:2026-01-01..2026-01-31,2026-02-01..2026-02-28"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def groups(graph: Graph, text: str) -> tuple[Group, Group]:
    """The two groups that a text names: `did:purchase`, `source:web,app`, `period:A..B,C..D` (UTC days).

    Raises QuestionInvalid where it names none, EventUnknown for an event or source that is not there.
    """
    kind, _, about = text.partition(":")
    alphabet = Alphabet.read(graph)
    if kind == "did" and about:
        letters = alphabet.letters(about)
        return Group(f"did {about}", has=(letters,)), Group(f"did not {about}", lacks=letters)
    first, comma, second = about.partition(",")
    if kind == "source" and comma:
        return _of_source(alphabet, first.strip()), _of_source(alphabet, second.strip())
    if kind == "period" and comma:
        return _of_period(first.strip()), _of_period(second.strip())
    raise QuestionInvalid(f"{text!r} names no two groups.", action=_HOW)


def _of_source(alphabet: Alphabet, source: str) -> Group:
    return Group(f"from {source}", begins=alphabet.of_source(source))


def _of_period(text: str) -> Group:
    found = _PERIOD.fullmatch(text)
    try:
        first, last = (date.fromisoformat(day) for day in found.groups()) if found else (None, None)
    except ValueError:
        first = last = None
    if first is None or last is None or first > last:
        raise QuestionInvalid(f"{text!r} is no period.", action=_HOW)
    return between(first, last)
