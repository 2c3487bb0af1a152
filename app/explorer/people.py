"""People behind a number, each a link to their page."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number

__all__ = ["show_people"]


def show_people(oneids: Sequence[str], name: str, *, limit: int) -> None:
    """A table of OneIDs that lead to their pages. Says when there may be more."""
    if not oneids:
        st.caption("Nobody.")
        return
    more = f"The first {number(limit)}; the command line lists all." if len(oneids) >= limit else ""
    st.caption(f"{number(len(oneids))} found. {more}")
    show_table([{"oneid": oneid} for oneid in oneids], f"people_{name}", people="oneid")
