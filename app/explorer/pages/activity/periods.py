"""How the views over time name their periods, and which of them is the last complete one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from ...language import say

__all__ = ["axis_names", "last_complete", "periods_note"]


class _Period(Protocol):
    @property
    def period(self) -> str: ...
    @property
    def complete(self) -> bool: ...


_Of = TypeVar("_Of", bound=_Period)


def axis_names(periods: Sequence[_Period]) -> list[str]:
    """The names of periods; a star marks one that is incomplete."""
    return [one.period + "*" * (not one.complete) for one in periods]


def last_complete(periods: Sequence[_Of]) -> _Of:
    """The last period that is complete, or else the last one."""
    return next((one for one in reversed(periods) if one.complete), periods[-1])


def periods_note(until: datetime) -> str:
    """What the star says."""
    return say("activity.note", until=f"{until:%Y-%m-%d %H:%M}")
