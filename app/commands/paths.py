"""`paths`."""

from onepath.graph.flows import Paths, PathsQuestion, PathStep

from .question_command import among, question_command
from .terminal import table


def show_paths(question: PathsQuestion, found: Paths) -> None:
    """The steps as a table."""
    after = found.direction == "after"
    rows = [
        [
            s.step,
            s.from_event if after else _sized(s.from_event, s),
            _sized(s.to_event, s) if after else s.to_event,
            s.occurrences,
            s.people,
        ]
        for s in found.steps
    ]
    title = f"Paths {'from' if after else 'to'} {found.event}{among(question)}"
    table(title, ["step", "from event", "to event", "occurrences", "people"], rows)


def _sized(label: str, step: PathStep) -> str:
    return f"{label}: {step.grouped} events" if step.grouped else label


paths = question_command(PathsQuestion, show_paths)
