"""The kinds of questions that can be kept: small typed documents, each with its kind and version."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from ..conditions import Filter
from ..errors import QuestionInvalid
from ..flows import Lens, Scope, Show
from ..funnels import FunnelQuestion
from ..patterns import PatternQuestion
from ..questions import faults_of


class PathDocument(Filter):
    """Paths from an event or pair (`start`), or to one (`end`); the rest is as at `onepath paths`."""

    kind: Literal["paths"] = "paths"
    version: Literal[1] = 1
    start: str | None = None
    end: str | None = None
    depth: int = Field(default=1, ge=1, le=10)
    limit: int = Field(default=8, ge=1)
    scope: Scope = Scope.PERSON
    show: Show = Show.NAME
    groups: tuple[str, ...] = ()
    collapse: bool = False

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if (self.start is None) == (self.end is None):
            raise ValueError("paths go from one event or to one event: give start or end")
        return self

    @property
    def lens(self) -> Lens:
        """How journeys are read."""
        return Lens(self.scope, self.show, self.groups, self.collapse)


class PatternDocument(Filter):
    """Patterns; the fields are those of `PatternQuestion`, and `limit` is how many are shown."""

    kind: Literal["patterns"] = "patterns"
    version: Literal[1] = 1
    support: float = 0.01
    length: int = 5
    shortest: int = 1
    max_gap: int | None = None
    within: timedelta | None = None
    closed: bool = False
    collapse: bool = False
    ignore: Sequence[str] = ()
    contains: str | None = None
    target: str | None = None
    scope: Literal["person", "session"] = "person"
    sort: Literal["effect", "people"] | None = None
    versus: str | None = None
    limit: int = Field(default=20, ge=1)

    @property
    def question(self) -> PatternQuestion:
        """As it is asked. Raises QuestionInvalid."""
        return PatternQuestion(**{field.name: getattr(self, field.name) for field in fields(PatternQuestion)})


class CypherDocument(BaseModel):
    """Cypher of one's own with the values of its parameters; it is asked by `ask_freely`, and only reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["cypher"] = "cypher"
    version: Literal[1] = 1
    text: str = Field(min_length=1)
    parameters: dict[str, JsonValue] = {}


AnyQuestion = FunnelQuestion | PathDocument | PatternDocument | CypherDocument
KINDS: Mapping[str, type[AnyQuestion]] = {
    "funnel": FunnelQuestion,
    "paths": PathDocument,
    "patterns": PatternDocument,
    "cypher": CypherDocument,
}
"""Every kind of question: the one table that knows all of them."""


def read_document(text: str, name: str) -> AnyQuestion:
    """A question from JSON. Raises QuestionInvalid, with everything that is wrong."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise _invalid(name, f"it is not JSON ({error})") from error
    kind = KINDS.get(str(document.get("kind"))) if isinstance(document, dict) else None
    if kind is None:
        raise _invalid(name, f"its kind is none of {', '.join(KINDS)}")
    try:
        return kind(**document)
    except ValidationError as error:
        raise _invalid(name, "; ".join(faults_of(error))) from error
    except QuestionInvalid as error:
        raise _invalid(name, error.message.rstrip(".")) from error


def write_document(question: AnyQuestion) -> str:
    """The question as JSON, without what is as usual."""
    changed = question.model_dump(mode="json", exclude_defaults=True)
    always = question.model_dump(mode="json", include={"kind", "version"})
    return json.dumps(always | changed, indent=2, ensure_ascii=False)


def _invalid(name: str, faults: str) -> QuestionInvalid:
    return QuestionInvalid(
        f"{name} is not a question that this version can run: {faults}.",
        action="Compare it with one that works: onepath question show NAME",
    )
