"""Links from one page to another that set the shared filters too."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from onepath.app.explorer.filters import KEYS

__all__ = ["go_on", "link_to"]

_GOING = "going"
_DAYS = ("since", "until")


def link_to(page: str, label: str, query: Mapping[str, str | Sequence[str]]) -> None:
    """Draws the way to a page. `label` is Markdown; `query` is what its address says."""
    if not query.keys() & set(KEYS):
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=query)
        return
    # A link cannot say what a filter of this very page is bound to: Streamlit drops that from the address.
    st.button(
        label, key=f"to_{page}_{label}", icon=":material/arrow_forward:", type="tertiary",
        on_click=_begin, args=(page, dict(query)),
    )  # fmt: skip


def _begin(page: str, query: dict[str, str | Sequence[str]]) -> None:
    st.session_state[_GOING] = (page, query)


def go_on() -> None:
    """Before anything is drawn: goes where the last click leads."""
    going: tuple[str, dict[str, str | Sequence[str]]] | None = st.session_state.pop(_GOING, None)
    if going is None:
        return
    page, query = going
    for key in KEYS:
        value = query.pop(key, None)
        st.session_state[key] = date.fromisoformat(str(value)) if value and key in _DAYS else value
    st.switch_page(page, query_params=query)
