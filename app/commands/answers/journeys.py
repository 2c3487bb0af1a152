"""What `query` answers."""

from typing import Any

from pydantic import BaseModel


class QueryAnswer(BaseModel):
    """`query NAME`."""

    query: str
    rows: list[dict[str, Any]]


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
