"""`drivers`."""

from typing import Any

from onepath.graph.patterns import Drivers, DriversQuestion

from .question_command import among, question_command
from .terminal import console, share, table


def show_drivers(question: DriversQuestion, found: Drivers) -> None:
    """The drivers as a table."""
    others = found.people - found.converters
    title = (
        f"{len(found.drivers):,} of {found.found:,} drivers: {found.converters:,} people with "
        f"{found.target}, {others:,} without{among(question)}"
    )
    rows: list[list[Any]] = [
        [
            number,
            one.driver,
            _part(one.converters, one.of_converters),
            _part(one.non_converters, one.of_non_converters),
            f"{one.odds_ratio:.3g} ({one.low:.3g} to {one.high:.3g})",
            f"{one.q:.2g}",
        ]
        for number, one in enumerate(found.drivers, 1)
    ]
    table(title, ["", "driver", "converters", "non-converters", "odds ratio", "q"], rows)
    if not found.drivers:
        console.print("No driver has enough people; see --min-people and --min-share.")


def _part(count: int, whole: int) -> str:
    return f"{count:,} ({share(count / whole if whole else None)})"


drivers = question_command(DriversQuestion, show_drivers)
