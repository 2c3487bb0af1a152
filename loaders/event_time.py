"""Which of a file's times is the event's: one column, or a day and a time of day in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .column_words import FIELD_WORDS, parts_of
from .guesses import (
    MOST,
    ColumnGuess,
    formats_of,
    is_clock,
    is_day,
    may_be_the_time,
    names_its_zone,
    share,
    word_of,
)
from .samples import Sample

__all__ = ["TimeFound", "find_time", "read_time"]


@dataclass(frozen=True, slots=True)
class TimeFound:
    """The column of the event's time, or the two that have its day and its time of day; empty if none is.

    `formats` are needed to read it. `ambiguous`: an example where the day or the month may be first.
    `others` could be it too; `refused` are times whose names say that they are something else's.
    """

    columns: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    ambiguous: str = ""
    others: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    without_zone: bool = False


def read_time(columns: tuple[str, ...], sample: Sample) -> TimeFound:
    """How the event's time is read if it is in these columns."""
    texts = [sample.columns[one].texts for one in columns]
    days = next((one for one in texts if share(one, is_clock) < MOST), texts[0])
    formats = formats_of(days) or ()
    ambiguous = formats[:1] == ("?",)
    return TimeFound(
        columns,
        () if ambiguous else formats,
        ambiguous=days[0] if ambiguous else "",
        without_zone=not names_its_zone(days),
    )


def find_time(guesses: Sequence[ColumnGuess], sample: Sample) -> TimeFound:
    """The event's time among the columns."""
    texts = {one.column: sample.columns[one.column].texts for one in guesses}
    words = FIELD_WORDS["original_at"]
    possible = [one for one in guesses if one.role not in ("identifier", "name") and one.filled > 0.5]
    named = [one for one in possible if word_of(one.column) in words and may_be_the_time(one.column)]
    named.sort(key=lambda one: words.index(word_of(one.column)))
    clocks = [one for one in possible if share(texts[one.column], is_clock) >= MOST]
    times = [one for one in possible if one not in clocks and formats_of(texts[one.column]) is not None]
    good = [one for one in named if one in times]
    moments = [one for one in times if may_be_the_time(one.column) and one.role in ("property", "original_at")
               and (one.kind == "time" or _is_written_as_time(texts[one.column]))]  # fmt: skip
    chosen = good or sorted(moments, key=lambda one: _fineness(texts[one.column]), reverse=True) or [
        one for one in times if one.role == "received_at"
    ]  # fmt: skip
    refused = tuple(
        one.column
        for one in times
        if not may_be_the_time(one.column) and _is_written_as_time(texts[one.column])
    )
    if not chosen:
        return TimeFound(refused=refused)
    best = chosen[0]
    columns: tuple[str, ...] = (best.column,)
    if share(texts[best.column], is_day) >= MOST and clocks:
        columns = (best.column, _clock_for(best, clocks).column)
    others = () if good else tuple(one.column for one in chosen[1:])
    return replace(read_time(columns, sample), others=others, refused=refused)


def _clock_for(day: ColumnGuess, clocks: Sequence[ColumnGuess]) -> ColumnGuess:
    """The time of day that belongs to a day: by its name, else the first."""
    words = FIELD_WORDS["original_at"]
    named = [one for one in clocks if word_of(one.column) in words and may_be_the_time(one.column)]
    start = parts_of(day.column)[0]
    begins = [one for one in clocks if parts_of(one.column)[0] == start]
    return (named or begins or list(clocks))[0]


def _is_written_as_time(texts: Sequence[str]) -> bool:
    return share(texts, lambda text: not text.replace(".", "").isdigit()) >= MOST


def _fineness(texts: Sequence[str]) -> tuple[bool, int]:
    """Whether there is a time of day, and how many different ones."""
    return share(texts, is_day) < MOST, len(set(texts))
