"""The filter's options of a command, made from what each kind of condition says of itself."""

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

import typer
from onepath.graph.conditions import OPTIONS, Filter, Option
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


def read_filter(given: Mapping[str, Any]) -> Filter:
    """The filter from a command's values, of which only its options are read. Raises QuestionInvalid."""
    values = {option.name: given.get(option.name) for option in OPTIONS}
    return Filter.from_options(
        {
            name: value.date() if isinstance(value, datetime) else value
            for name, value in values.items()
            if value not in (None, [])
        }
    )


def filter_parameters() -> list[inspect.Parameter]:
    """The options as parameters of a command's signature; all are given by name."""
    return [
        inspect.Parameter(
            option.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_annotation(option)
        )
        for option in OPTIONS
    ]


def _annotation(option: Option) -> Any:
    about: dict[str, Any] = {"metavar": option.metavar, "help": option.help}
    if option.control == "date":
        return Annotated[datetime | None, typer.Option(option.flag, formats=_DAYS, **about)]
    kind = list[str] | None if option.repeatable else str | None
    return Annotated[kind, typer.Option(option.flag, **about)]


def narrowed(
    since: datetime | None, until: datetime | None, source: str | None, did: str | None, did_not: str | None
) -> Filter:
    """The filter that the options say. Raises QuestionInvalid for days in the wrong order."""
    return read_filter({"since": since, "until": until, "source": source, "did": did, "did_not": did_not})


def read_typed(kind: type[_Document], **given: Any) -> _Document:
    """A question from what was typed. Raises QuestionInvalid, with everything that is wrong."""
    try:
        return kind(**given)
    except ValidationError as error:
        faults = [str(one["msg"]).removeprefix("Value error, ") for one in error.errors()]
        raise QuestionInvalid("; ".join(faults) + ".", action="See the command's --help.") from error


def among(only: Filter) -> str:
    """The filter, for the title of a table."""
    return f", {only.sentence()}" if only else ""
