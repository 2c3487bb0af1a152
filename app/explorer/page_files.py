"""The pages' names and files, for links between them."""

from collections.abc import Mapping
from typing import Literal

__all__ = ["PAGE_OF_KIND", "PageName", "script"]

PageName = Literal[
    "home", "people", "journeys", "funnels", "patterns", "changes", "activity", "attribution", "retention",
    "prediction", "query", "data",
]  # fmt: skip
"""A page, as its folder and its address call it."""
PAGE_OF_KIND: Mapping[str, PageName] = {
    "funnel": "funnels",
    "paths": "journeys",
    "transitions": "journeys",
    "rework": "journeys",
    "variants": "journeys",
    "step_matrix": "journeys",
    "transition_matrix": "journeys",
    "patterns": "patterns",
    "drivers": "patterns",
    "attribution": "attribution",
    "retention": "retention",
    "active_users": "activity",
    "lifecycle": "activity",
    "frequency": "activity",
    "duration": "activity",
    "arrivals": "activity",
    "prediction": "prediction",
    "changes": "changes",
    "cypher": "query",
}
"""The page of each kind of question."""


def script(page: PageName) -> str:
    """The page's file as Streamlit wants it: seen from the folder of `server/main.py`."""
    return f"../pages/{page}/page.py"
