"""How long ago something was, and on which days, in words."""

import re
from datetime import UTC, date, datetime, timedelta

from onepath.graph.durations import duration_text

from .language import word

__all__ = ["ago", "interval", "lasting", "lasting_between"]

_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def ago(moment: datetime, now: datetime) -> str:
    """How long before `now` a moment was, in the largest unit of which there are two."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    passed = now - aware
    if passed < timedelta(0):
        return word("ago.future")
    for name, unit in _UNITS:
        if passed >= 2 * unit:
            return word(f"ago.{name}", n=passed // unit)
    return word("ago.now")


def interval(since: date, until: date) -> str:
    """One day, or the first and the last of several."""
    return f"{since}" if since == until else f"{since} – {until}"


def lasting(seconds: float | None) -> str:
    """A duration in its two largest units; nothing where it is not known."""
    text = duration_text(seconds) if seconds else "" if seconds is None else "0s"
    return re.sub(r"([\d.e+-]+)([dhms])\b", lambda found: word(f"duration.{found[2]}", n=found[1]), text)


def lasting_between(least: float, below: float | None) -> str:
    """The durations of a bracket, which is open above where there is no `below`."""
    if below is None:
        return word("duration.or_more", least=lasting(least))
    return f"{lasting(least)} – {lasting(below)}" if below > least else lasting(least)
