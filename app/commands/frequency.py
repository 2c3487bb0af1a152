"""`frequency`."""

from onepath.graph.activity import Frequency, FrequencyQuestion

from .question_command import among, question_command
from .terminal import console, share, table

_SHOWN = 30
"""How many rows a table shows; `--json` has all."""


def show_frequency(question: FrequencyQuestion, found: Frequency) -> None:
    """A row for each number of days, or of times."""
    if not found.people:
        console.print("Nobody did it.")
        return
    unit = "times" if found.times else f"{found.interval}s"
    what = found.event or "any activity"
    table(
        f"Frequency in {unit}, {what}{among(question)}",
        [unit, "people", "share", "at least", "share at least"],
        [
            [one.number, one.people, share(one.share), one.at_least, share(one.at_least_share)]
            for one in found.rows[:_SHOWN]
        ],
    )
    console.print(
        f"{found.people:,} people: mean {found.mean:,.1f}, median {found.median:,.1f}, p90 {found.p90:,.1f}"
    )
    if len(found.rows) > _SHOWN:
        console.print(f"The first {_SHOWN} of {len(found.rows):,} rows are shown; --json has all.")


frequency = question_command(FrequencyQuestion, show_frequency)
