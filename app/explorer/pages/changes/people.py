"""The people of a shift, on all of its days or on one."""

from datetime import date

from onepath.graph.changes import ChangesQuestion, Shift
from onepath.graph.questions import People, PersonOccurrences
from onepath.graph.store import Graph

from ...cache import cached
from ...connection import working
from ...dates import interval
from ...language import say
from ...people import show_people
from .drill_down import OpenChange

__all__ = ["show_shift_people"]


def show_shift_people(graph: Graph, change: OpenChange, question: ChangesQuestion) -> None:
    """The people of the shift that is open."""
    with working(say("changes.finding")):
        found = cached(graph, _people, question, change.shift, change.day)
    days = str(change.day) if change.day else interval(change.shift.since, change.shift.until)
    title = say("changes.who", what=change.shift.what, days=days, n=found.occurrences)
    rows = [{"oneid": one.oneid, "times": one.occurrences} for one in found.people]
    show_people(graph, rows, "changes", title=title)


def _people(
    graph: Graph, question: ChangesQuestion, shift: Shift, day: date | None
) -> People[PersonOccurrences]:
    return question.shift_people(graph, shift, day=day)
