"""Two groups to compare, as two filters."""

import re

from ..errors import QuestionInvalid
from .filter import Filter

_HOW = "write did:EVENT, source:A,B or period:2026-01-01..2026-01-31,2026-02-01..2026-02-28"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def read_two_groups(text: str) -> tuple[Filter, Filter]:
    """The two groups that a text names: `did:purchase`, `source:web,app`, `period:A..B,C..D`.

    Raises ValueError where it names none.
    """
    kind, _, about = text.partition(":")
    if kind == "did" and about:
        return Filter.from_options({"did": about}), Filter.from_options({"did_not": about})
    first, comma, second = (part.strip() for part in about.partition(","))
    if kind == "source" and comma:
        return Filter.from_options({"source": first}), Filter.from_options({"source": second})
    if kind == "period" and comma:
        return _period(first), _period(second)
    raise ValueError(f"{text!r} does not name two groups; {_HOW}")


def _period(text: str) -> Filter:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a period; {_HOW}")
    try:
        return Filter.from_options({"since": found[1], "until": found[2]})
    except QuestionInvalid as error:
        raise ValueError(f"{text!r} is not a period; {_HOW}") from error
