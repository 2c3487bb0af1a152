"""Frequency: on how many days, or how often, people did an event."""

from onepath.graph.activity import Frequency, FrequencyQuestion
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting
from ...language import say, word
from ...metrics import Metric, draw_metrics
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import bars
from .empty import end_of_nothing

__all__ = ["show_frequency"]

_BARS = 30
"""As many numbers have a bar of their own; those above are one bar."""


def show_frequency(graph: Graph, question: FrequencyQuestion) -> None:
    """The histogram, and the people behind one of its bars."""
    with counting(say("activity.counting"), question.filter):
        found = answer_of(graph, question)
    end_of_nothing(found.people)
    unit = word(f"activity.unit_{'times' if question.times else question.interval}")
    draw_metrics(
        [
            Metric(say("activity.tile_did"), found.people, word("activity.at_least_once")),
            Metric(say("activity.mean"), f"{found.mean:,.1f}", unit),
            Metric(say("activity.median"), f"{found.median:,.1f}", unit),
            Metric(say("activity.p90"), f"{found.p90:,.1f}", unit),
        ]
    )
    bins = _bins(found)
    measures = [
        Measure(of, word("activity.often", n=of, unit=unit), people, (("main", 0, place),))
        for place, (of, people) in enumerate(bins)
    ]
    figure(
        bars([of for of, _ in bins], word("columns.people"), [people for _, people in bins]), "frequency",
        title=say("activity.frequency_title"), alt=word("activity.frequency_alt", n=found.people),
        meaning=say("activity.frequency_meaning"),
        rows=[
            {
                "number": one.number, "people": one.people, "share": one.share, "at_least": one.at_least,
                "share_at_least": one.at_least_share,
            }
            for one in found.rows
        ],
        height=320, queries=("internal/activity/active_times",), command=command_line(question),
        note=say("activity.frequency_note", unit=unit),
        drill_downs=[one.drill_down for one in measures], of=unit,
    )  # fmt: skip
    show_people_behind(graph, question, measures, "frequency", columns=("occurrences",))


def _bins(found: Frequency) -> list[tuple[str, int]]:
    """Each number up to the largest with its people; from `_BARS` on all together."""
    exactly = {one.number: one.people for one in found.rows}
    bins = [(str(number), exactly.get(number, 0)) for number in range(1, min(max(exactly), _BARS) + 1)]
    above = sum(people for number, people in exactly.items() if number > _BARS)
    return [*bins, (f"{_BARS + 1}+", above)] if above else bins
