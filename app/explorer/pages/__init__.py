"""The pages, a folder each: its form, its charts, the people behind its numbers, and the page itself.

Streamlit runs each `page.py` as a script: its imports are absolute, all others are relative.
"""

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
