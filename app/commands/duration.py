"""`duration`."""

from onepath.graph.activity import Durations, DurationsQuestion
from onepath.graph.durations import duration_text

from .question_command import among, question_command
from .terminal import console, share, table


def show_durations(question: DurationsQuestion, found: Durations) -> None:
    """The histogram, and the median and p90 below it."""
    units = "journeys" if question.count == "people" else "sessions"
    if not found.units:
        console.print(f"There are no {units} with any activity.")
        return
    table(
        f"Duration of {units}{among(question)}",
        ["duration", units, "people", "share"],
        [[one.text, one.units, one.people, share(one.share)] for one in found.brackets],
    )
    lengths = {
        "median": found.median_seconds, "p90": found.p90_seconds, "mean": found.mean_seconds,
        "longest": found.max_seconds,
    }  # fmt: skip
    texts = ", ".join(f"{name} {duration_text(seconds)}" for name, seconds in lengths.items())
    console.print(f"{found.units:,} {units} of {found.people:,} people: {texts}")


duration = question_command(DurationsQuestion, show_durations)
