"""How pages ask: each form is a question, whose answer and people are cached until the graph changes."""

import shlex
from typing import Any, TypeVar

from onepath.graph.questions import People, Question
from onepath.graph.store import Graph

from .cache import cached

__all__ = ["answer_of", "command_line", "people_of"]

_Answer = TypeVar("_Answer")


def answer_of(graph: Graph, question: Question[_Answer]) -> _Answer:
    """The answer of a question. Raises what the question raises."""
    answer: _Answer = cached(graph, _answer, question)
    return answer


def people_of(graph: Graph, question: Question[Any], of: str, *, details: bool = True) -> People[Any]:
    """The people behind a number of a question. Raises what the question raises."""
    return cached(graph, _people, question, of, details=details)


def command_line(question: Question[Any]) -> str:
    """The command that runs the same question."""
    return shlex.join(question.command_line())


def _answer(graph: Graph, question: Question[_Answer]) -> _Answer:
    answer: _Answer = question.answer(graph)
    return answer


def _people(graph: Graph, question: Question[Any], of: str, *, details: bool) -> People[Any]:
    return question.people(graph, of, details=details)
