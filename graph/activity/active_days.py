"""The days on which people were active: what active users, the lifecycle and frequency are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ..calendar import Calendar
from ..conditions import CompiledFilter
from ..questions import People, PersonOccurrences
from ..store import Graph
from ..trails import Alphabet, count_parts
from .periods import QUARTER, DataSpan, Whole

_DAYS = 1 << 20
"""More than there are days."""


@dataclass(frozen=True, slots=True)
class ActiveDays:
    """Who was active when. `people` and `days` run side by side: a person's place in `oneids`, and a day on
    which they were active, by person and day, each once. `occurrences`: how often each person was active.
    """

    oneids: Sequence[str]
    occurrences: Whole
    people: Whole
    days: Whole
    span: DataSpan

    @classmethod
    def read(
        cls, graph: Graph, event: str | None, compiled: CompiledFilter, calendar: Calendar
    ) -> "ActiveDays":
        """Those of the people who meet a filter. Without an event any activity counts: what people did, and
        not what was sent to them, or what systems did.

        A source and a date range of the filter are those of the activity. Raises EventUnknown.
        """
        alphabet = Alphabet.read(graph)
        span = DataSpan.read(graph, calendar)
        others = alphabet.passive if event is None else alphabet.others(alphabet.letters(event))
        rows = graph.ask_in_parts(
            "internal/activity/active_times", least=count_parts(graph), others=others, latest=span.last,
            filter=compiled,
        )  # fmt: skip
        quarters = [one for row in rows for one in row["quarters"]]
        people = np.repeat(np.arange(len(quarters)), [len(one) for one in quarters])
        days = calendar.days(np.fromiter(chain.from_iterable(quarters), np.int64) * QUARTER)
        by_day = np.unique(people * _DAYS + days)
        return cls(
            [oneid for row in rows for oneid in row["oneids"]],
            np.array([often for row in rows for often in row["occurrences"]], np.int64),
            by_day // _DAYS,
            by_day % _DAYS,
            span,
        )

    @property
    def first_day(self) -> int:
        """The first day with activity; that after the data where there is none."""
        return int(self.days.min()) if len(self.days) else self.span.last_day + 1

    def found(self, of: str, places: Whole) -> People[PersonOccurrences]:
        """The people at these places of `oneids`."""
        return People.found(of, [PersonOccurrences(one) for one in sorted(self._names(places))])

    def _names(self, places: Whole) -> list[str]:
        return [self.oneids[place] for place in np.unique(places).tolist()]


def same_as_before(values: Whole) -> NDArray[np.bool_]:
    """For each value, whether the one before it is the same."""
    return np.concatenate([[False], values[1:] == values[:-1]]) if len(values) else np.zeros(0, np.bool_)
