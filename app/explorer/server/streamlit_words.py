"""Streamlit's own texts (its upload button, the tools of a table) in the reader's language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from ..language import LANGUAGES, language

__all__ = ["translate_streamlit"]

_KEY = "streamlit_words"
_EXPLORER = "onepath.app.explorer"


def translate_streamlit() -> None:
    """Puts the script into the page that replaces these texts; Streamlit's are English."""
    if language() != next(iter(LANGUAGES)):
        with st.container(key=_KEY):
            _element()(key=f"{_KEY}_{language()}", data=_words(language()))


@cache
def _words(code: str) -> Mapping[str, Any]:
    return tomllib.loads(files(_EXPLORER).joinpath("words", f"streamlit_{code}.toml").read_text("utf-8"))


@cache
def _element() -> Any:
    script = files(_EXPLORER).joinpath("server", f"{_KEY}.js").read_text("utf-8")
    return st.components.v2.component(_KEY, js=script)
