"""The people of a shift, on all of its days or on one."""

from onepath.graph.changes import change_people
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.store import Graph

from ...cache import cached
from ...connection import working
from ...dates import interval
from ...language import say
from ...people import show_people
from .drill_down import OpenChange

__all__ = ["show_shift_people"]


def show_shift_people(graph: Graph, change: OpenChange, funnel: FunnelQuestion | None) -> None:
    """The people of the shift that is open."""
    with working(say("changes.finding")):
        found = cached(graph, change_people, change.shift, funnel=funnel, day=change.day)
    days = str(change.day) if change.day else interval(change.shift.since, change.shift.until)
    title = say("changes.who", what=change.shift.text, days=days, n=sum(times for _, times in found))
    show_people(graph, [{"oneid": oneid, "times": times} for oneid, times in found], "changes", title=title)
