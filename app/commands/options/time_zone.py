"""`--time-zone` of commands that are not questions."""

from typing import Annotated

import typer
from onepath.graph.calendar import check_zone


def _known(name: str | None) -> str | None:
    if name is not None:
        try:
            check_zone(name)
        except ValueError as error:
            raise typer.BadParameter(f"{error}.") from error
    return name


TimeZoneOption = Annotated[
    str | None,
    typer.Option(
        "--time-zone", metavar="ZONE", callback=_known,
        help="Time zone of days and times, such as Asia/Shanghai; by default that of the project.",
    ),
]  # fmt: skip
