"""The filter's options of a command, made from what each kind of condition says of itself."""

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer
from onepath.graph.conditions import OPTIONS, Filter, Option
from rich.markup import escape

_DAYS = ["%Y-%m-%d"]


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
    about: dict[str, Any] = {"metavar": option.metavar, "help": escape(option.help)}
    if option.control == "date":
        return Annotated[datetime | None, typer.Option(option.flag, formats=_DAYS, **about)]
    kind = list[str] | None if option.repeatable else str | None
    return Annotated[kind, typer.Option(option.flag, **about)]
