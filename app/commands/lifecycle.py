"""`lifecycle`."""

from onepath.graph.activity import STAGES, Lifecycle, LifecycleQuestion

from .question_command import among, question_command
from .terminal import console, table


def show_lifecycle(question: LifecycleQuestion, found: Lifecycle) -> None:
    """A row for each period, a column for each stage."""
    if not found.periods:
        console.print("Nobody was active.")
        return
    what = found.event or "any activity"
    table(
        f"Lifecycle by {found.interval}, {what}{among(question)}",
        [found.interval, *STAGES],
        [
            [one.period + "*" * (not one.complete), one.new, one.returning, one.resurrected, one.dormant]
            for one in found.periods
        ],
    )
    console.print(
        f"* the {found.interval} is incomplete; the last event is of {found.until:%Y-%m-%d %H:%M} "
        f"({found.until.tzinfo})"
    )


lifecycle = question_command(LifecycleQuestion, show_lifecycle)
