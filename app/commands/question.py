"""`question`: saved questions, handed on as files and links."""

import json as jsons
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from shlex import join
from typing import Annotated, Any, Literal
from urllib.parse import quote

import typer
from onepath.graph.saved_questions import (
    SavedQuestion,
    UnreadableQuestion,
    delete_question,
    find_question,
    list_questions,
    read_question_file,
    save_question,
    unreadable_questions,
    write_document,
)
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..explorer.page_files import PAGE_OF_KIND
from .local_times import local_time
from .options import Json, PeopleOption
from .question_command import Show, run_question
from .terminal import answer, console, table

Name = Annotated[str, typer.Argument(help="The question's name.")]
_SHOW: Mapping[str, str] = {
    "funnel": "funnel:show_funnel",
    "paths": "paths:show_paths",
    "transitions": "transitions:show_transitions",
    "rework": "rework:show_rework",
    "variants": "variants:show_variants",
    "step_matrix": "matrix:show_step_matrix",
    "transition_matrix": "matrix:show_transition_matrix",
    "patterns": "patterns:show_patterns",
    "drivers": "drivers:show_drivers",
    "attribution": "attribution:show_attribution",
    "retention": "retention:show_retention",
    "active_users": "active:show_active_users",
    "lifecycle": "lifecycle:show_lifecycle",
    "frequency": "frequency:show_frequency",
    "duration": "duration:show_durations",
    "arrivals": "arrivals:show_arrivals",
    "prediction": "predict:show_prediction",
    "changes": "change:show_changes",
    "cypher": "query:show_cypher",
}
"""What prints the answer of each kind, as `module:function` below this package."""


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A saved question; `link` opens it in the explorer, `command` is the same question as a command."""

    name: str
    kind: str
    saved_at: datetime
    link: str
    command: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedQuestions:
    """Every saved question, by name; `unreadable` are those that this version cannot run."""

    questions: tuple[ListedQuestion, ...]
    unreadable: tuple[UnreadableQuestion, ...]


@dataclass(frozen=True, slots=True)
class SavedQuestionChange:
    """Whether a question was saved, replaced or deleted."""

    name: str
    done: Literal["saved", "replaced", "removed"]


def list_(json: Json = False) -> None:
    """List the saved questions."""
    with Graph.open(Settings()) as graph:
        saved = tuple(_listed(one) for one in list_questions(graph))
        unreadable = tuple(unreadable_questions(graph))
    if json:
        return answer(ListedQuestions(saved, unreadable))
    rows = [[one.name, one.kind, local_time(one.saved_at), one.link] for one in saved]
    table("Saved questions", ["name", "kind", "saved", "in the explorer"], rows)
    if unreadable:
        rows = [[one.name, one.kind, local_time(one.saved_at), one.why] for one in unreadable]
        table("Unreadable: remove them with onepath question remove", ["name", "kind", "saved", "why"], rows)
    return None


def run(name: Name, people: PeopleOption = None, json: Json = False) -> None:
    """Run a saved question.

    Example: onepath question run Checkout
    """
    with Graph.open(Settings()) as graph:
        question = find_question(graph, name).question
    module, _, function = _SHOW[question.kind].partition(":")
    show: Show = getattr(import_module(f".{module}", __package__), function)
    run_question(question, show, people=people, json=json)


def show(name: Name) -> None:
    """Print a saved question as a JSON document, which can be saved as a file and shared.

    Example: onepath question show Checkout > checkout.json
    """
    with Graph.open(Settings()) as graph:
        typer.echo(write_document(find_question(graph, name).question))


def add(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A question as JSON.")
    ],
    name: Annotated[
        str | None, typer.Option(help="The question's name; by default the name of the file.")
    ] = None,
    json: Json = False,
) -> None:
    """Save a question from a file.

    Example: onepath question add checkout.json --name Checkout
    """
    question = read_question_file(file)
    with Graph.open(Settings()) as graph:
        replaced = save_question(graph, name or file.stem, question)
    _report(SavedQuestionChange(name or file.stem, "replaced" if replaced else "saved"), json)


def remove(name: Name, json: Json = False) -> None:
    """Delete a saved question."""
    with Graph.open(Settings()) as graph:
        delete_question(graph, name)
    _report(SavedQuestionChange(name, "removed"), json)


def _report(change: SavedQuestionChange, json: bool) -> None:
    if json:
        answer(change)
    else:
        console.print(f"{change.done.capitalize()}: {change.name}", markup=False)


def _listed(one: SavedQuestion) -> ListedQuestion:
    return ListedQuestion(
        name=one.name,
        kind=one.question.kind,
        saved_at=one.saved_at,
        link=f"/{PAGE_OF_KIND[one.question.kind]}?question={quote(one.name)}",
        command=join(one.question.command_line()),
        document=jsons.loads(write_document(one.question)),
    )
