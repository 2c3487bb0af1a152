"""`--as-of`: a day in the past."""

from datetime import datetime
from typing import Annotated

import typer
from onepath.graph.trails import check_day


def _possible(day: datetime | None) -> datetime | None:
    if day is not None:
        try:
            check_day(day.date())
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    return day


AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DAY", formats=["%Y-%m-%d"], callback=_possible,
        help="Identity at the end of this day, by the evidence and decisions up to then.",
    ),
]  # fmt: skip
