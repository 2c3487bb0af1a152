"""The pages' names and files, for links between them."""

from typing import Literal

__all__ = ["PageName", "script"]

PageName = Literal[
    "home", "people", "journeys", "funnels", "patterns", "changes", "attribution", "retention", "prediction",
    "query", "data",
]  # fmt: skip
"""A page, as its folder and its address call it."""


def script(page: PageName) -> str:
    """The page's file as Streamlit wants it: seen from the folder of `server/main.py`."""
    return f"../pages/{page}/page.py"
