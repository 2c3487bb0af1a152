"""A proposal: what each column of a file is taken for, and the mapping that follows from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import ValidationError

from .column_words import without_type
from .errors import MappingInvalid
from .guesses import ColumnGuess, Role, is_clock
from .identifiers import DEFAULT_REGION
from .mapping import Mapping as FileMapping
from .mapping import property_name
from .mapping_faults import describe_faults
from .mapping_text import mapping_text, settings_text
from .references import Reference
from .tables import Table

__all__ = ["QUESTIONS", "Proposal", "Question", "question"]

_MANY = ("identifier", "property", "left_out")
_EVENT_ROLES = ("original_at", "sent_at", "received_at", "message_id", "session_id", "sequence")


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say by itself. `answer` is the option of `mapping propose` that answers it.

    `needed`: without the answer there is no mapping. `about` names the question, and `values` are what its
    text names.
    """

    about: str
    text: str
    answer: str
    needed: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


QUESTIONS: Mapping[str, str] = {
    "day_or_month": "Is the day or the month first in {example}?",
    "when": "Which column says when an event happened?",
    "when_else": "Which column says when an event happened? {columns} seem to be times of something else.",
    "other_times": "{column} is taken for the event's time; {columns} could be it too.",
    "zone": "The times have no zone: they are read as UTC.",
    "who": "Which column says who did it?",
    "name": "No column says what happened: each row is an event called {name}.",
    "repeats": "{column} is not a message id: {rows} rows have {different} values. Does it say who did it?",
    "staff": "{column} is taken for who works on a case. Or is it whose case it is?",
    "case_words": "{word} of {column} is taken for a case. If it means that there is none, say so.",
    "customer": "Do events know this customer by {column} too?",
}
"""What may be asked, by name."""


def question(about: str, answer: str, *, needed: bool = False, **values: str) -> Question:
    """A question of QUESTIONS."""
    return Question(about, QUESTIONS[about].format(**values), answer, needed, values)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column is taken for, and what holds for the file. Any of it may be replaced, and is checked
    when the mapping is asked for.

    `record`: what a row is. `source` and `name` are used where no column is; `table` is the canonical table
    that the file is already: it needs no mapping then, or the `ready` one that its header is. `questions` are
    what cannot be known from the file.
    """

    columns: tuple[ColumnGuess, ...]
    source: str
    name: str
    record: Literal["event", "user"] = "event"
    delimiter: str | None = None
    encoding: str | None = None
    time_zone: str = "UTC"
    time_format: tuple[str, ...] = ()
    phone_region: str = DEFAULT_REGION
    unusable: Literal["cell", "row"] = "cell"
    rows: int = 0
    table: Table | None = None
    ready: FileMapping | None = None
    questions: tuple[Question, ...] = ()

    def taken_as(self, column: str, role: Role, kind: str = "") -> "Proposal":
        """The same with a column taken for something else."""
        columns = tuple(
            replace(one, role=role, kind=kind) if one.column == column else one for one in self.columns
        )
        return replace(self, columns=columns, ready=None)

    def mapping(self) -> FileMapping:
        """The mapping that follows. Raises MappingInvalid with everything that is missing or twice."""
        if self.ready is not None:
            return self.ready
        settings, faults = self._settings()
        if faults:
            raise _invalid(faults)
        try:
            return FileMapping.model_validate(settings)
        except ValidationError as why:
            raise _invalid([line.strip() for line in describe_faults(why, FileMapping)]) from why

    def text(self, comment: str) -> str:
        """The mapping as a file; with what is missing as comments, where it is not complete."""
        try:
            return mapping_text(self.mapping(), comment)
        except MappingInvalid:
            settings, faults = self._settings()
            missing = [f"Not known yet: {fault}" for fault in faults]
            return settings_text(settings, "\n".join((comment, *missing)))

    def _settings(self) -> tuple[dict[str, Any], list[str]]:
        by_role: dict[str, list[ColumnGuess]] = {}
        for one in self.columns:
            by_role.setdefault(one.role, []).append(one)
        faults: list[str] = []
        source = by_role["source"][0] if "source" in by_role else None
        settings: dict[str, Any] = {"source": _refer(source.reference) if source else self.source}
        for name in ("delimiter", "encoding", "time_zone", "time_format", "phone_region", "unusable"):
            value, default = getattr(self, name), Proposal.__dataclass_fields__[name].default
            if value != default:
                settings[name] = list(value) if isinstance(value, tuple) else value
        if not self.time_format and any(one.about == "day_or_month" for one in self.questions):
            faults.append("time_format: whether the day or the month is first")
        if self.record == "user":
            settings["user"] = self._user(by_role, faults)
        else:
            settings["event"] = self._event(by_role, faults)
        return settings, faults

    def _event(self, by_role: dict[str, list[ColumnGuess]], faults: list[str]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        part["name"] = _refer(_single(by_role, "name", faults)) or {"constant": self.name}
        times = by_role.get("original_at", [])
        if day_and_clock := _day_and_clock(times):
            part["original_at"] = day_and_clock
        elif found := _single(by_role, "original_at", faults):
            part["original_at"] = _refer(found)
        else:
            faults.append("original_at: no column says when an event happened")
        for role in _EVENT_ROLES[1:]:
            if found := _single(by_role, role, faults):
                part[role] = _refer(found)
        part["identifiers"] = _identifiers(by_role.get("identifier", []))
        if not part["identifiers"]:
            faults.append("identifiers: no column says who did it")
        others = [*by_role.get("property", []), *by_role.get("user_id", []), *by_role.get("updated_at", [])]
        part["properties"] = _properties(others, faults)
        return part

    def _user(self, by_role: dict[str, list[ColumnGuess]], faults: list[str]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        if found := _single(by_role, "user_id", faults):
            part["user_id"] = _refer(found)
            by_role["identifier"] = [
                *([one for one in by_role["user_id"] if one.kind]), *by_role.get("identifier", []),
            ]  # fmt: skip
        else:
            faults.append("user_id: no column has an id of its own in each row")
        if found := _single(by_role, "updated_at", faults):
            part["updated_at"] = _refer(found)
        part["identifiers"] = _identifiers(by_role.get("identifier", []))
        others = [one for one in self.columns if one.role in ("property", "name", *_EVENT_ROLES)]
        part["attributes"] = _properties(others, faults)
        return part


def _single(by_role: dict[str, list[ColumnGuess]], role: str, faults: list[str]) -> Reference | None:
    found = by_role.get(role, [])
    if len(found) > 1:
        faults.append(f"{role}: {' and '.join(one.column for one in found)} cannot both be it")
    return found[0].reference if found else None


def _day_and_clock(times: list[ColumnGuess]) -> dict[str, Any] | None:
    """A day and a time of day in two columns, put together."""
    if len(times) != 2 or any(one.reference.column is None for one in times):
        return None
    clocks = [one for one in times if one.examples and all(map(is_clock, one.examples))]
    days = [one for one in times if one not in clocks]
    if len(clocks) != 1:
        return None
    return {"columns": [days[0].reference.column, clocks[0].reference.column]}


def _refer(reference: Reference | None) -> dict[str, Any] | None:
    return None if reference is None else reference.model_dump(exclude_defaults=True)


def _identifiers(found: list[ColumnGuess]) -> dict[str, list[Any]]:
    identifiers: dict[str, list[Any]] = {}
    for one in found:
        identifiers.setdefault(one.kind, []).append(_refer(one.reference))
    return identifiers


def _properties(columns: list[ColumnGuess], faults: list[str]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for one in columns:
        name = _named(one.column)
        while name in properties:
            name = f"{name}_again"
        told = _refer(one.reference) or {}
        properties[name] = {**told, "type": one.kind} if one.role == "property" and one.kind else told
    return properties


def _named(column: str) -> str:
    """A name that a property may have, as near to the column's as can be."""
    name = re.sub(r"\W+", "_", without_type(column)).strip("_") or "column"
    name = f"c_{name}" if not name[0].isalpha() else name
    try:
        return property_name(name)
    except ValueError:
        return f"{name}_value"


def _invalid(faults: list[str]) -> MappingInvalid:
    return MappingInvalid(
        "\n".join(("These columns are not a complete mapping yet:", *(f"  {fault}" for fault in faults))),
        kept="Nothing was loaded.",
        action="Say what each column is.",
    )
