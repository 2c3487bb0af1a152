"""What a choice writes into the address."""

import streamlit as st

__all__ = ["put"]


def put(key: str, value: object, usual: object) -> None:
    """Writes a choice into the address; removes it where it is the usual one. Back undoes it."""
    if value == usual:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = [str(one) for one in value] if isinstance(value, list) else str(value)
