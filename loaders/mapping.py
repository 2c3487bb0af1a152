"""Mappings: what each column of a file means. One language for events, users, sessions and identifiers.

source = "shop"                  # one source for all rows; or { column = "system" }
time_zone = "Asia/Shanghai"

[event]
name = "action"                  # a column; or { constant = "order" }
original_at = { columns = ["date", "time"] }

[event.identifiers]
phone = "mobile"                 # kind = a reference, or a list of them

[event.properties]
amount = { column = "amt", type = "float" }

[user]                           # a row may be several records
user_id = "customer_no"

docs/mappings.md has every setting.
"""

import keyword
import tomllib
from collections.abc import Iterator
from datetime import UTC, tzinfo
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from .csv_rows import Apostrophes
from .errors import MappingInvalid
from .identifiers import DEFAULT_REGION, MAX_LENGTH
from .kinds import is_kind_name
from .mapping_faults import describe_faults
from .references import (
    Encoding,
    Formats,
    IdentifierReference,
    OwnNullWords,
    Part,
    PropertyReference,
    Reference,
    Region,
    TextReference,
    TimeReference,
    Unusable,
    ZoneName,
    as_list,
    as_reference,
)
from .roles import Role
from .same_names import SameNames

__all__ = [
    "RESERVED", "EventPart", "IdentifierPart", "Mapping", "SessionPart", "Use", "UserPart", "load_mapping",
    "mapping_of", "property_name", "shipped_mappings", "zone_of",
]  # fmt: skip

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


def _name_prefix(prefix: str) -> str:
    if len(prefix) >= MAX_LENGTH:
        raise ValueError(f"a prefix of {len(prefix):,} characters leaves no room for a name ({MAX_LENGTH:,})")
    return prefix


def zone_of(name: str) -> tzinfo:
    """The time zone of that name."""
    return UTC if name == "UTC" else ZoneInfo(name)


def _as_references(value: Any) -> Any:
    listed = as_list(value)
    return [as_reference(one) for one in listed] if isinstance(listed, list | tuple) else listed


def _as_source(value: Any) -> Any:
    return {"constant": value} if isinstance(value, str) else value


Text = Annotated[TextReference, BeforeValidator(as_reference)]
Time = Annotated[TimeReference, BeforeValidator(as_reference)]
Property = Annotated[PropertyReference, BeforeValidator(as_reference)]
Several = Annotated[
    tuple[IdentifierReference, ...], BeforeValidator(_as_references), Field(min_length=1)
]  # fmt: skip
Identifiers = dict[Annotated[str, AfterValidator(_kind_name)], Several]
Properties = dict[Annotated[str, AfterValidator(property_name)], Property]


class EventPart(Part):
    """What is an event in a row. Name, original_at and one identifier are required."""

    name: Text
    original_at: Time
    sent_at: Time | None = None
    received_at: Time | None = None
    message_id: Text | None = None
    session_id: Text | None = None
    sequence: Text | None = None
    name_prefix: Annotated[str, AfterValidator(_name_prefix)] = ""
    repeats: Literal["events", "one_event"] = "events"
    identifiers: Annotated[Identifiers, Field(min_length=1)]
    properties: Properties = Field(default_factory=dict)


class UserPart(Part):
    """What is an account in a row."""

    user_id: Text
    updated_at: Time | None = None
    identifiers: Identifiers = Field(default_factory=dict)
    attributes: Properties = Field(default_factory=dict)


class SessionPart(Part):
    """What is a session in a row."""

    session_id: Text
    started_at: Time | None = None
    ended_at: Time | None = None
    attributes: Properties = Field(default_factory=dict)


class IdentifierPart(Part):
    """What is an identifier by itself in a row."""

    kind: Text
    value: Annotated[IdentifierReference, BeforeValidator(as_reference)]


class Use(NamedTuple):
    """What a mapping uses a value of the row for: `name` is an identifier's kind or a property's name."""

    record: str
    field: str
    name: str
    reference: Reference


class Mapping(Part):
    """What each column of a file means, and what holds for all of its rows."""

    source: Annotated[TextReference, BeforeValidator(_as_source)]
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: Encoding | None = None
    time_zone: ZoneName = "UTC"
    time_format: Formats = ()
    phone_region: Region = DEFAULT_REGION
    null_words: OwnNullWords = ()
    unusable: Unusable = "cell"
    same_names: SameNames = "refused"
    apostrophes: Apostrophes = "kept"
    event: EventPart | None = None
    user: UserPart | None = None
    session: SessionPart | None = None
    identifier: IdentifierPart | None = None
    roles: dict[Annotated[str, Field(min_length=1)], Role] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.event or self.user or self.session or self.identifier):
            raise ValueError("one of [event], [user], [session] and [identifier] says what a row is")
        return self

    def uses(self) -> list[Use]:
        """Everything that is read from a row, in the order in which it is listed here."""
        found = [Use("", "source", "", self.source)]
        for record in ("event", "user", "session", "identifier"):
            part = getattr(self, record)
            if part is not None:
                found += _uses(record, part)
        return found

    def columns(self) -> list[str]:
        """Every column that the mapping names."""
        return list(dict.fromkeys(name for use in self.uses() for name in use.reference.columns_used()))


def _uses(record: str, part: Part) -> Iterator[Use]:
    for field in type(part).model_fields:
        value = getattr(part, field)
        if isinstance(value, Reference):
            yield Use(record, field, "", value)
        elif isinstance(value, dict):
            for name, references in value.items():
                for one in references if isinstance(references, tuple) else (references,):
                    yield Use(record, field, name, one)


def load_mapping(name_or_path: str | Path) -> Mapping:
    """The mapping that ships under this name (`ecom`), or the one in this TOML file.

    Raises MappingInvalid with every mistake in it.
    """
    label, text = _text_of(name_or_path)
    return mapping_of(label, text)


def mapping_of(label: str, text: str) -> Mapping:
    """The mapping that is written in a TOML text. Raises MappingInvalid with every mistake in it."""
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except ValidationError as why:
        faults = describe_faults(why, Mapping)
        raise MappingInvalid(
            "\n".join((f"{label} has {len(faults)} mistake{'s' if len(faults) > 1 else ''}:", *faults)),
            kept="Nothing was loaded.",
            action="Correct them all and load again; docs/mappings.md describes every setting, and "
            "`onepath mapping propose FILE` writes a mapping to start with.",
        ) from why
    except (ValueError, RecursionError) as why:  # also a number of thousands of digits
        raise MappingInvalid(f"{label} is not TOML: {why}.", kept="Nothing was loaded.") from why


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
            kept="Nothing was loaded.",
            action=f"Mappings that ship: {', '.join(shipped_mappings())}. Write one for your file with: "
            f"onepath mapping propose FILE > {name}",
        ) from why
    except (OSError, UnicodeDecodeError) as why:
        raise MappingInvalid(f"The mapping file {name} cannot be read: {why}.") from why
