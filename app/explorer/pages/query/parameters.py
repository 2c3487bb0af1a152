"""The inputs for the parameters of a query from the library."""

import json
from typing import Any

import streamlit as st
from onepath.graph.store import Parameter, parameter_value

from ...formats import plain
from ...language import word

__all__ = ["parameter_input"]

_LARGEST = 2**53 - 1


def parameter_input(parameter: Parameter, meaning: str, key: str, given: Any = None) -> Any:
    """Draws the input for one parameter and answers its value. Raises ValueError for what cannot be read.

    `meaning` is part of its label; `given` is the value that it begins with in place of its default.
    """
    default = parameter.default
    label = plain(f"{parameter.name} · {parameter.type} · {meaning}")
    if parameter.type == "BOOLEAN":
        return st.checkbox(label, value=default == "true" if given is None else bool(given), key=key)
    if parameter.type in ("INTEGER", "FLOAT") and default != "null":
        kind = int if parameter.type == "INTEGER" else float
        first = float(given if isinstance(given, int | float) else default or 0)
        if abs(first) <= _LARGEST:
            return st.number_input(label, value=kind(first), step=kind(1), key=key)
        # A browser's numbers do not go so far: it is typed as text.
    text = st.text_input(label, value=_first_text(parameter, given), key=key, placeholder=_hint(parameter))
    if parameter.type.startswith("LIST<LIST"):
        return _lists(text)
    if "MAP" in parameter.type:
        return _maps(text, parameter.type)
    if parameter.type.startswith("LIST"):
        # One value between commas, so that what is typed is never taken for a bracket or a quote.
        return [part.strip() for part in text.split(",") if part.strip()]
    if not text and default in (None, "null"):
        return None
    return text if parameter.type == "STRING" else parameter_value(parameter, text)


def _lists(text: str) -> list[list[str]]:
    try:
        value = json.loads(text or "[]")
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(inner, list) for inner in value):
        raise ValueError(f'{text} is not a list of lists; write [["home", "cart"], ["purchase"]]')
    return [[str(item) for item in inner] for inner in value]


def _maps(text: str, kind: str) -> Any:
    if not text:
        return [] if kind.startswith("LIST") else {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list if kind.startswith("LIST") else dict):
        raise ValueError(f"{text} is not a {kind}; write it as JSON")
    return value


def _first_text(parameter: Parameter, given: Any) -> str:
    value = given
    if value is None and parameter.default not in (None, "null"):
        value = parameter_value(parameter, parameter.default or "")
    if value is None or value in ([], {}):
        return ""
    if parameter.type.startswith("LIST<LIST") or "MAP" in parameter.type:
        return json.dumps(value, ensure_ascii=False)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _hint(parameter: Parameter) -> str:
    if parameter.type.startswith("LIST<LIST"):
        return '[["home", "cart"], ["purchase"]]'
    return word("query.several") if parameter.type.startswith("LIST") else word("query.null")
