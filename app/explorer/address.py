"""The address of a page: its question, the view of it, and what is open. Only this file reads and writes it.

A page shows what its address says and nothing else: every control takes its value from here before it is
drawn, and writes it here when it is changed. So a link, a reload and Back show the same. The address of each
page is remembered when it is left, so that it comes back as it was.
"""

from collections.abc import Mapping

import streamlit as st

__all__ = [
    "LANGUAGE",
    "OPEN",
    "Query",
    "all_given",
    "as_left",
    "change",
    "given",
    "is_given",
    "put",
    "remember",
    "show",
]

LANGUAGE, OPEN = "lang", "open"
Query = Mapping[str, list[str]]
_LEFT, _SHOWN = "addresses", "page_shown"


def given(key: str) -> str | None:
    """The value of this key; None without it, empty where the address says that there is none."""
    return st.query_params.get(key)


def all_given(key: str) -> list[str]:
    """All values of this key."""
    return [one for one in st.query_params.get_all(key) if one]


def is_given(key: str) -> bool:
    """Whether the address has this key, even with an empty value."""
    return key in st.query_params


def put(key: str, value: object, usual: object = None, *, view: bool = False) -> None:
    """Writes a choice, or removes it if it is the usual one. Back undoes it.

    With `view` only the view of the question changes. Otherwise the question does, and what was open is
    closed, because it belongs to the question before.
    """
    texts, otherwise = _texts(value), _texts(usual)
    change({key: [] if texts == otherwise else texts or [""]}, view=view)


def change(values: Query, *, view: bool = False) -> None:
    """Writes several values in one step, which Back undoes; an empty list removes the key."""
    before = _whole()
    if not view and OPEN not in values:
        values = {OPEN: [], **values}
    after = {key: texts for key, texts in {**before, **values}.items() if texts}
    if after != before:
        _write(after)


def show(page: str) -> None:
    """Puts the address of this run into the browser, if the page is the same as in the run before.

    Streamlit does not: a link to the page on which it stands leaves the address as it was. For another page
    it does, but later: the browser would remember the page before with the query of this one.
    """
    if st.session_state.get(_SHOWN) == page:
        _write(_whole())
    st.session_state[_SHOWN] = page


def remember(page: str) -> None:
    """Remembers the address with which the page is left."""
    st.session_state[_LEFT] = {**st.session_state.get(_LEFT, {}), page: _whole()}


def as_left(page: str) -> Query:
    """The address with which the page was left in this browser window, without the language."""
    whole: Query = st.session_state.get(_LEFT, {}).get(page, {})
    return {key: texts for key, texts in whole.items() if key != LANGUAGE}


def _whole() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _write(whole: Query) -> None:
    st.query_params.from_dict(
        {key: texts if len(texts) > 1 else texts[0] for key, texts in whole.items() if texts}
    )


def _texts(value: object) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, list | tuple):
        return [_text(one) for one in value]
    return [_text(value)]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
