"""What the library's queries say of themselves, in the reader's language; English is in their headers."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onepath.graph.store import Parameter, Query

from ...language import LANGUAGES, language, word, words

__all__ = ["answers_of", "grain_of", "library_words", "meaning_of", "topic_name"]


def answers_of(query: Query) -> str:
    """The question that it answers."""
    return _text(query, "answers") or query.answers


def grain_of(query: Query) -> str:
    """What one row of its result is."""
    return _text(query, "grain") or query.grain


def meaning_of(query: Query, parameter: Parameter) -> str:
    """What one of its parameters is."""
    return _text(query, parameter.name) or parameter.meaning


def topic_name(topic: str) -> str:
    """A folder of the library, such as `paths`."""
    key = f"query.topic_{topic}"
    return word(key) if key in words(language()) else topic


@cache
def library_words(code: str) -> Mapping[str, Mapping[str, str]]:
    """By query: `answers`, `grain`, and its parameters by name. Nothing in English."""
    if code == next(iter(LANGUAGES)):
        return {}
    text = files("onepath.app.explorer").joinpath("words", f"library_{code}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _text(query: Query, what: str) -> str | None:
    return library_words(language()).get(query.name, {}).get(what)
