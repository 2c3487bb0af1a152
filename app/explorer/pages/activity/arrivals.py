"""Arrivals: journeys and sessions that begin, by period."""

from onepath.graph.activity import ArrivalsQuestion
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting
from ...language import say, word
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import bars
from .empty import end_of_nothing
from .periods import axis_names, periods_note
from .summary import draw_summary

__all__ = ["show_arrivals"]


def show_arrivals(graph: Graph, question: ArrivalsQuestion) -> None:
    """The bars of the periods, and the people behind one of them."""
    with counting(say("activity.counting"), question.filter):
        found = answer_of(graph, question)
    end_of_nothing(found.units)
    units = word(f"activity.count_{question.count}")
    draw_summary(question.count, found, word("activity.between"))
    measures = [
        Measure(one.period, word("activity.arriving", units=units, period=one.period), one.units,
                (("main", 0, place),))
        for place, one in enumerate(found.periods)
    ]  # fmt: skip
    figure(
        bars(axis_names(found.periods), units, [one.units for one in found.periods]), "arrivals",
        title=say("activity.arrivals_title"), alt=word("activity.arrivals_alt", n=len(found.periods)),
        meaning=say("activity.arrivals_meaning"),
        rows=[
            {"period": one.period, "units": one.units, "people": one.people, "complete": one.complete}
            for one in found.periods
        ],
        height=320, queries=("internal/activity/ends",), command=command_line(question),
        note=periods_note(found.until), drill_downs=[one.drill_down for one in measures],
        of=f"{question.count} {question.interval}",
    )  # fmt: skip
    show_people_behind(graph, question, measures, "arrivals", columns=("first", "last"))
