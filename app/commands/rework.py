"""`rework`."""

from typing import Any

from onepath.graph.flows import Rework, ReworkQuestion

from .question_command import among, question_command
from .terminal import table


def show_rework(question: ReworkQuestion, found: Rework) -> None:
    """Repeats and loops as tables."""
    repeats = [[one.event, one.repeats, one.units, one.people] for one in found.events[: question.limit]]
    units = "journeys" if question.count == "people" else "sessions"
    table(f"Repeats, by {found.counted}{among(question)}", ["event", "repeats", units, "people"], repeats)
    for title, loops in (("Self-loops", found.self_loops), ("Back-and-forth loops", found.loops)):
        rows: list[list[Any]] = [
            [one.event, one.via, one.occurrences, one.people] for one in loops[: question.limit]
        ]
        table(title, ["event", "via", "occurrences", "people"], rows)


rework = question_command(ReworkQuestion, show_rework)
