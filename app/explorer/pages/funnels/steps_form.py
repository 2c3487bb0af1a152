"""The steps of a funnel as rows to choose, move and remove; all of them are in the address."""

from collections.abc import Sequence

import streamlit as st

from ...address import all_given, put
from ...language import say, word

__all__ = ["choose_steps"]

_KEY = "step"
_MARKS = frozenset("|*@[?\\")


def choose_steps(names: Sequence[str], suggested: Sequence[str]) -> list[str]:
    """Draws a row for each step and answers their texts. They are in the address: Back undoes a change."""
    steps = all_given(_KEY) or list(suggested)
    for place, text in enumerate(steps):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            key = f"step_{place}"
            # The address decides: after Back the row has to show the same.
            st.session_state[key] = text
            st.markdown(f"**{place + 1}**", width=16)
            st.selectbox(
                say("funnels.step", n=place + 1), list(dict.fromkeys([text, *names])), key=key,
                accept_new_options=True, label_visibility="collapsed", required=True,
                on_change=_change, args=(steps, place, names),
            )  # fmt: skip
            st.button(
                "↑", key=f"up_{place}", help=say("funnels.up", n=place + 1), disabled=place == 0,
                on_click=_up, args=(steps, place), type="tertiary",
            )  # fmt: skip
            st.button(
                "✕", key=f"remove_{place}", help=say("funnels.remove", n=place + 1),
                on_click=_remove, args=(steps, place), type="tertiary",
            )  # fmt: skip
    st.session_state["step_more"] = None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**+**", width=16)
        st.selectbox(
            say("funnels.add"), list(names), index=None, key="step_more", accept_new_options=True,
            placeholder=word("funnels.add_placeholder"), label_visibility="collapsed",
            on_change=_add, args=(steps, names),
        )  # fmt: skip
        with st.popover("?", help=say("funnels.steps_title")):
            st.markdown(say("funnels.steps_help"))
    return steps


def _change(steps: Sequence[str], place: int, names: Sequence[str]) -> None:
    text = st.session_state[f"step_{place}"]
    if text and text.strip():
        _write([*steps[:place], _completed(text.strip(), names), *steps[place + 1 :]])


def _up(steps: Sequence[str], place: int) -> None:
    _write([*steps[: place - 1], steps[place], steps[place - 1], *steps[place + 1 :]])


def _remove(steps: Sequence[str], place: int) -> None:
    _write([*steps[:place], *steps[place + 1 :]])


def _add(steps: Sequence[str], names: Sequence[str]) -> None:
    text = st.session_state["step_more"]
    if text and text.strip():
        _write([*steps, _completed(text.strip(), names)])


def _completed(text: str, names: Sequence[str]) -> str:
    """What was typed; or the one name that contains it, if it is neither a name nor a pattern."""
    if text in names or _MARKS.intersection(text):
        return text
    containing = [name for name in names if text.casefold() in name.casefold()]
    return containing[0] if len(containing) == 1 else text


def _write(steps: Sequence[str]) -> None:
    put(_KEY, steps)
