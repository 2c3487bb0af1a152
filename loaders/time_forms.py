"""How a column's texts can be read as times: for certain, or in one of several formats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from .null_words import is_null
from .time_formats import written
from .times import EVENT_YEARS, Years, parse_time

__all__ = [
    "MOST", "Formats", "TimeForm", "formats_in", "instants", "is_time", "share", "shown_formats", "time_form",
]  # fmt: skip

Formats = tuple[str, ...]
"""Formats that are tried in this order."""

MOST = 0.9
"""So much of a column must be of a form before the form is believed."""

_JUDGED = 2_000
_FIRST_LOOK = 40
_LIKELY: Years = (1990, 2100)
"""A number is hardly the time of an event of another year: it counts something, or has another format."""

_DAY_FIRST, _MONTH_FIRST, _APACHE = ("day_first",), ("month_first",), ("apache",)
_NUMBERS: tuple[Formats, ...] = (
    ("excel",), ("%Y%m",), ("%Y%m%d%H",), ("%Y%m%d%H%M",), ("epoch_s",), ("epoch_ms",),
)  # fmt: skip
_DIGITS = {"%Y%m": 6, "%Y%m%d%H": 10, "%Y%m%d%H%M": 12}
"""How many digits patterns have; `strptime` also reads fewer."""

_MIXED: tuple[Formats, ...] = (
    ("iso", "day_first"), ("iso", "month_first"), ("iso", "excel"), ("excel", "day_first"),
    ("excel", "month_first"),
)  # fmt: skip


_AND = " with "


def shown_formats(formats: Formats) -> str:
    """Formats that are tried in this order, for people to read and to choose."""
    return _AND.join(formats)


def formats_in(text: str) -> Formats:
    """The formats that were chosen, as `shown_formats` shows them."""
    return tuple(one.strip() for one in text.split(_AND))


@dataclass(frozen=True, slots=True)
class TimeForm:
    """`formats` are needed to read the times, none if they can be read in one way only.

    `choices`: where that is not certain, the formats that fit, of which somebody has to choose; `example` is
    a time that shows the difference. `mostly`: most times are read without any of them.
    """

    formats: Formats = ()
    choices: tuple[Formats, ...] = ()
    example: str = ""
    mostly: bool = False


def time_form(texts: Sequence[str]) -> TimeForm | None:
    """How the texts are read as times; None if they are not times in any format that is known."""
    certain = share(texts, is_time)
    if certain == 1:
        return TimeForm()
    values = [text for text in texts if not is_null(text)]
    if certain >= MOST:
        choices = _mixed(values, all_of_them=True)
        return TimeForm((), choices, _unread(values), mostly=True) if choices else TimeForm()
    day, month = _fit(texts, _DAY_FIRST), _fit(texts, _MONTH_FIRST)
    if day >= MOST and month == 1:
        return TimeForm((), (_DAY_FIRST, _MONTH_FIRST), texts[0])
    if day >= MOST or month >= MOST:
        return TimeForm(_DAY_FIRST if day >= MOST else _MONTH_FIRST)
    if _fit(texts, _APACHE) >= MOST:
        return TimeForm(_APACHE)
    choices = tuple(one for one in _NUMBERS if _fit(values, one, _LIKELY) >= MOST) or _mixed(values)
    return TimeForm((), choices, _unread(values)) if choices else None


def _mixed(values: Sequence[str], *, all_of_them: bool = False) -> tuple[Formats, ...]:
    """Two formats at once that fit, the best first."""
    fits = {one: _fit(values, one, _LIKELY) for one in _MIXED}
    least = 1 if all_of_them else MOST
    return tuple(sorted((one for one in _MIXED if fits[one] >= least), key=lambda one: -fits[one]))


def _unread(values: Sequence[str]) -> str:
    return next((text for text in values if not is_time(text)), values[0])


def _fit(texts: Sequence[str], formats: Formats, years: Years = EVENT_YEARS) -> float:
    """How much of the texts the formats read. A few of them show whether it is worth while to look at all."""
    few = texts[:: max(1, len(texts) // _FIRST_LOOK)]
    if share(few, lambda text: _reads_as(text, formats, years)) < MOST / 2:
        return 0.0
    return share(texts, lambda text: _reads_as(text, formats, years))


def share(texts: Sequence[str], fits: Callable[[str], object]) -> float:
    """How much of the texts fit, judged by some two thousand of them."""
    some = texts[:: max(1, len(texts) // _JUDGED)]
    return sum(bool(fits(text)) for text in some) / len(some) if some else 0.0


def is_time(text: str) -> bool:
    """Whether it can be read as a time, with nothing said of its format."""
    return _reads_as(text, (), EVENT_YEARS)


def _reads_as(text: str, formats: Formats, years: Years) -> bool:
    if formats and len(text) != _DIGITS.get(formats[0], len(text)):
        return False
    try:
        parse_time(text, UTC, formats, years)
    except ValueError:
        return False
    return True


def instants(texts: Sequence[str], formats: Formats) -> bool:
    """Whether the times are instants: with an offset, or counted from 1970."""

    def is_instant(text: str) -> bool:
        try:
            return written(text.strip(), formats).tzinfo is not None
        except ValueError:
            return False

    return share(texts, is_instant) >= MOST
