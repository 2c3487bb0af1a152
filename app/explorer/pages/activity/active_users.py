"""Active users over time, and how regularly they are active."""

from onepath.graph.activity import ActivePeriod, ActiveUsers, ActiveUsersQuestion
from onepath.graph.store import Graph

from ...drill_down import Measure
from ...figures import figure
from ...filters import counting
from ...formats import percent
from ...language import say, word
from ...metrics import Metric, draw_metrics
from ...people import show_people_behind
from ...questions import answer_of, command_line
from .charts import lines, percent_line
from .empty import end_of_nothing
from .periods import axis_names, last_complete, periods_note

__all__ = ["show_active_users"]

_WINDOWS = {"day": ("wau", "mau"), "week": ("mau",), "month": ()}
"""The windows that are longer than a period."""


def show_active_users(graph: Graph, question: ActiveUsersQuestion) -> None:
    """The lines of active people, the people behind one of their points, and stickiness."""
    with counting(say("activity.counting"), question.filter):
        found = answer_of(graph, question)
    end_of_nothing(found.people)
    _show_totals(found)
    names = axis_names(found.periods)
    windows = _WINDOWS[found.interval]
    series = {word(f"activity.people_{found.interval}"): [one.people for one in found.periods]}
    for window in windows:
        series[word(f"activity.{window}")] = [_in_window(one, window) for one in found.periods]
    measures = _measures(found, windows)
    figure(
        lines(names, series), "active",
        title=say("activity.active_title"), alt=word("activity.active_alt", n=len(names)),
        meaning=say("activity.active_meaning"), rows=[_row(one) for one in found.periods], height=320,
        queries=("internal/activity/active_times",), command=command_line(question),
        note=periods_note(found.until), drill_downs=[one.drill_down for one in measures],
        of=found.interval,
    )  # fmt: skip
    show_people_behind(graph, question, measures, "active")
    figure(
        percent_line(names, word("activity.stickiness"), [one.stickiness for one in found.periods]),
        "stickiness",
        title=say("activity.stickiness_title"), alt=word("activity.stickiness_alt", n=len(names)),
        meaning=say("activity.stickiness_meaning"),
        rows=[
            {
                "period": one.period, "average_dau": one.average_dau, "mau": one.mau,
                "share_stickiness": one.stickiness, "complete": one.complete,
            }
            for one in found.periods
        ],
        height=240, command=command_line(question), note=periods_note(found.until),
    )  # fmt: skip


def _show_totals(found: ActiveUsers) -> None:
    last = last_complete(found.periods)
    when = word("activity.up_to", period=last.period)
    daily = found.interval == "day"
    # Of a single day nothing is averaged.
    dau = (
        Metric(say("activity.people_day"), last.people, str(last.period))
        if daily
        else Metric(say("activity.average_dau"), f"{last.average_dau:,.1f}", when)
    )
    stickiness = word("activity.dau_of_day" if daily else "activity.dau_of_mau")
    draw_metrics(
        [
            Metric(say("activity.tile_active"), found.people, word("activity.in_all_periods")),
            dau,
            Metric(say("activity.wau"), last.wau, when),
            Metric(say("activity.mau"), last.mau, when),
            Metric(say("activity.stickiness"), percent(last.stickiness), stickiness),
        ]
    )


def _measures(found: ActiveUsers, windows: tuple[str, ...]) -> list[Measure]:
    measures = []
    for place, one in enumerate(found.periods):
        label = word("activity.active_in", period=one.period)
        measures.append(Measure(one.period, label, one.people, (("main", 0, place),)))
        for series, window in enumerate(windows, 1):
            label = word(f"activity.{window}_up_to", period=one.period)
            at = (("main", series, place),)
            measures.append(Measure(f"{one.period}.{window}", label, _in_window(one, window), at))
    return measures


def _in_window(one: ActivePeriod, window: str) -> int:
    return one.wau if window == "wau" else one.mau


def _row(one: ActivePeriod) -> dict[str, object]:
    return {
        "period": one.period, "people": one.people, "average_dau": one.average_dau, "wau": one.wau,
        "mau": one.mau, "complete": one.complete,
    }  # fmt: skip
