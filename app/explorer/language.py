"""The words of the pages, in the reader's language: `words/en.toml` and `words/zh.toml` have all of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st
from onepath.app.explorer.text import number, plain

__all__ = ["LANGUAGES", "choose_language", "language", "say", "word", "words"]

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
_FOLDER = Path(__file__).parent / "words"
_KEY = "lang"
_CODES = {code: code for code in LANGUAGES} | {name: code for code, name in LANGUAGES.items()}


def language() -> str:
    """The reader's: as chosen, as the link says, or as the browser asks for."""
    wanted = st.query_params.get(_KEY) or st.session_state.get(_KEY) or ""
    return _CODES.get(wanted) or _of_browser()


def choose_language() -> None:
    """Draws the choice; it stays from page to page, and is part of every link: ?lang=zh."""
    given = st.query_params.get(_KEY)
    if given is not None and given in LANGUAGES:
        # What is bound is the name; a link may give the code.
        st.session_state[_KEY] = LANGUAGES[given]
    # What the browser asks for is the default, and not in the address: it would come there at the first
    # click, as a step of its own for Back.
    st.segmented_control(
        "Language · 语言", list(LANGUAGES.values()), default=LANGUAGES[_of_browser()], key=_KEY,
        bind="query-params", persist_state="session", label_visibility="collapsed", required=True,
    )  # fmt: skip


def _of_browser() -> str:
    asked = (st.context.locale or "")[:2]
    return asked if asked in LANGUAGES else "en"


def word(key: str, /, **values: object) -> str:
    """Plain text, for what reads no Markdown: options, labels of charts, descriptions for screen readers."""
    return words(language())[key].format(**{name: _written(value) for name, value in values.items()})


def say(key: str, /, **values: object) -> str:
    """Text for what reads Markdown: labels, captions, headings. Values are shown, never obeyed."""
    return words(language())[key].format(**{name: plain(_written(value)) for name, value in values.items()})


@cache
def words(code: str) -> Mapping[str, str]:
    """All words of a language, by `section.key`."""
    sections = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    return {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}


def _written(value: object) -> str:
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
