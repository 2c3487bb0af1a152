"""What `query` answers."""

from typing import Any

from pydantic import BaseModel


class QueryAnswer(BaseModel):
    """`query NAME`."""

    query: str
    rows: list[dict[str, Any]]


class CypherAnswer(BaseModel):
    """`query --cypher`; nodes, relationships, paths, durations and points are told as text.

    `cut`: which limit cut the rest, `rows` or `values` (some hundred MB); null for a whole answer.
    """

    columns: list[str]
    rows: list[dict[str, Any]]
    cut: str | None


class ParameterAnswer(BaseModel):
    """One parameter of a query."""

    name: str
    type: str
    default: str | None
    meaning: str


class LibraryEntry(BaseModel):
    """One query of `cypher/`, from its header."""

    name: str
    answers: str
    grain: str
    parameters: list[ParameterAnswer]
    returns: list[str]
    example: str


class LibraryAnswer(BaseModel):
    """`query --list`."""

    queries: list[LibraryEntry]
