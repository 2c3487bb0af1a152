"""A proposal: what each column of a file is taken for, and the mapping that follows from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import ValidationError

from .column_words import without_type
from .csv_rows import Apostrophes
from .errors import MappingInvalid
from .guesses import ColumnGuess, Role, is_clock
from .identifiers import DEFAULT_REGION
from .mapping import Mapping as FileMapping
from .mapping import property_name
from .mapping_faults import describe_faults
from .mapping_text import mapping_text, settings_text
from .open_questions import Question, about_format, is_answered
from .references import Reference
from .same_names import SameNames
from .tables import Table
from .time_forms import Formats

__all__ = ["Proposal"]

_MANY = ("identifier", "property", "left_out")
_EVENT_ROLES = ("original_at", "sent_at", "received_at", "message_id", "session_id", "sequence")
_TIME_ROLES = ("original_at", "sent_at", "received_at", "updated_at")
_TIME_PROPERTIES = (("property", "time"), ("property", "date"))
_SETTINGS = (
    "delimiter", "encoding", "time_zone", "time_format", "phone_region", "unusable", "same_names",
    "apostrophes",
)  # fmt: skip
"""What holds for the whole file, in the order of the mapping."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column is taken for, and what holds for the file. Any of it may be replaced, and is checked
    when the mapping is asked for.

    `record`: what a row is. `source` and `name` are used where no column is; `table` is the canonical table
    that the file is already: it needs no mapping then, or the `ready` one that its header is. `formats` are
    of single columns, `time_format` of the whole file. `noted` is what was to be asked when it was proposed.
    """

    columns: tuple[ColumnGuess, ...]
    source: str
    name: str
    record: Literal["event", "user"] = "event"
    delimiter: str | None = None
    encoding: str | None = None
    time_zone: str = "UTC"
    time_format: Formats = ()
    formats: Mapping[str, Formats] = field(default_factory=dict)
    phone_region: str = DEFAULT_REGION
    unusable: Literal["cell", "row"] = "cell"
    same_names: SameNames = "refused"
    apostrophes: Apostrophes = "kept"
    rows: int = 0
    table: Table | None = None
    ready: FileMapping | None = None
    noted: tuple[Question, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What cannot be known from the file, and is not answered by what the columns are taken for."""
        if self.ready is not None:
            return ()
        noted = (one for one in self.noted if not is_answered(one, self.columns))
        return (*self._formats_in_doubt(), *noted)

    def _formats_in_doubt(self) -> list[Question]:
        times = [one for one in self.columns if one.role == "original_at"]
        if self.time_format or self.record == "user":
            return []
        days = _day_and_clock(times)[:1] or times
        asked = [about_format(one) for one in days if one.column not in self.formats]
        return [one for one in asked if one is not None]

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
        settings: dict[str, Any] = {"source": self._place(source) if source else self.source}
        for name in _SETTINGS:
            value, default = getattr(self, name), Proposal.__dataclass_fields__[name].default
            if value != default:
                settings[name] = list(value) if isinstance(value, tuple) else value
        if self.record == "user":
            settings["user"] = self._user(by_role, faults)
        else:
            settings["event"] = self._event(by_role, faults)
        return settings, faults

    def _event(self, by_role: dict[str, list[ColumnGuess]], faults: list[str]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        name = _single(by_role, "name", faults)
        part["name"] = self._place(name) if name else {"constant": self.name}
        if day_and_clock := _day_and_clock(by_role.get("original_at", [])):
            columns = {"columns": [one.reference.column for one in day_and_clock]}
            part["original_at"] = columns | self._format_of(day_and_clock[0])
        elif found := _single(by_role, "original_at", faults):
            part["original_at"] = self._place(found)
        else:
            faults.append("original_at: no column says when an event happened")
        faults += [_missing_format(one) for one in self._formats_in_doubt() if one.needed]
        for role in _EVENT_ROLES[1:]:
            if found := _single(by_role, role, faults):
                part[role] = self._place(found)
        part["identifiers"] = _identifiers(by_role.get("identifier", []))
        if not part["identifiers"]:
            faults.append("identifiers: no column says who did it")
        others = [*by_role.get("property", []), *by_role.get("user_id", []), *by_role.get("updated_at", [])]
        part["properties"] = self._properties(others)
        return part

    def _user(self, by_role: dict[str, list[ColumnGuess]], faults: list[str]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        if found := _single(by_role, "user_id", faults):
            part["user_id"] = self._place(found)
            by_role["identifier"] = [
                *([one for one in by_role["user_id"] if one.kind]), *by_role.get("identifier", []),
            ]  # fmt: skip
        else:
            faults.append("user_id: no column has an id of its own in each row")
        if found := _single(by_role, "updated_at", faults):
            part["updated_at"] = self._place(found)
        part["identifiers"] = _identifiers(by_role.get("identifier", []))
        others = [one for one in self.columns if one.role in ("property", "name", *_EVENT_ROLES)]
        part["attributes"] = self._properties(others)
        return part

    def _properties(self, columns: list[ColumnGuess]) -> dict[str, object]:
        properties: dict[str, object] = {}
        for one in columns:
            name = _named(one.column)
            while name in properties:
                name = f"{name}_again"
            place = self._place(one)
            properties[name] = {**place, "type": one.kind} if one.role == "property" and one.kind else place
        return properties

    def _place(self, one: ColumnGuess) -> dict[str, Any]:
        """Where the column is, and in which format its times are."""
        return _refer(one.reference) | self._format_of(one)

    def _format_of(self, one: ColumnGuess) -> dict[str, Any]:
        if one.role not in _TIME_ROLES and (one.role, one.kind) not in _TIME_PROPERTIES:
            return {}
        formats = self.formats.get(one.column) or (one.form.formats if one.form else ())
        return {"format": list(formats)} if formats and formats != self.time_format else {}


def _missing_format(one: Question) -> str:
    if one.about == "day_or_month":
        return "time_format: whether the day or the month is first"
    return f"original_at: the format of the times of {one.values['column']}"


def _single(by_role: dict[str, list[ColumnGuess]], role: str, faults: list[str]) -> ColumnGuess | None:
    found = by_role.get(role, [])
    if len(found) > 1:
        faults.append(f"{role}: {' and '.join(one.column for one in found)} cannot both be it")
    return found[0] if found else None


def _day_and_clock(times: list[ColumnGuess]) -> list[ColumnGuess]:
    """A day and a time of day in two columns, which are put together; nothing if they are not that."""
    if len(times) != 2 or any(one.reference.column is None for one in times):
        return []
    clocks = [one for one in times if one.examples and all(map(is_clock, one.examples))]
    days = [one for one in times if one not in clocks]
    return [days[0], clocks[0]] if len(clocks) == 1 else []


def _refer(reference: Reference) -> dict[str, Any]:
    return reference.model_dump(exclude_defaults=True)


def _identifiers(found: list[ColumnGuess]) -> dict[str, list[Any]]:
    identifiers: dict[str, list[Any]] = {}
    for one in found:
        identifiers.setdefault(one.kind, []).append(_refer(one.reference))
    return identifiers


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
