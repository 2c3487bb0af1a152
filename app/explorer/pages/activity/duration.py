"""Durations of journeys and sessions."""

from onepath.graph.activity import DurationsQuestion
from onepath.graph.store import Graph

from ...dates import lasting_between
from ...drill_down import Measure
from ...figures import figure
from ...filters import counting
from ...language import say, word
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import bars
from .empty import end_of_nothing
from .summary import draw_summary

__all__ = ["show_durations"]


def show_durations(graph: Graph, question: DurationsQuestion) -> None:
    """The histogram, and the people behind one of its bars."""
    with counting(say("activity.counting"), question.filter):
        found = answer_of(graph, question)
    end_of_nothing(found.units)
    units = word(f"activity.count_{question.count}")
    draw_summary(question.count, found, word("activity.lasts"))
    names = [lasting_between(one.from_seconds, one.to_seconds) for one in found.brackets]
    measures = [
        Measure(one.text, word("activity.lasting", units=units, text=name), one.units,
                (("main", 0, place),))
        for place, (one, name) in enumerate(zip(found.brackets, names, strict=True))
    ]  # fmt: skip
    figure(
        bars(names, units, [one.units for one in found.brackets]), "duration",
        title=say("activity.duration_title"), alt=word("activity.duration_alt", n=found.units),
        meaning=say("activity.duration_meaning"),
        rows=[
            {"duration": name, "units": one.units, "people": one.people, "share": one.share}
            for one, name in zip(found.brackets, names, strict=True)
        ],
        height=320, queries=("internal/activity/ends",), command=command_line(question),
        note=say("activity.duration_note"), drill_downs=[one.drill_down for one in measures],
        of=question.count,
    )  # fmt: skip
    show_people_behind(graph, question, measures, "duration", columns=("first", "last"))
