"""`transitions`."""

from onepath.graph.durations import duration_text
from onepath.graph.flows import Transitions, TransitionsQuestion

from .question_command import among, question_command
from .terminal import table


def show_transitions(question: TransitionsQuestion, found: Transitions) -> None:
    """The transitions as a table."""
    slowest = question.slowest
    columns = [
        "from event", "to event", "occurrences", "people",
        *(("total", "median", "p90") if slowest else ()),
    ]  # fmt: skip
    rows = [
        [one.from_event, one.to_event, one.occurrences, one.people]
        + (
            [
                duration_text(one.total_seconds), duration_text(one.median_seconds),
                duration_text(one.p90_seconds),
            ]
            if slowest
            else []
        )
        for one in found.transitions[: question.limit]
    ]  # fmt: skip
    title = f"Transitions, by {found.counted}{among(question)}: {len(rows)} of {len(found.transitions)}"
    table(title, columns, rows)


transitions = question_command(TransitionsQuestion, show_transitions)
