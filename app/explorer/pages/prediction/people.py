"""The people who did an event next."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from onepath.graph.outcomes import Context, NextEvent, NextEvents
from onepath.graph.store import Graph

from ...connection import working
from ...drill_down import DrillDown, find_open
from ...event_patterns import exact_pattern
from ...formats import number
from ...language import say
from ...people import show_people

__all__ = ["NextStep", "next_steps", "show_next_people"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """An event that came next, how often, and its place in the chart."""

    previous: str
    name: str
    times: int
    place: int

    @property
    def token(self) -> str:
        return f"next.{self.previous}.{self.name}"

    @property
    def drill_down(self) -> DrillDown:
        return DrillDown(self.token, f"{self.name} · {number(self.times)}", (("main", 0, self.place),))


def next_steps(context: Context, coming: Sequence[NextEvent]) -> list[NextStep]:
    """Those of the likely events that did come next."""
    previous = " > ".join(context.texts)
    return [NextStep(previous, one.name, one.times, k) for k, one in enumerate(coming) if one.times]


def show_next_people(graph: Graph, counted: NextEvents, context: Context, steps: Sequence[NextStep]) -> None:
    """The people of the event that is open."""
    chosen = find_open(steps)
    if chosen is None:
        return
    with working(say("prediction.finding")):
        found = counted.followers(context, exact_pattern([chosen.name]))
    times = sum(one.times for one in found)
    title = say("prediction.followers", before=chosen.previous, name=chosen.name, n=times)
    show_people(graph, [asdict(one) for one in found], "next", title=title)
