"""What a view says where there is nothing to count."""

import streamlit as st

from ...language import say

__all__ = ["end_of_nothing"]


def end_of_nothing(counted: int) -> None:
    """Says so where nobody did anything that counts, and ends the page."""
    if not counted:
        st.info(say("activity.nothing"), icon=":material/person_off:")
        st.stop()
