"""What a choice leaves in the address."""

import streamlit as st

__all__ = ["put"]


def put(key: str, value: object, usual: object) -> None:
    """Says a choice in the address; nothing where it is the usual one. Back undoes it."""
    if value == usual:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = str(value)
