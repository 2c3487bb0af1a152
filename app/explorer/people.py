"""People behind a number, each a link to their page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from onepath.app.explorer.text import number

__all__ = ["show_people"]


def show_people(oneids: Sequence[str], name: str, *, limit: int) -> None:
    """A table of OneIDs that open the person's page, and a download. Says when there are more."""
    if not oneids:
        st.caption("Nobody.")
        return
    more = f"The first {number(limit)}; the command line lists all." if len(oneids) >= limit else ""
    st.caption(f"{number(len(oneids))} found. {more}")
    st.dataframe(
        pd.DataFrame({"person": [f"/person?who={oneid}" for oneid in oneids]}),
        hide_index=True,
        column_config={"person": st.column_config.LinkColumn("OneID", display_text=r"who=(.*)$")},
        key=f"people_{name}",
    )
