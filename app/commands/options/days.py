"""`--as-of`: a day in the past."""

from datetime import datetime
from typing import Annotated

import typer

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DAY", formats=["%Y-%m-%d"],
        help="A past day, such as 2026-03-01: by the evidence and the words until its end, in UTC.",
    ),
]  # fmt: skip
