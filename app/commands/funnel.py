"""`funnel`."""

from typing import Any

from onepath.graph.durations import duration_code, duration_text
from onepath.graph.funnels import Funnel, FunnelQuestion

from .question_command import among, question_command
from .terminal import console, share, table


def show_funnel(question: FunnelQuestion, found: Funnel) -> None:
    """The funnel as tables."""
    columns = ["step", found.counted, "from step 1", "from previous step"]
    rows: list[list[Any]] = [
        [s.name, s.people, share(s.conversion_from_first), share(s.conversion_from_previous)]
        for s in found.steps
    ]
    table(
        f"Funnel within {duration_code(question.within)}, by {found.counted}{among(question)}", columns, rows
    )
    if question.details:
        _show_details(found)
    if times := found.time_to_convert:
        median, p25, p90 = (
            duration_text(one) for one in (times.median_seconds, times.p25_seconds, times.p90_seconds)
        )
        console.print(f"Time to convert: median {median}, p25 {p25}, p90 {p90}")
    if found.events_without_number:
        console.print(
            f"{found.events_without_number:,} events have no number where a condition compares numbers."
        )
    if found.breakdown:
        _show_breakdown(question, found)
    if found.trend:
        _show_trend(found)


def _show_details(found: Funnel) -> None:
    rows: list[list[Any]] = [
        [s.name, duration_text(s.median_seconds), s.dropped, s.elsewhere,
         ", ".join(f"{one.event} {one.people:,}" for one in s.next[:3])]
        for s in found.steps
    ]  # fmt: skip
    columns = ["step", "median time from previous", "dropped off", "continued elsewhere", "next events"]
    table("Drop-off", columns, rows)


def _show_breakdown(question: FunnelQuestion, found: Funnel) -> None:
    rows: list[list[Any]] = [
        [one.value, *(step.people for step in one.steps), share(one.steps[-1].conversion_from_first),
         duration_text(one.median_seconds)]
        for one in found.breakdown
    ]  # fmt: skip
    names = [step.name for step in found.steps]
    table(f"By {question.by}, the largest first", ["value", *names, "conversion rate", "median time"], rows)


def _show_trend(found: Funnel) -> None:
    rows: list[list[Any]] = [
        [str(one.begins), one.entered, one.converted,
         share(one.converted / one.entered) if one.entered else "",
         "" if one.complete else "incomplete"]
        for one in found.trend
    ]  # fmt: skip
    table("By when attempts began", ["from", "entered", "converted", "conversion rate", ""], rows)


funnel = question_command(FunnelQuestion, show_funnel)
