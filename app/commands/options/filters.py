"""The filter as options, the same at every question over journeys."""

from datetime import datetime
from typing import Annotated

import typer

_DAYS = ["%Y-%m-%d"]
SinceOption = Annotated[
    datetime | None,
    typer.Option(
        formats=_DAYS, metavar="DAY", help="The date range: only what begins on this day (UTC) or later."
    ),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option(formats=_DAYS, metavar="DAY", help="The date range: and until this day, included."),
]
SourceOption = Annotated[
    str | None, typer.Option(metavar="SOURCE", help="Only what begins with an event of this source.")
]
DidOption = Annotated[
    str | None,
    typer.Option("--did", metavar="EVENT", help="Only with this event anywhere in the journey (or session)."),
]
DidNotOption = Annotated[
    str | None,
    typer.Option(
        "--did-not", metavar="EVENT", help="Only without this event anywhere in the journey (or session)."
    ),
]
