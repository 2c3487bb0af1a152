"""A question's fields as words of the command line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from pydantic import BaseModel, JsonValue
from pydantic_core import to_json

from ..durations import duration_code


@dataclass(frozen=True, slots=True)
class Option:
    """The option that sets a field on the command line, such as `--within`; a field without a name is an
    argument. The field's description is its help.
    """

    name: str = ""
    metavar: str | None = None
    divider: str = ""
    """A mark that divides one word into several values; a backslash keeps it in a value."""
    common: bool = False
    """Whether all kinds have it: these are the last in help."""


def options_of(kind: type[BaseModel]) -> dict[str, Option]:
    """The option of each field that has one."""
    found = [
        (name, option)
        for name, field in kind.model_fields.items()
        for option in field.metadata
        if isinstance(option, Option)
    ]
    return dict(sorted(found, key=lambda one: one[1].common))


def words_of(question: BaseModel) -> tuple[list[str], list[str]]:
    """The arguments, and the options that set the fields which differ from their defaults."""
    fields = type(question).model_fields
    arguments: list[str] = []
    options: list[str] = []
    for name, option in options_of(type(question)).items():
        value = getattr(question, name)
        if not option.name:
            arguments += [_kept(text, option.divider) for text in _texts(value)]
        elif value != fields[name].get_default(call_default_factory=True):
            options += _option(option.name, value)
    return arguments, options


def divide(texts: Iterable[str], divider: str) -> list[str]:
    """The values in typed words: a divider within brackets or after a backslash divides nothing."""
    return [part for text in texts for part in _divided(text, divider) if part]


def _divided(text: str, divider: str) -> list[str]:
    parts, depth, place = [""], 0, 0
    while place < len(text):
        mark = text[place]
        if text.startswith(f"\\{divider}", place):
            mark, place = divider, place + 1
        elif mark == divider and depth == 0:
            parts.append("")
            mark = ""
        else:
            depth += (mark == "[") - (mark == "]")
        parts[-1] += mark
        place += 1
    return parts


def _kept(text: str, divider: str) -> str:
    return text.replace(divider, f"\\{divider}") if divider else text


def _option(name: str, value: object) -> Iterator[str]:
    if value is True:
        yield name
        return
    for text in _texts(value):
        yield from (name, text)


def _texts(value: object) -> list[str]:
    if isinstance(value, tuple | list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, Mapping):
        return [f"{key}={_json(part)}" for key, part in value.items()]
    if isinstance(value, timedelta):
        return [duration_code(value)]
    if isinstance(value, Enum):
        return [str(value.value)]
    return [str(getattr(value, "text", value))]


def _json(value: JsonValue) -> str:
    return to_json(value).decode()
