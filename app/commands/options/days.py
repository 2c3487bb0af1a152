"""`--as-of`: a day in the past."""

from datetime import datetime
from typing import Annotated

import typer

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DAY", formats=["%Y-%m-%d"],
        help="As of the end of a day (UTC): by the evidence and the manual decisions until then.",
    ),
]  # fmt: skip
