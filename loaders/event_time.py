"""Which of a file's times is the event's: one column, or a day and a time of day in two."""

from collections.abc import Sequence
from dataclasses import dataclass

from .column_words import FIELD_WORDS, parts_of
from .guesses import ColumnGuess, is_clock, is_day, may_be_the_time, word_of
from .samples import Sample
from .time_forms import MOST, share

__all__ = ["TimeFound", "day_of", "find_time"]


@dataclass(frozen=True, slots=True)
class TimeFound:
    """The column of the event's time, or the two that have its day and its time of day; empty if none is.

    `others` could be it too; `refused` are times whose names say that they are something else's.
    """

    columns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def day_of(columns: Sequence[str], sample: Sample) -> str:
    """Of the event's columns the one that has its day."""
    days = (one for one in columns if share(sample.columns[one].texts, is_clock) < MOST)
    return next(days, columns[0])


def find_time(guesses: Sequence[ColumnGuess], sample: Sample) -> TimeFound:
    """The event's time among the columns."""
    texts = {one.column: sample.columns[one.column].texts for one in guesses}
    words = FIELD_WORDS["original_at"]
    possible = [one for one in guesses if one.role not in ("identifier", "name") and one.filled > 0.5]
    named = [one for one in possible if word_of(one.column) in words and may_be_the_time(one.column)]
    named.sort(key=lambda one: words.index(word_of(one.column)))
    clocks = [one for one in possible if share(texts[one.column], is_clock) >= MOST]
    times = [one for one in possible if one not in clocks and one.form is not None]
    in_doubt = [one for one in times if _is_doubtful_number(one, texts[one.column])]
    good = [one for one in named if one in times and one not in in_doubt]
    doubtful = [one for one in named if one in in_doubt]
    moments = [one for one in times if may_be_the_time(one.column) and one.role in ("property", "original_at")
               and (one.kind == "time" or _is_written_as_time(texts[one.column]))]  # fmt: skip
    moments.sort(key=lambda one: _fineness(texts[one.column]), reverse=True)
    chosen = (
        [*good, *doubtful]
        or moments
        or [one for one in times if one.role == "received_at"]
    )  # fmt: skip
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
    others = doubtful if good else [one for one in (*doubtful, *moments) if one is not best]
    return TimeFound(columns, tuple(dict.fromkeys(one.column for one in others)), refused)


def _is_doubtful_number(one: ColumnGuess, texts: Sequence[str]) -> bool:
    """Whether it may be a time only because of its name: a number of which somebody has to say the format."""
    return one.form is not None and bool(one.form.choices) and not _is_written_as_time(texts)


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
