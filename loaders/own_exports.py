"""Files that onepath writes itself, as they are recognised when they come back."""

from collections.abc import Sequence

__all__ = ["EVENT_LOG_COLUMNS", "is_event_log"]

EVENT_LOG_COLUMNS = (
    "case:concept:name", "concept:name", "time:timestamp", "org:resource", "source", "case:oneid",
)  # fmt: skip
"""What every event log of `journeys export` has; a column for each property of its events follows."""


def is_event_log(columns: Sequence[str]) -> bool:
    """Whether these are the columns of an event log that onepath wrote; only its own have a OneID there."""
    return tuple(columns[: len(EVENT_LOG_COLUMNS)]) == EVENT_LOG_COLUMNS
