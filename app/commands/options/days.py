"""`--as-of`: a day in the past."""

from datetime import datetime
from typing import Annotated

import typer

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DAY", formats=["%Y-%m-%d"],
        help="Identity at the end of this day (UTC), by the evidence and decisions up to then.",
    ),
]  # fmt: skip
