"""Questions saved by name in the graph, and read from files."""

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..errors import QuestionInvalid
from ..questions import Question
from ..store import Graph, native
from .documents import read_document, write_document


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with its name."""

    name: str
    question: Question[Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class UnreadableQuestion:
    """A question that this version cannot run, and why: one of a newer version, or damaged."""

    name: str
    kind: str
    saved_at: datetime
    why: str


def save_question(graph: Graph, name: str, question: Question[Any]) -> bool:
    """Save a question under a name; whether it replaced another. Raises QuestionInvalid for a blank name."""
    if not name.strip():
        raise QuestionInvalid("A question needs a name.", action="Give one, such as 'Checkout'.")
    (row,) = graph.run(
        "internal/questions/save", name=name.strip(), kind=question.kind, document=write_document(question)
    )
    return bool(row["replaced"])


def list_questions(graph: Graph) -> list[SavedQuestion]:
    """Every saved question that this version can run, by name."""
    return _read_all(graph)[0]


def unreadable_questions(graph: Graph) -> list[UnreadableQuestion]:
    """The others."""
    return _read_all(graph)[1]


def _read_all(graph: Graph) -> tuple[list[SavedQuestion], list[UnreadableQuestion]]:
    readable, unreadable = [], []
    for row in graph.ask("internal/questions/saved"):
        try:
            readable.append(_saved(row))
        except QuestionInvalid as error:
            unreadable.append(
                UnreadableQuestion(row["name"], str(row["kind"]), native(row["saved_at"]), error.message)
            )
    return readable, unreadable


def find_question(graph: Graph, name: str) -> SavedQuestion:
    """The question of this name. Raises QuestionInvalid, with the nearest names, if there is none."""
    rows = graph.ask("internal/questions/saved", name=name)
    if rows:
        return _saved(rows[0])
    names = [row["name"] for row in graph.ask("internal/questions/saved")]
    near = get_close_matches(name, names, 5, 0.4) or names[:5]
    raise QuestionInvalid(
        f"No question is saved under the name {name!r}.",
        action=f"There are: {', '.join(near)}."
        if near
        else "Save one with --save NAME, for example with a funnel.",
    )


def delete_question(graph: Graph, name: str) -> None:
    """Delete a saved question, whether it can be read or not. Raises QuestionInvalid if none has the name."""
    if not graph.ask("internal/questions/saved", name=name):
        find_question(graph, name)  # which says what names there are
    graph.run("internal/questions/remove", name=name)


def read_question_file(path: Path) -> Question[Any]:
    """A question from a file. Raises QuestionInvalid, with everything that is wrong."""
    try:
        return read_document(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise QuestionInvalid(
            f"{path} is not a text file.", action="A question is a JSON document."
        ) from error


def _saved(row: dict[str, Any]) -> SavedQuestion:
    return SavedQuestion(row["name"], read_document(row["document"], row["name"]), native(row["saved_at"]))
