"""`question`: questions that are kept by name, and handed on as files and links."""

import json as jsons
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.questions import (
    CypherDocument,
    PathDocument,
    SavedQuestion,
    find_question,
    read_question_file,
    remove_question,
    save_question,
    saved_questions,
    write_document,
)
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.questions import QuestionKeptAnswer, SavedQuestionAnswer, SavedQuestionsAnswer
from .funnel import run_funnel
from .options import Json
from .paths import run_paths
from .patterns import run_patterns
from .query import run_cypher
from .terminal import answer, console, table

_PAGES = {"funnel": "funnel", "paths": "journeys", "patterns": "patterns", "cypher": "query"}
Name = Annotated[str, typer.Argument(help="The question's name.")]


def list_(json: Json = False) -> None:
    """The questions that are kept."""
    with Graph.open(Settings()) as graph:
        kept = [_shape(one) for one in saved_questions(graph)]
    if json:
        return answer(SavedQuestionsAnswer(questions=kept))
    rows = [[one.name, one.kind, f"{one.saved_at:%Y-%m-%d %H:%M}", one.link] for one in kept]
    return table("Kept questions", ["name", "asks for", "kept", "in the explorer"], rows)


def run(name: Name, json: Json = False) -> None:
    """Ask a question that is kept.

    Example: onepath question run Checkout
    """
    with Graph.open(Settings()) as graph:
        found = find_question(graph, name)
    question = found.question
    if isinstance(question, FunnelQuestion):
        run_funnel(question, json=json)
    elif isinstance(question, PathDocument):
        run_paths(question, json=json)
    elif isinstance(question, CypherDocument):
        run_cypher(question, json=json)
    else:
        run_patterns(question.question, question.limit, only=question, json=json)


def show(name: Name) -> None:
    """Print a question as a JSON document: put it into a file to hand it on.

    Example: onepath question show Checkout > checkout.json
    """
    with Graph.open(Settings()) as graph:
        typer.echo(write_document(find_question(graph, name).question))


def add(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A question as JSON.")
    ],
    name: Annotated[str | None, typer.Option(help="Its name; that of the file if not given.")] = None,
    json: Json = False,
) -> None:
    """Keep a question from a file.

    Example: onepath question add checkout.json --name Checkout
    """
    try:
        question = read_question_file(file)
    except UnicodeDecodeError as error:
        raise QuestionInvalid(f"{file} is no text.", action="A question is a JSON document.") from error
    with Graph.open(Settings()) as graph:
        replaced = save_question(graph, name or file.stem, question)
    done = "replaced" if replaced else "kept"
    if json:
        return answer(QuestionKeptAnswer(name=name or file.stem, done=done))
    return console.print(f"{done.capitalize()}: {name or file.stem}", markup=False)


def remove(name: Name, json: Json = False) -> None:
    """Forget a question."""
    with Graph.open(Settings()) as graph:
        remove_question(graph, name)
    if json:
        return answer(QuestionKeptAnswer(name=name, done="removed"))
    return console.print(f"Removed: {name}", markup=False)


def _shape(one: SavedQuestion) -> SavedQuestionAnswer:
    return SavedQuestionAnswer(
        name=one.name, kind=one.question.kind, saved_at=one.saved_at,
        link=f"/{_PAGES[one.question.kind]}?question={quote(one.name)}",
        document=jsons.loads(write_document(one.question)),
    )  # fmt: skip
