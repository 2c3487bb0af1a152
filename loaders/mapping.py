"""Mapping files: which column of a flat event log is what.

source = "shop"                  # one source for all rows; or { column = "system" }
name = "event"                   # the column with the event's name; or { constant = "purchase" }
original_at = "timestamp"        # also sent_at, received_at
session_id = "session_id"        # also message_id, sequence

[identifiers]
user = "user_id"                 # kind = "column", or a list of columns

[properties]
platform = "platform"            # name = "column"
amount = { column = "amt", type = "float" }   # text, int, float, bool, time
"""

import keyword
import tomllib
from datetime import UTC, tzinfo
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .cells import PropertyType
from .errors import MappingInvalid
from .kinds import is_kind_name
from .spelling import DEFAULT_REGION, check_region

_OWN_NAMES = """id element_id key kind value source user_id session_id message_id name
    original_at sent_at received_at corrected_at sequence updated_at started_at ended_at
    inferred first_seen last_seen event_count identifiers"""
RESERVED = frozenset(_OWN_NAMES.split())
"""Names that onepath keeps for itself; no property or attribute may have one."""


def property_name(name: str) -> str:
    """The name, if a property may have it; ValueError with the reason otherwise."""
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        raise ValueError(f"'{name}' cannot name a property (letters, digits and _, starting with a letter)")
    if name in RESERVED:
        raise ValueError(f"'{name}' is a name that onepath uses itself; give the property another one")
    return name


def _kind_name(kind: str) -> str:
    if not is_kind_name(kind):
        raise ValueError(f"'{kind}' cannot name a kind of identifier (small letters, digits and _)")
    return kind


def _zone_name(name: str) -> str:
    try:
        zone_of(name)
    except (OSError, ValueError, KeyError) as why:
        raise ValueError(f"'{name}' is not a time zone (such as Asia/Shanghai)") from why
    return name


def zone_of(name: str) -> tzinfo:
    """The time zone of that name."""
    return UTC if name == "UTC" else ZoneInfo(name)


def _as_list(columns: Any) -> Any:
    return [columns] if isinstance(columns, str) else columns


def _as_typed(column: Any) -> Any:
    return {"column": column} if isinstance(column, str) else column


ColumnName = Annotated[str, Field(min_length=1)]
KindName = Annotated[str, AfterValidator(_kind_name)]
PropertyName = Annotated[str, AfterValidator(property_name)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """The value is in this column."""

    column: ColumnName


class Constant(_Part):
    """The value is the same in every row."""

    constant: Annotated[str, Field(min_length=1)]


class TypedColumn(_Part):
    """A property's column and, where the file holds text only, its type."""

    column: ColumnName
    type: PropertyType | None = None


Columns = Annotated[tuple[ColumnName, ...], BeforeValidator(_as_list), Field(min_length=1)]
Property = Annotated[TypedColumn, BeforeValidator(_as_typed)]


class Mapping(_Part):
    """What each column of a flat event log means."""

    source: Annotated[
        Column | Constant, BeforeValidator(lambda v: {"constant": v} if isinstance(v, str) else v)
    ]
    name: Annotated[Column | Constant, BeforeValidator(_as_typed)]
    original_at: ColumnName
    sent_at: ColumnName | None = None
    received_at: ColumnName | None = None
    message_id: ColumnName | None = None
    session_id: ColumnName | None = None
    sequence: ColumnName | None = None
    identifiers: Annotated[dict[KindName, Columns], Field(min_length=1)]
    properties: dict[PropertyName, Property] = {}
    name_prefix: str = ""
    repeats: Literal["events", "one_event"] = "events"
    phone_region: Annotated[str, AfterValidator(check_region)] = DEFAULT_REGION
    time_zone: Annotated[str, AfterValidator(_zone_name)] = "UTC"
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None

    def columns(self) -> list[str]:
        """Every column that the mapping names."""
        single = (
            self.original_at,
            self.sent_at,
            self.received_at,
            self.message_id,
            self.session_id,
            self.sequence,
        )
        names = [part.column for part in (self.source, self.name) if isinstance(part, Column)]
        names += [name for name in single if name is not None]
        names += [name for several in self.identifiers.values() for name in several]
        names += [typed.column for typed in self.properties.values()]
        return list(dict.fromkeys(names))


def load_mapping(name_or_path: str | Path) -> Mapping:
    """The mapping that ships under this name (`ecom`), or the one in this TOML file."""
    label, text = _text_of(name_or_path)
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except ValidationError as why:
        raise MappingInvalid(
            "\n".join((f"{label} has {why.error_count()} mistake(s):", *map(_mistake, why.errors()))),
            action="Correct them all and load again; nothing was loaded.",
        ) from why
    except (ValueError, RecursionError) as why:  # also a number of thousands of digits
        raise MappingInvalid(f"{label} is not TOML: {why}.") from why


def shipped_mappings() -> list[str]:
    """Names of the mappings that come with onepath."""
    there = files("onepath.loaders.mappings").iterdir()
    return sorted(file.name.removesuffix(".toml") for file in there if file.name.endswith(".toml"))


def _text_of(name_or_path: str | Path) -> tuple[str, str]:
    name = str(name_or_path)
    if name in shipped_mappings():
        return f"mapping '{name}'", (files("onepath.loaders.mappings") / f"{name}.toml").read_text("utf-8")
    try:
        return name, Path(name).read_text("utf-8-sig")
    except FileNotFoundError as why:
        raise MappingInvalid(
            f"There is no mapping file {name}.",
            action=f"Mappings that ship: {', '.join(shipped_mappings())}.",
        ) from why
    except (OSError, UnicodeDecodeError) as why:
        raise MappingInvalid(f"The mapping file {name} cannot be read: {why}.") from why


def _mistake(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"] if part not in ("[key]", "Column", "Constant"))
    if error["type"] == "extra_forbidden":
        return f"  {place}: there is no such setting"
    return f"  {place}: {error['msg'].removeprefix('Value error, ')}"
