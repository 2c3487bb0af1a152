"""The controls of pages. Each shows what the address says, and writes there what is chosen.

Streamlit could bind a control to the address by itself. It writes what is shown, which another language does
not have; it cannot tell a changed question from a changed view; and it shows a state of its own where the
address says something else.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

import streamlit as st

from .address import all_given, given, is_given, put
from .language import say

__all__ = [
    "choose", "choose_day", "choose_number", "choose_one", "choose_several", "choose_whether", "type_text",
    "warn_left_out",
]  # fmt: skip

_Option = TypeVar("_Option", bound=str)
_Number = TypeVar("_Number", int, float)


def choose(
    label: str,
    options: Sequence[_Option],
    key: str,
    *,
    named: Callable[[_Option], str],
    default: _Option | None = None,
    buttons: bool = False,
    free: bool = False,
    view: bool = False,
) -> _Option:
    """Draws a list, or a row of buttons without a visible label, and returns the chosen code.

    `default`, or the first option, where none is chosen; `free`: the code may be none of the options. `label`
    is Markdown; `named` gives plain text. The address holds the code, which is alike in every language.
    `view` is as in `put`.
    """
    text = given(key)
    if text and text not in options:
        if free:
            options = [*options, cast(_Option, text)]
        else:
            warn_left_out(key)
    widget, otherwise = f"{key}_choice", default or options[0]
    st.session_state[widget] = text if text in options else otherwise
    drawn: dict[str, Any] = {
        "format_func": named, "key": widget, "on_change": _write, "args": (key, widget, otherwise, view),
    }  # fmt: skip
    if buttons:
        st.segmented_control(label, options, required=True, label_visibility="collapsed", **drawn)
    else:
        st.selectbox(label, options, accept_new_options=free, **drawn)
    chosen: _Option = st.session_state[widget]
    return chosen


def choose_one(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    usual: str | None = None,
    free: bool = False,
    clearable: bool = False,
    view: bool = False,
    place: Any = st,
    **drawn: Any,
) -> str | None:
    """Draws a list of names from the data and returns the chosen one; `free`: or a typed one.

    Without a `usual` name, or where it is `clearable`, there may be none. `drawn` is as Streamlit takes it.
    """
    text = given(key)
    if text and text not in options and not free:
        warn_left_out(key)
        text = None
    shown = text or (None if clearable and text is not None else usual)
    offered = [shown, *options] if shown is not None and shown not in options else list(options)
    chosen: str | None = _draw(
        place.selectbox, label, offered, key=key, shown=shown, usual=usual, view=view,
        index=None if usual is None or clearable else 0, accept_new_options=free, **drawn,
    )  # fmt: skip
    return chosen


def choose_several(
    label: str,
    options: Sequence[_Option],
    key: str,
    *,
    usual: Sequence[_Option] = (),
    free: bool = False,
    view: bool = False,
    place: Any = st,
    **drawn: Any,
) -> list[_Option]:
    """Draws a list of names of which any number can be chosen; `free`: and typed."""
    texts = all_given(key) if is_given(key) else list(usual)
    if not free and any(text not in options for text in texts):
        warn_left_out(key)
        texts = [text for text in texts if text in options]
    texts = texts[: drawn.get("max_selections")]
    offered = list(dict.fromkeys([*options, *texts]))
    chosen: list[_Option] = _draw(
        place.multiselect, label, offered, key=key, shown=texts, usual=usual, view=view,
        accept_new_options=free, **drawn,
    )  # fmt: skip
    return chosen


def choose_number(
    label: str,
    least: _Number,
    most: _Number,
    key: str,
    *,
    usual: _Number | None,
    slider: bool = False,
    place: Any = st,
    **drawn: Any,
) -> Any:
    """Draws a field or a slider for a number; None if none is chosen and there is no usual one."""
    shown, text = usual, given(key)
    if text:
        try:
            number = type(least)(text)
        except ValueError:
            number = None
        if number is not None and least <= number <= most:
            shown = number
        else:
            warn_left_out(key)
    widget = place.slider if slider else place.number_input
    if not slider and usual is None:
        drawn["value"] = None
    return _draw(widget, label, least, most, key=key, shown=shown, usual=usual, view=False, **drawn)


def choose_whether(label: str, key: str, *, toggle: bool = False, place: Any = st, **drawn: Any) -> bool:
    """Draws a box to tick, or a switch."""
    widget = place.toggle if toggle else place.checkbox
    chosen: bool = _draw(widget, label, key=key, shown=given(key) == "true", usual=False, view=False, **drawn)
    return chosen


def choose_day(label: str, key: str, *, place: Any = st, **drawn: Any) -> date | None:
    """Draws a date picker; without a choice there is no day."""
    shown, text = None, given(key)
    if text:
        try:
            shown = date.fromisoformat(text)
        except ValueError:
            warn_left_out(key)
    last = drawn.get("max_value")
    if shown is not None and isinstance(last, date) and shown > last:
        warn_left_out(key)
        shown = None
    chosen: date | None = _draw(
        place.date_input, label, key=key, shown=shown, usual=None, view=False, value=None, **drawn
    )
    return chosen


def type_text(label: str, key: str, *, place: Any = st, **drawn: Any) -> str:
    """Draws a field for a text."""
    typed: str = _draw(
        place.text_input, label, key=key, shown=given(key) or "", usual="", view=False, **drawn
    )
    return typed


def warn_left_out(key: str) -> None:
    """Warns that what the address names does not exist."""
    st.warning(say("filters.unknown", asked=f"{key}={given(key)}"), icon=":material/link_off:")


def _draw(
    widget: Callable[..., Any], label: str, *bounds: Any, key: str, shown: Any, usual: Any, view: bool,
    **drawn: Any,
) -> Any:  # fmt: skip
    """Draws a control with the value of the address."""
    # The address decides: after Back the control shows the same.
    st.session_state[key] = shown
    return widget(label, *bounds, key=key, on_change=_write, args=(key, key, usual, view), **drawn)


def _write(key: str, widget: str, usual: object, view: bool) -> None:
    put(key, st.session_state[widget], usual, view=view)
