"""The options by which a command is told whom it is about, the same at every question over journeys."""

from datetime import datetime
from typing import Annotated, Any, TypeVar

import typer
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from pydantic import BaseModel, ValidationError

_DAYS = ["%Y-%m-%d"]
SinceOption = Annotated[
    datetime | None,
    typer.Option(formats=_DAYS, metavar="DAY", help="Only what begins on this day (UTC) or later."),
]
UntilOption = Annotated[
    datetime | None, typer.Option(formats=_DAYS, metavar="DAY", help="And until this day, included.")
]
SourceOption = Annotated[
    str | None, typer.Option(metavar="SOURCE", help="Only what begins with an event of this source.")
]
DidOption = Annotated[
    str | None, typer.Option("--did", metavar="EVENT", help="Only of those whose whole has this event.")
]
DidNotOption = Annotated[
    str | None, typer.Option("--did-not", metavar="EVENT", help="Only of those whose whole has it not.")
]
_Document = TypeVar("_Document", bound=BaseModel)


def narrowed(
    since: datetime | None, until: datetime | None, source: str | None, did: str | None, did_not: str | None
) -> Filter:
    """Whom the options name. Raises QuestionInvalid for days in the wrong order."""
    return read_typed(
        Filter,
        since=since.date() if since else None,
        until=until.date() if until else None,
        source=source,
        did=did,
        did_not=did_not,
    )


def read_typed(kind: type[_Document], **given: Any) -> _Document:
    """A question from what was typed. Raises QuestionInvalid, with everything that is wrong."""
    try:
        return kind(**given)
    except ValidationError as error:
        faults = [str(one["msg"]).removeprefix("Value error, ") for one in error.errors()]
        raise QuestionInvalid("; ".join(faults) + ".", action="See the command's --help.") from error


def among(only: Filter) -> str:
    """Whom an answer is about, for its title."""
    return f", {only.sentence()}" if only.sentence() else ""
