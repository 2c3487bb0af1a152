"""The command of a kind of question: its options are the question's fields, and it answers, lists people, or
saves.
"""

import inspect
from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from types import NoneType
from typing import Annotated, Any, Literal, Optional, get_args, get_origin

import annotated_types
import typer
from onepath.graph.durations import duration_code
from onepath.graph.errors import QuestionInvalid
from onepath.graph.questions import Option, Question, divide, options_of
from onepath.graph.saved_questions import save_question
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from pydantic.fields import FieldInfo
from rich.markup import escape

from .options import Json, PeopleOption, SaveOption, filter_parameters, read_filter
from .people_table import show_people
from .terminal import answer, bar, errors

Show = Callable[[Any, Any], None]
"""Prints an answer for people: of the question and its answer."""


def question_command(kind: type[Question[Any]], show: Show) -> Callable[..., None]:
    """A command whose help, arguments and options are those of a kind of question."""

    def command(**given: Any) -> None:
        fields = {
            name: divide(given[name], option.divider) if option.divider else given[name]
            for name, option in options_of(kind).items()
            if given[name] not in (None, [])
        }
        if chosen := read_filter(given):
            fields["filter"] = chosen
        try:
            question = kind.parse(**fields)
        except QuestionInvalid as error:
            # Wrong by itself, whatever is in the graph: a wrong command line.
            raise typer.BadParameter(error.message) from error
        run_question(question, show, people=given["people"], save=given["save"], json=given["json"])

    parameters = [*_fields(kind), *_common(kind)]
    # An argument without a default cannot stand behind one with a default; all are given by name.
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__doc__ = _help(kind)
    return command


def run_question(
    question: Question[Any],
    show: Show,
    *,
    people: str | None = None,
    save: str | None = None,
    json: bool = False,
) -> None:
    """Answer a question, or list the people behind one of its numbers, and print that; save it if named."""
    with Graph.open(Settings()) as graph, bar("Counting"):
        calendar = question.calendar(graph)
        if save is not None:
            save_as(graph, save, question)
        found = question.answer(graph) if people is None else question.people(graph, people)
    if json:
        answer(found)
    elif people is None:
        show(question, found)
    else:
        show_people(found, calendar)


def save_as(graph: Graph, name: str, question: Question[Any]) -> None:
    """Save a question, and say how it is run again: beside the answer, not in it."""
    replaced = save_question(graph, name, question)
    done = "Replaced" if replaced else "Saved"
    errors.print(escape(f"{done}. Run it again with: onepath question run {name!r}"), highlight=False)


def among(question: Question[Any]) -> str:
    """The filter and the question's own time zone, for the title of a table."""
    zone = f"time zone {question.time_zone}" if question.time_zone else ""
    return "".join(f", {text}" for text in (question.filter.sentence(), zone) if text)


def _help(kind: type[Question[Any]]) -> str:
    """What a kind says of itself: typer keeps the line breaks that paragraphs have in a docstring."""
    paragraphs = inspect.cleandoc(kind.__doc__ or "").split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


def _fields(kind: type[Question[Any]]) -> list[inspect.Parameter]:
    return [_parameter(name, kind.model_fields[name], option) for name, option in options_of(kind).items()]


def _common(kind: type[Question[Any]]) -> list[inspect.Parameter]:
    return [
        *(filter_parameters() if kind.takes_filter else []),
        _named("people", PeopleOption, None),
        _named("save", SaveOption, None),
        _named("json", Json, False),
    ]


def _named(name: str, hint: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _parameter(name: str, field: FieldInfo, option: Option) -> inspect.Parameter:
    default = inspect.Parameter.empty if field.is_required() else _typed(field.get_default())
    about = {"metavar": option.metavar or _choices(field), "help": field.description, **_bounds(field)}
    if option.name:
        declared: Any = typer.Option(option.name, show_default=default not in (None, False), **about)
    else:
        declared = typer.Argument(**about)
    return _named(name, Annotated[_type_of(field), declared], default)


def _typed(default: Any) -> Any:
    """A default as it is typed."""
    if isinstance(default, timedelta):
        return duration_code(default)
    if isinstance(default, tuple):
        return list(default) or None
    return str(getattr(default, "text", default)) if not isinstance(default, _PLAIN) else default


_PLAIN = (str, int, float, bool, Enum, NoneType)


def _type_of(field: FieldInfo) -> Any:
    """The type by which the command line reads a field: what it cannot read itself is text."""
    hint = field.annotation
    plain = (
        [part for part in get_args(hint) if part is not NoneType] if NoneType in get_args(hint) else [hint]
    )
    [one] = plain if len(plain) == 1 else [str]
    origin = get_origin(one)
    if origin in (tuple, dict):
        return list[str] if field.is_required() else list[str] | None
    simple = one in (str, int, float, bool) or origin is Literal
    typed = one if simple or (inspect.isclass(one) and issubclass(one, Enum)) else str
    return Optional[typed] if field.get_default() is None and not field.is_required() else typed  # noqa: UP045


def _choices(field: FieldInfo) -> str | None:
    """The values of a repeatable option that accepts only some: typer shows them of a single value alone."""
    parts = get_args(field.annotation)
    accepted = parts and get_origin(field.annotation) is tuple and get_origin(parts[0]) is Literal
    return f"[{'|'.join(get_args(parts[0]))}]" if accepted else None


def _bounds(field: FieldInfo) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for one in field.metadata:
        if isinstance(one, annotated_types.Ge):
            bounds["min"] = one.ge
        elif isinstance(one, annotated_types.Le):
            bounds["max"] = one.le
    return bounds
