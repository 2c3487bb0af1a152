"""Lifecycle: new, returning, resurrected and dormant people by period."""

from onepath.graph.activity import STAGES, Lifecycle, LifecyclePeriod, LifecycleQuestion, Stage
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting
from ...language import say, word
from ...metrics import Metric, draw_metrics
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import stacked_bars
from .empty import end_of_nothing
from .periods import axis_names, last_complete, periods_note

__all__ = ["show_lifecycle"]


def show_lifecycle(graph: Graph, question: LifecycleQuestion) -> None:
    """The stages of each period, dormant people below the axis, and the people behind one of them."""
    with counting(say("activity.counting"), question.filter):
        found = answer_of(graph, question)
    end_of_nothing(sum(_of_stage(one, stage) for one in found.periods for stage in STAGES))
    last = last_complete(found.periods)
    when = word("activity.in_period", period=last.period)
    draw_metrics([Metric(say(f"activity.stage_{one}"), _of_stage(last, one), when) for one in STAGES])
    series = {
        word(f"activity.stage_{stage}"): [
            -_of_stage(one, stage) if stage == "dormant" else _of_stage(one, stage) for one in found.periods
        ]
        for stage in STAGES
    }
    measures = _measures(found)
    figure(
        stacked_bars(axis_names(found.periods), series), "lifecycle",
        title=say("activity.lifecycle_title"), alt=word("activity.lifecycle_alt", n=len(found.periods)),
        meaning=say("activity.lifecycle_meaning"),
        rows=[
            {
                "period": one.period, "new": one.new, "returning": one.returning,
                "resurrected": one.resurrected, "dormant": one.dormant, "complete": one.complete,
            }
            for one in found.periods
        ],
        height=340, queries=("internal/activity/active_times",), command=command_line(question),
        note=periods_note(found.until), drill_downs=[one.drill_down for one in measures],
        of=found.interval,
    )  # fmt: skip
    show_people_behind(graph, question, measures, "lifecycle")


def _measures(found: Lifecycle) -> list[Measure]:
    return [
        Measure(
            f"{one.period}.{stage}",
            word("activity.stage_in", stage=word(f"activity.stage_{stage}"), period=one.period),
            _of_stage(one, stage),
            (("main", series, place),),
        )
        for place, one in enumerate(found.periods)
        for series, stage in enumerate(STAGES)
    ]


def _of_stage(one: LifecyclePeriod, stage: Stage) -> int:
    people: int = getattr(one, stage)
    return people
