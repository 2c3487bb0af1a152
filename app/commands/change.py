"""`change`."""

from typing import Any

from onepath.graph.changes import Cause, Changes, ChangesQuestion, Shift

from .question_command import question_command
from .terminal import console, table

_SHOWN, _SHIFTS_SHOWN = 8, 6


def show_changes(question: ChangesQuestion, found: Changes) -> None:
    """The incidents as tables."""
    incidents = found.incidents
    if not incidents:
        console.print("Nothing stands out: no count and share differ from the rest by more than chance.")
        return
    columns = ["", "what", "days", "occurrences", "expected", "share", "baseline share"]
    for number, one in enumerate(incidents[:_SHOWN], 1):
        rows: list[list[Any]] = [
            [shift.number, f"{shift.kind}: {shift.what}", _days(shift), shift.occurrences,
             f"{shift.expected:,.0f}", f"{shift.share:.2%}", f"{shift.baseline_share:.2%}"]
            for shift in one.shifts[:_SHIFTS_SHOWN]
        ]  # fmt: skip
        more = f", {len(one.shifts)} shifts" if len(one.shifts) > _SHIFTS_SHOWN else ""
        table(f"{number}. {one.since} to {one.until}{more}", columns, rows)
        for cause in one.causes:
            console.print(_explanation(cause), soft_wrap=True)
    if len(incidents) > _SHOWN:
        console.print(f"{len(incidents) - _SHOWN} more with --json.")
    console.print("People behind a shift: the same with --people NUMBER")


def _explanation(cause: Cause) -> str:
    return (
        f"   Explained by {cause.event}: {cause.property} = {cause.value}: {cause.occurrences:,} times, "
        f"{cause.share:.1%} of {cause.event} on these days and {cause.baseline_share:.1%} on others"
    )


def _days(shift: Shift) -> str:
    return f"{shift.since:%m-%d} – {shift.until:%m-%d}"


change = question_command(ChangesQuestion, show_changes)
