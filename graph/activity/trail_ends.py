"""When journeys and sessions begin and end, by what people did in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..calendar import Calendar
from ..conditions import CompiledFilter
from ..flows import SCOPES, Counted
from ..questions import People, PersonOccurrences
from ..store import Graph, moment
from ..trails import Alphabet, count_parts
from .periods import DataSpan, Whole


@dataclass(frozen=True, slots=True)
class TrailEnds:
    """Of each journey (or session), side by side, its person, its number from 1, and the times of its first
    and of its last activity, in microseconds since 1970.
    """

    count: Counted
    oneids: Sequence[str]
    sessions: Whole
    begins: Whole
    ends: Whole
    span: DataSpan

    @classmethod
    def read(cls, graph: Graph, count: Counted, compiled: CompiledFilter, calendar: Calendar) -> "TrailEnds":
        """Those that meet a filter; one in which nobody did anything is left out.

        A source and a date range of the filter are those of the first activity.
        """
        span = DataSpan.read(graph, calendar)
        rows = graph.ask_in_parts(
            "internal/activity/ends", least=count_parts(graph), scope=SCOPES[count],
            passive=Alphabet.read(graph).passive, latest=span.last, filter=compiled,
        )  # fmt: skip
        sessions, begins, ends = (
            np.array([one for row in rows for one in row[column]], np.int64)
            for column in ("sessions", "begins", "ends")
        )
        oneids = [oneid for row in rows for oneid in row["oneids"]]
        return cls(count, oneids, sessions, begins, ends, span)

    def found(self, of: str, chosen: NDArray[np.bool_]) -> People[PersonOccurrences]:
        """The people of those that are chosen, in the order in which they begin."""
        places = np.flatnonzero(chosen)
        order = sorted(places.tolist(), key=lambda place: (self.begins[place], self.oneids[place]))
        return People.found(of, [self._person(place) for place in order])

    def _person(self, place: int) -> PersonOccurrences:
        return PersonOccurrences(
            self.oneids[place],
            session=int(self.sessions[place]) if self.count == "sessions" else None,
            first=moment(int(self.begins[place])),
            last=moment(int(self.ends[place])),
        )
