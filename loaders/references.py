"""References of a mapping: where in a row a value is, and how it is read.

A reference is the name of a column, or a table:

{ column = "amount", type = "float" }
{ columns = ["date", "time"], join = " " }
{ path = "user.contact.phone" }
{ constant = "order" }
"""

import codecs
import re
from functools import cached_property
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .cells import PropertyType
from .identifiers import MAX_LENGTH, check_region
from .paths import parse_path
from .time_formats import check_format

__all__ = [
    "ColumnName", "Encoding", "Formats", "IdentifierReference", "OnlyWords", "OwnNullWords", "Part",
    "PropertyReference", "Reference", "Region", "TextReference", "TimeReference", "Unusable", "ZoneName",
    "as_list", "as_reference",
]  # fmt: skip


def _zone_name(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as why:
        raise ValueError(f"'{name}' is not a time zone (such as Asia/Shanghai)") from why
    return name


def as_list(value: Any) -> Any:
    """One as a list of one."""
    return [value] if isinstance(value, str | dict) else value


def as_reference(value: Any) -> Any:
    """The name of a column as a reference to it."""
    return {"column": value} if isinstance(value, str) else value


def _path(path: str) -> str:
    parse_path(path)
    return path


def _pattern(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groups
    except re.error as why:
        raise ValueError(f"'{pattern}' is not a regular expression ({why})") from why
    if groups != 1:
        raise ValueError(f"'{pattern}' has {groups} groups; the value is in exactly one")
    return pattern


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as why:
        raise ValueError(f"'{name}' is not an encoding (such as utf-8, gb18030, latin-1)") from why


ColumnName = Annotated[str, Field(min_length=1)]
ZoneName = Annotated[str, AfterValidator(_zone_name)]
Region = Annotated[str, AfterValidator(check_region)]
Formats = Annotated[
    tuple[Annotated[str, AfterValidator(check_format)], ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]
Encoding = Annotated[str, AfterValidator(_encoding)]
Unusable = Literal["cell", "row"]
Words = tuple[str, ...]


class Part(BaseModel):
    """A part of a mapping: it has no other settings than these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OnlyWords(Part):
    """These words stand for no value, and none of those that are built in."""

    only: Words


OwnNullWords = Literal[False] | OnlyWords | Words
"""Words that stand for no value beside the built-in ones, or instead of them; False: none does."""


class Reference(Part):
    """Where a value is, and what is made of it before it is read."""

    column: ColumnName | None = None
    columns: Annotated[tuple[ColumnName, ...], Field(min_length=2)] | None = None
    path: Annotated[str, AfterValidator(_path)] | None = None
    constant: Annotated[str, Field(min_length=1)] | int | float | None = None
    join: str = " "
    separator: Annotated[str, Field(min_length=1)] | None = None
    part: int | None = None
    extract: Annotated[str, AfterValidator(_pattern)] | None = None
    values: dict[str, str] = Field(default_factory=dict)
    null_words: OwnNullWords | None = None
    unusable: Unusable | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        places = ("column", "columns", "path", "constant")
        if sum(getattr(self, name) is not None for name in places) != 1:
            raise ValueError("exactly one of column, columns, path and constant says where the value is")
        text = None if self.constant is None else str(self.constant)
        if text is not None and not 0 < len(text.strip()) <= MAX_LENGTH:
            raise ValueError(
                f"a constant of {len(text):,} characters (at most {MAX_LENGTH:,}, and not all blank)"
            )
        if self.part is not None and (self.separator is None or not self.part):
            raise ValueError("part is the number of a piece between separators: 1 is the first, -1 the last")
        return self

    @cached_property
    def is_plain(self) -> bool:
        """Whether the value is a column's cell as it is."""
        return self.column is not None and not (self.separator or self.extract or self.values)

    @property
    def gives_several(self) -> bool:
        """Whether one cell may give several values."""
        return (self.separator is not None and self.part is None) or "[]" in (self.path or "")

    def columns_used(self) -> tuple[str, ...]:
        """The columns of the file that the value is made from."""
        if self.path is not None:
            return (parse_path(self.path)[0],)
        return self.columns or (() if self.column is None else (self.column,))

    def label(self) -> str:
        """The reference in short, for messages."""
        return self.path or " + ".join(self.columns_used()) or repr(self.constant)


class _Single(Reference):
    @model_validator(mode="after")
    def _check_single(self) -> Self:
        if self.gives_several:
            raise ValueError("here is room for one value: say which with part, or with a path without []")
        return self


class TextReference(_Single):
    """A name, an id, or the source."""


class TimeReference(_Single):
    """A time; `format` says how it is written, `time_zone` where it is without a zone of its own."""

    format: Formats = ()
    time_zone: ZoneName | None = None


class IdentifierReference(Reference):
    """One or several identifiers; `region` is where phone numbers without a country code are from."""

    region: Region | None = None


class PropertyReference(Reference):
    """A property or attribute, and its type where the file holds text only."""

    type: PropertyType | None = None
    format: Formats = ()
    time_zone: ZoneName | None = None

    @model_validator(mode="after")
    def _check_type(self) -> Self:
        if self.separator is not None and self.part is None:
            raise ValueError("a property has one value: say with part which piece it is")
        if (self.format or self.time_zone) and self.type not in ("time", "date"):
            raise ValueError('format and time_zone belong to type = "time" or "date"')
        return self
