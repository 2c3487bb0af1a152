"""A mapping proposed for a file that nobody has described yet: by its columns' names, and by their values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal, cast

from pydantic import ValidationError

from .cells import Cell, as_int, as_text
from .column_words import FIELD_WORDS, KIND_WORDS, spelled
from .errors import InputError, MappingInvalid
from .files import open_rows
from .mapping import Mapping, property_name
from .records import Reject
from .rows import Rows
from .spelling import DEFAULT_REGION
from .tables import REQUIRED, read_header, table_of
from .times import parse_time

__all__ = ["ROLES", "ColumnGuess", "Proposal", "propose"]

Role = Literal[
    "original_at", "name", "source", "identifier", "property", "left_out", "sent_at", "received_at",
    "message_id", "session_id", "sequence",
]  # fmt: skip
ROLES: tuple[Role, ...] = (
    "original_at", "name", "source", "identifier", "property", "left_out", "sent_at", "received_at",
    "message_id", "session_id", "sequence",
)  # fmt: skip
"""What a column can be."""

_LOOKED_AT = 2_000
_FEW = 60
"""A column of event names or of sources has hardly more different values than this."""
_MOST = 0.9
"""So much of a column must be of a form before the form is believed."""
_TIMES: tuple[Role, ...] = ("original_at", "sent_at", "received_at")
_WORDS: tuple[Role, ...] = ("message_id", "session_id", "name", "source")
_PHONE = re.compile(r"(?:\+|00)?(?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+[1-9][\d -]{7,16}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_EPOCH = re.compile(r"1\d{9}(?:\.\d+|\d{3}|\d{6}|\d{9})?")
_BOOLS = frozenset(("true", "false", "yes", "no"))


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to be. `kind`: the kind of an identifier, or the type of a property ('' for as is).

    `filled`: the share of the first rows that have a value; `different`: how many distinct values they have;
    `examples`: the first of these.
    """

    column: str
    role: Role
    kind: str
    filled: float
    different: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each column is taken for, and what holds for the file. Any of it may be replaced, and is checked
    when the mapping is asked for.

    `source` and `name` are used where no column is; `table` is the canonical table that the file is already:
    it needs no mapping then.
    """

    columns: tuple[ColumnGuess, ...]
    source: str
    name: str
    delimiter: str | None = None
    time_zone: str = "UTC"
    phone_region: str = DEFAULT_REGION
    rows: int = 0
    table: str | None = None

    def taken_as(self, column: str, role: Role, kind: str = "") -> "Proposal":
        """The same with a column taken for something else."""
        columns = tuple(
            replace(one, role=role, kind=kind) if one.column == column else one for one in self.columns
        )
        return replace(self, columns=columns)

    def mapping(self) -> Mapping:
        """The mapping that follows. Raises MappingInvalid with everything that is missing or twice."""
        by_role: dict[str, list[ColumnGuess]] = {}
        for one in self.columns:
            by_role.setdefault(one.role, []).append(one)
        faults = _faults(by_role)
        parts: dict[str, object] = {
            role: found[0].column
            for role, found in by_role.items()
            if role not in ("identifier", "property", "left_out", "source", "name")
        }
        parts["source"] = {"column": by_role["source"][0].column} if "source" in by_role else self.source
        parts["name"] = by_role["name"][0].column if "name" in by_role else {"constant": self.name}
        identifiers: dict[str, list[str]] = {}
        for one in by_role.get("identifier", []):
            identifiers.setdefault(one.kind, []).append(one.column)
        parts["identifiers"] = identifiers
        parts["properties"] = _properties(by_role.get("property", []), faults)
        parts |= {
            "delimiter": self.delimiter, "time_zone": self.time_zone, "phone_region": self.phone_region,
        }  # fmt: skip
        if faults:
            raise _invalid(faults)
        try:
            return Mapping.model_validate(parts)
        except ValidationError as why:
            told = [
                f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}"
                for one in why.errors()
            ]
            raise _invalid(told) from why


@dataclass(slots=True)
class _Seen:
    """A column's values in the rows that were looked at."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [text for cell in self.cells if (text := as_text(cell).strip())]


def propose(path: Path | str) -> Proposal:
    """What the file's columns seem to be, from their names and from its first 2,000 rows.

    Raises FileUnreadable.
    """
    path = Path(path)
    rows, delimiter = _opened(path)
    seen: dict[str, _Seen] = {column: _Seen() for column in rows.columns}
    count = 0
    for row in islice((row for row in rows.rows if not isinstance(row, Reject)), _LOOKED_AT):
        count += 1
        for column, cell in zip(row[1], row[2], strict=False):
            if cell is not None and cell != "":
                seen.setdefault(column, _Seen()).cells.append(cell)
    stem = re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_").lower() or "file"
    columns = _settle({name: _guess(name, one, count) for name, one in seen.items()}, seen)
    return Proposal(tuple(columns), stem, stem, delimiter, rows=count, table=_canonical(path, rows.columns))


def _opened(path: Path) -> tuple[Rows, str | None]:
    rows = open_rows(path)
    return rows, None if rows.delimiter in (",", None) or path.suffix == ".tsv" else rows.delimiter


def _canonical(path: Path, columns: Sequence[str]) -> str | None:
    try:
        table = table_of(path)
        read_header(str(path), table, columns)
    except InputError:
        return None
    return table if set(REQUIRED[table]) <= set(columns) else None


def _guess(column: str, seen: _Seen, rows: int) -> ColumnGuess:
    texts = seen.texts
    different = list(dict.fromkeys(texts))
    role, kind = _role(column, texts, len(different))
    examples = tuple(text[:60] for text in different[:3])
    return ColumnGuess(column, role, kind, len(texts) / rows if rows else 0.0, len(different), examples)


def _role(column: str, texts: list[str], different: int) -> tuple[Role, str]:
    """What the column is by itself; `_settle` decides between several that claim the same."""
    name = spelled(column)
    for role in _TIMES:
        if name in FIELD_WORDS[role] and _share(texts, _is_time) >= _MOST:
            return role, ""
    for kind, words in KIND_WORDS.items():
        if name in words and not (kind == "email" and texts and _share(texts, _EMAIL.fullmatch) < 0.5):
            return "identifier", kind
    for role in _WORDS:
        if name in FIELD_WORDS[role] and (role not in ("name", "source") or different <= _FEW):
            return role, ""
    if name in FIELD_WORDS["sequence"] and _share(texts, _NUMBER.fullmatch) >= _MOST:
        return "sequence", ""
    if texts and _share(texts, _EMAIL.fullmatch) >= _MOST:
        return "identifier", "email"
    if texts and _share(texts, _PHONE.fullmatch) >= _MOST and not _share(texts, _EPOCH.fullmatch) >= _MOST:
        return "identifier", "phone"
    if name.endswith(("_openid", "_unionid")):
        return "identifier", "wechat_" + name.rpartition("_")[2]
    return "property", _type(texts)


def _settle(guesses: dict[str, ColumnGuess], seen: dict[str, _Seen]) -> list[ColumnGuess]:
    """One column for each field: the one that its words name first. A time or a name that no word names is
    taken from the values."""
    taken: dict[str, str] = {}
    for role, words in FIELD_WORDS.items():
        claims = [one for one in guesses.values() if one.role == role]
        if claims:
            taken[role] = min(claims, key=lambda one: words.index(spelled(one.column))).column
    if "original_at" not in taken:
        times = [name for name, one in guesses.items()
                 if one.role == "property" and _share(seen[name].texts, _is_moment) >= _MOST]  # fmt: skip
        taken |= {"original_at": times[0]} if times else {}
    settled = []
    for name, one in guesses.items():
        field_of = next((role for role, column in taken.items() if column == name), None)
        if field_of is not None:
            one = replace(one, role=cast(Role, field_of), kind="")
        elif one.role in FIELD_WORDS:
            one = replace(one, role="property", kind=_type(seen[name].texts))
        settled.append(one)
    return settled


def _type(texts: list[str]) -> str:
    """A property's type, the most specific one that fits all of its values; '' is text as it is."""
    if texts and all(text.lower() in _BOOLS for text in texts):
        return "bool"
    if texts and all(_NUMBER.fullmatch(text) for text in texts):
        return "int" if all(_whole(text) for text in texts) else "float"
    return "time" if _share(texts, _is_moment) == 1 else ""


def _whole(text: str) -> bool:
    try:
        return "." not in text and as_int(text) is not None
    except ValueError:
        return False


def _share(texts: list[str], fits: Callable[[str], object]) -> float:
    return sum(bool(fits(text)) for text in texts) / len(texts) if texts else 0.0


def _is_time(text: str) -> bool:
    try:
        parse_time(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    """A time that nobody takes for a number: written as one, or an epoch of this century."""
    return _is_time(text) and (not text.replace(".", "").isdigit() or _EPOCH.fullmatch(text) is not None)


def _faults(by_role: dict[str, list[ColumnGuess]]) -> list[str]:
    faults = [
        f"{role}: {' and '.join(one.column for one in found)} cannot both be it"
        for role, found in by_role.items()
        if role not in ("identifier", "property", "left_out") and len(found) > 1
    ]
    if "original_at" not in by_role:
        faults.append("original_at: no column says when an event happened")
    if "identifier" not in by_role:
        faults.append("identifiers: no column says who did it")
    return faults


def _properties(columns: list[ColumnGuess], faults: list[str]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for one in columns:
        name = _named(one.column)
        if name in properties:
            faults.append(f"properties: two columns would be called {name}")
        properties[name] = {"column": one.column, "type": one.kind} if one.kind else one.column
    return properties


def _named(column: str) -> str:
    """A name that a property may have, as near to the column's as can be."""
    name = re.sub(r"\W+", "_", column.partition(":")[0].strip()).strip("_") or "column"
    name = f"c_{name}" if name[0].isdigit() else name
    try:
        return property_name(name)
    except ValueError:
        return f"{name}_value"


def _invalid(faults: list[str]) -> MappingInvalid:
    return MappingInvalid(
        "\n".join(("These columns are no mapping yet:", *(f"  {fault}" for fault in faults))),
        kept="Nothing was loaded.",
        action="Say of each column what it is.",
    )
