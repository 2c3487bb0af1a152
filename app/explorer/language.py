"""The words of the pages, in the reader's language: `words/en.toml` and `words/zh.toml` have all of them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from .address import LANGUAGE, given, put
from .formats import number, plain

__all__ = ["LANGUAGES", "choose_language", "in_link", "language", "named", "named_in", "say", "word", "words"]

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
_FOLDER = Path(__file__).parent / "words"
_CHOSEN = "language"
_ONE = {
    "people": "person", "rows": "row", "events": "event", "identifiers": "identifier", "links": "link",
    "sessions": "session", "times": "time", "patterns": "pattern", "variants": "variant", "files": "file",
    "occurrences": "occurrence", "attempts": "attempt", "items": "item", "incidents": "incident",
    "cells": "cell", "accounts": "account",
}  # fmt: skip
_MARKS = ("start", "end", "other", "none", "all", "direct", "sessions", "list", "more names")
"""What the program itself puts in the place of a name, in brackets, such as (start)."""
_MARK = re.compile(rf"(?<![^\s→>:：=])\(({'|'.join(_MARKS)})\)(?![^\s→>:：,，;；.。·\u200b])")
_COUNTED = re.compile(rf"\{{(\w+)\}} ({'|'.join(_ONE)})\b")


def language() -> str:
    """The reader's: as chosen, as in the link, or as the browser asks for."""
    code = given(LANGUAGE)
    return code if code and code in LANGUAGES else st.session_state.get(_CHOSEN) or _of_browser()


def in_link() -> dict[str, str]:
    """The language in a link: nothing where it is the browser's own."""
    code = language()
    return {} if code == _of_browser() else {LANGUAGE: code}


def choose_language() -> None:
    """Draws the choice; it stays from page to page, and is part of every link: ?lang=zh."""
    st.session_state[_CHOSEN] = st.session_state[LANGUAGE] = language()
    st.segmented_control(
        "Language · 语言", list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=LANGUAGE,
        label_visibility="collapsed", required=True, on_change=_choose,
    )  # fmt: skip


def _choose() -> None:
    st.session_state[_CHOSEN] = st.session_state[LANGUAGE]
    put(LANGUAGE, st.session_state[LANGUAGE], _of_browser(), view=True)


def _of_browser() -> str:
    wanted = (st.context.locale or "")[:2]
    return wanted if wanted in LANGUAGES else "en"


def word(key: str, /, **values: object) -> str:
    """Plain text, for what reads no Markdown: options, labels of charts, descriptions for screen readers."""
    return _text(key, values).format(**{name: _written(value) for name, value in values.items()})


def say(key: str, /, **values: object) -> str:
    """Text for what reads Markdown: labels, captions, headings. Values are escaped."""
    return _text(key, values).format(**{name: plain(_written(value)) for name, value in values.items()})


def named(text: str) -> str:
    """A name, or several, with what stands in the place of a name in the reader's language."""
    return text if language() == "en" else _MARK.sub(lambda found: _mark(found[1]), text)


def named_in(value: Any) -> Any:
    """The same for every text of a chart or a table's row."""
    if isinstance(value, str):
        return named(value)
    if isinstance(value, Mapping):
        return {key: named_in(one) for key, one in value.items()}
    return [named_in(one) for one in value] if isinstance(value, list | tuple) else value


def _mark(name: str) -> str:
    return words(language())[f"marks.{name.replace(' ', '_')}"]


@cache
def words(code: str) -> Mapping[str, str]:
    """All words of a language, by `section.key`."""
    sections = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    return {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}


def _text(key: str, values: Mapping[str, object]) -> str:
    """The text with its places; in English a counted noun is singular where the number is one."""
    code = language()
    text = words(code)[key]
    return text if code != "en" else _COUNTED.sub(lambda found: _one(found, values), text)


def _one(found: re.Match[str], values: Mapping[str, object]) -> str:
    place, counted = found.groups()
    return f"{{{place}}} {_ONE[counted]}" if values.get(place) == 1 else found[0]


def _written(value: object) -> str:
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else named(str(value))
