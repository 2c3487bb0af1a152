"""The options that say what becomes of an answer or its question: `--json`, `--save`."""

from typing import Annotated

import typer
from onepath.graph.questions import Question, save_question
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from rich.markup import escape

from ..terminal import errors

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
SaveOption = Annotated[
    str | None,
    typer.Option("--save", metavar="NAME", help="Save the question under this name.", show_default=False),
]


def save(name: str | None, question: Question) -> None:
    """Saves the question, if it has a name, and prints on standard error how to run it."""
    if name is None:
        return
    with Graph.open(Settings()) as graph:
        replaced = save_question(graph, name, question)
    done = "Replaced" if replaced else "Saved"
    errors.print(escape(f"{done}. Run it again with: onepath question run {name!r}"), highlight=False)
