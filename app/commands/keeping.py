"""`--save`, of the commands whose questions are not of `question_command` yet."""

from typing import Any

from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from . import question_command
from .question_command import SaveOption

__all__ = ["SaveOption", "keep"]


def keep(name: str | None, question: Any) -> None:
    """Save the question, if it has a name."""
    if name is not None:
        with Graph.open(Settings()) as graph:
            question_command.keep(graph, name, question)
