"""The people of a shift, on all of its days or on one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from onepath.graph.changes import ChangesQuestion, Shift
from onepath.graph.questions import People, PersonOccurrences
from onepath.graph.store import Graph

from ...cache import cached
from ...connection import working
from ...dates import interval
from ...language import say
from ...people import person_row, show_people
from .drill_down import OpenChange

__all__ = ["show_shift_people"]


def show_shift_people(graph: Graph, question: ChangesQuestion, change: OpenChange) -> None:
    """The people of the shift that is open."""
    with working(say("people_list.finding")):
        found = cached(graph, _people, question, change.shift, change.day)
    days = str(change.day) if change.day else interval(change.shift.since, change.shift.until)
    title = say("changes.who", what=change.shift.what, days=days, n=found.occurrences)
    rows: list[Mapping[str, Any]] = [person_row(one, ("occurrences",)) for one in found.people]
    show_people(graph, rows, "changes", title=title)


def _people(
    graph: Graph, question: ChangesQuestion, shift: Shift, day: date | None
) -> People[PersonOccurrences]:
    return question.shift_people(graph, shift, day=day)
