"""`arrivals`."""

from onepath.graph.activity import Arrivals, ArrivalsQuestion
from onepath.graph.durations import duration_text

from .question_command import among, question_command
from .terminal import console, table


def show_arrivals(question: ArrivalsQuestion, found: Arrivals) -> None:
    """A row for each period, and the time between arrivals below it."""
    units = "journeys" if question.count == "people" else "sessions"
    if not found.units:
        console.print(f"No {units} begin.")
        return
    table(
        f"New {units} by {found.interval}{among(question)}",
        [found.interval, units, "people"],
        [[one.period + "*" * (not one.complete), one.units, one.people] for one in found.periods],
    )
    if found.median_seconds is not None:
        console.print(
            f"From one to the next: median {duration_text(found.median_seconds)}, "
            f"p90 {duration_text(found.p90_seconds)}, mean {duration_text(found.mean_seconds)}"
        )
    console.print(
        f"* the {found.interval} is incomplete; the last event is of {found.until:%Y-%m-%d %H:%M} "
        f"({found.until.tzinfo})"
    )


arrivals = question_command(ArrivalsQuestion, show_arrivals)
