"""Who is behind a number of a funnel: a choice among the attempts that its answer counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..store import moment
from .answer import FunnelUnit
from .tally import Period, begins

Who = Literal["reached", "converted", "dropped", "elsewhere", "stopped", "completed", "lost"]
"""Who is meant of a step: all that reached it; those who did the next one; those who did not; of these, those
who did something else afterwards, and those who did nothing more; and of all that reached it, those who came
to the end (completed), and those who did not (lost)."""
NOTHING = ""
"""Stands in `then` for no event at all."""
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Behind:
    """Which of a funnel's numbers is meant; what is None narrows nothing.

    `step` counts from 1. `group`: one value of what the question is broken down by. `began`: the attempts
    that began in the day, week or month with this first day. `took`: seconds from the first step to the last
    of those who came to the end, from the one and below the other. `then`: the event after the last step, or
    NOTHING.
    """

    step: int = 1
    who: Who = "reached"
    group: str | None = None
    began: tuple[Period, date] | None = None
    took: tuple[float, float | None] | None = None
    then: str | None = None


def behind(units: Iterable[FunnelUnit], number: Behind, *, last: int) -> Iterator[FunnelUnit]:
    """Those of all the attempts of a funnel with so many steps (`last`) that this number counts."""
    return (one for one in units if _is_meant(one, number, last) and _is_narrow(one, number))


def _is_meant(one: FunnelUnit, number: Behind, last: int) -> bool:
    step = number.step - 1
    if step not in one.steps:
        return False
    if number.who == "reached":
        return True
    if number.who in ("completed", "lost"):
        return one.complete == (number.who == "completed")
    if number.who == "converted":
        return one.reached > number.step or (one.complete and number.step == last)
    if one.reached != number.step or one.complete:
        return False
    return number.who == "dropped" or (number.who == "elsewhere") == (one.next is not None)


def _is_narrow(one: FunnelUnit, number: Behind) -> bool:
    if number.group is not None and one.group != number.group:
        return False
    if number.then is not None and (one.next or NOTHING) != number.then:
        return False
    if number.began is not None:
        period, first = number.began
        if begins(moment(one.began_at).date(), period) != first:
            return False
    return number.took is None or (one.complete and _took(one, *number.took))


def _took(one: FunnelUnit, least: float, below: float | None) -> bool:
    seconds = (one.ended_at - one.began_at) / _MICROSECONDS
    return least <= seconds and (below is None or seconds < below)
