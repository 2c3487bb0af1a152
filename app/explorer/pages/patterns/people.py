"""The people with a pattern."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onepath.graph.conditions import Filter
from onepath.graph.patterns import Holder, Pattern, PatternQuestion, pattern_text
from onepath.graph.store import Graph

from ...connection import working
from ...drill_down import DrillDown, Place, find_open
from ...formats import number, plain
from ...language import say
from ...people import LazyRows, show_people
from .answers import holders_of

__all__ = ["PatternMeasure", "show_pattern_people"]


@dataclass(frozen=True, slots=True)
class PatternMeasure:
    """A number of a pattern: of the first group or the second, or of all people where `first` is None."""

    token: str
    pattern: Pattern
    first: bool | None
    count: int
    label: str

    def drill_down(self, place: Place) -> DrillDown:
        return DrillDown(self.token, f"{self.label} · {number(self.count)}", (place,))


def show_pattern_people(
    graph: Graph, question: PatternQuestion, filters: Filter, measures: Sequence[PatternMeasure]
) -> None:
    """The people of the number that is open."""
    chosen = find_open(measures)
    if chosen is None:
        return
    with working(say("patterns.finding")):
        holders = holders_of(graph, question, filters, chosen.pattern.events)
    found = holders if chosen.first is None else holders.of(converts=chosen.first)
    show_people(
        graph, LazyRows(found.oneids, lambda place: _row(found[place])), "pattern",
        title=plain(chosen.label), expected=chosen.count,
    )  # fmt: skip


def _row(one: Holder) -> dict[str, Any]:
    return {
        "oneid": one.oneid,
        **({} if one.session is None else {"session": one.session}),
        "first_event": one.events[0].at,
        "last_of_pattern": one.events[-1].at,
        "match": pattern_text([f"{event.name} ({event.source})" for event in one.events]),
    }
