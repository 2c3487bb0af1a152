"""The people who did an event next."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.outcomes import PredictedEvent, Prediction, PredictionQuestion
from onepath.graph.store import Graph

from ...cache import people_of
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

    event: str
    occurrences: int
    place: int

    @property
    def token(self) -> str:
        return exact_pattern([self.event])

    @property
    def drill_down(self) -> DrillDown:
        return DrillDown(self.token, f"{self.event} · {number(self.occurrences)}", (("main", 0, self.place),))


def next_steps(likely: Sequence[PredictedEvent]) -> list[NextStep]:
    """Those of the likely events that did come next."""
    return [NextStep(one.event, one.occurrences, k) for k, one in enumerate(likely) if one.occurrences]


def show_next_people(
    graph: Graph, question: PredictionQuestion, answer: Prediction, steps: Sequence[NextStep]
) -> None:
    """The people of the event that is open."""
    chosen = find_open(steps)
    if chosen is None:
        return
    with working(say("prediction.finding")):
        found = people_of(graph, question, chosen.token)
    before = " > ".join(answer.context or ())
    title = say("prediction.followers", before=before, name=chosen.event, n=found.occurrences)
    rows = [{"oneid": one.oneid, "occurrences": one.occurrences} for one in found.people]
    show_people(graph, rows, "next", title=title)
