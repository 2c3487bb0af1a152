"""Two groups that are compared, from one text."""

import re
from datetime import date

from ..conditions import Group, between
from ..store import Graph
from ..trails import Alphabet

_HOW = "write did:EVENT, source:A,B or period:2026-01-01..2026-01-31,2026-02-01..2026-02-28"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def check_comparison(text: str) -> None:
    """Raises ValueError for a text that does not name two groups."""
    kind, about = _parts(text)
    if kind == "period":
        for period in about:
            _days(period)


def compared_groups(graph: Graph, text: str) -> tuple[Group, Group]:
    """The two groups that a text names: `did:purchase`, `source:web,app`, `period:A..B,C..D` (UTC days).

    Raises ValueError where it names none, and EventUnknown or QuestionInvalid for an event or source that is
    not there.
    """
    kind, about = _parts(text)
    alphabet = Alphabet.read(graph)
    if kind == "did":
        (event,) = about
        letters = alphabet.letters(event)
        return Group(f"did {event}", has=(letters,)), Group(f"did not {event}", lacks=letters)
    first, second = (
        Group(f"from {one}", begins=alphabet.of_source(one)) if kind == "source" else between(*_days(one))
        for one in about
    )
    return first, second


def _parts(text: str) -> tuple[str, tuple[str, ...]]:
    kind, _, about = text.partition(":")
    if kind == "did" and about:
        return kind, (about,)
    first, comma, second = about.partition(",")
    if kind not in ("source", "period") or not comma:
        raise ValueError(f"{text!r} does not name two groups; {_HOW}")
    return kind, (first.strip(), second.strip())


def _days(text: str) -> tuple[date, date]:
    found = _PERIOD.fullmatch(text)
    try:
        first, last = map(date.fromisoformat, found.groups()) if found else (None, None)
    except ValueError:
        first = last = None
    if first is None or last is None or first > last:
        raise ValueError(f"{text!r} is not a period; {_HOW}")
    return first, last
