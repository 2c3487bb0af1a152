"""Mistakes of a mapping in words, each with the nearest thing that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

__all__ = ["describe_faults", "nearest"]

_REMARKS = frozenset(("[key]", "tuple[str, ...]", "literal[False]", "constrained-str", "int", "float"))


def nearest(word: str, words: Iterable[str]) -> str:
    """`; did you mean …?` with the word that is most like it, or nothing."""
    by_small = {one.lower(): one for one in words}
    found = get_close_matches(word.lower(), list(by_small), n=1, cutoff=0.6)
    return f"; did you mean {by_small[found[0]]}?" if found else ""


def describe_faults(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """A line for each mistake: where, and what is wrong."""
    lines = [_line(fault, model) for fault in error.errors()]
    return list(dict.fromkeys(lines))


def _line(fault: Any, model: type[BaseModel]) -> str:
    parts = [part for part in fault["loc"] if part not in _REMARKS and not isinstance(part, int)]
    place = ".".join(map(str, parts)) or "the mapping"
    if fault["type"] == "extra_forbidden":
        return f"  {place}: there is no such setting{_hint(parts, model)}"
    if fault["type"] == "missing":
        return f"  {place}: it is missing"
    return f"  {place}: {fault['msg'].removeprefix('Value error, ')}"


def _hint(parts: list[Any], model: type[BaseModel]) -> str:
    """Where the setting belongs, or how it is spelled."""
    *above, name = map(str, parts)
    sections = {section: _model_of(model, section) for section in ("event", "user", "session", "identifier")}
    if not above:
        for section, inner in sections.items():
            if inner is not None and name in inner.model_fields:
                return f" here; it belongs below [{section}]"
        return nearest(name, model.model_fields)
    if len(above) == 1 and (inner := sections.get(above[0])) is not None:
        return nearest(name, inner.model_fields)
    words = "column columns path constant join separator part extract values type format time_zone region"
    return nearest(name, [*words.split(), "null_words", "unusable"])


def _model_of(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    kinds = getattr(model.model_fields[field].annotation, "__args__", ())
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
