"""Cells of a table: text from CSV, native values from JSON and Parquet."""

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Literal

from .null_words import is_null
from .records import PropertyValue
from .streams import CELL_LIMIT
from .time_texts import NO_TIME
from .times import ANY_YEAR, EVENT_YEARS, Times, Years, parse_date

Cell = Any
"""A str from CSV; from JSON and Parquet also None, bool, int, float, Decimal, date, list, dict, bytes."""

PropertyType = Literal["text", "int", "float", "bool", "time", "date"]
PROPERTY_TYPES = ("text", "int", "float", "bool", "time", "date")


class Unreadable(str):
    """A value of Parquet that Python cannot hold, as text: a date after the year 9999."""


_INT64 = 2**63
_EXACT = 2**53  # a float holds every whole number up to this one
_TRUE = frozenset(("true", "t", "yes", "y", "1"))
_FALSE = frozenset(("false", "f", "no", "n", "0"))


def as_text(cell: Cell) -> str:
    """The cell as text; None and not-a-number as empty text.

    A float that is too large to hold each whole number keeps its point or exponent: its last digits are not
    those of the source, which `normalise` refuses.
    """
    if type(cell) is str:
        return cell
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | Decimal):
        return _number_text(cell)
    if isinstance(cell, list | dict | tuple):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def inspect(cells: list[Cell], encoding: str = "utf-8") -> str | None:
    """Why a row of suspect text cannot be taken, if so; `encoding` is the one that its file has."""
    for cell in cells:
        text = as_text(cell)
        if len(text) > CELL_LIMIT:
            return f"a cell of {len(text):,} characters (limit {CELL_LIMIT:,})"
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return f"not valid {encoding.upper()}"
    return None


def property_reader(
    kind: PropertyType | None, zone: tzinfo = UTC, formats: Sequence[str] = ()
) -> Callable[[Cell], PropertyValue | None]:
    """A function from cell to property value; None where the cell is blank. ValueError if impossible."""
    match kind:
        case None:
            return native
        case "time":
            return time_reader(zone, formats, ANY_YEAR)
        case "date":
            return _date_reader(zone, formats)
        case "text":
            return _text
        case "int":
            return as_int
        case "float":
            return _float
        case "bool":
            return _bool


def native(cell: Cell) -> PropertyValue | None:
    """The cell as it is, where the graph has its type; otherwise as text."""
    if type(cell) is str:
        return cell if cell and not cell.isspace() else None
    if cell is None or isinstance(cell, bool):
        return cell
    if isinstance(cell, int):
        return _in_range(cell)
    if isinstance(cell, float | Decimal):
        return _finite(float(cell))
    if isinstance(cell, date):
        return _native_date(cell)
    if isinstance(cell, Unreadable):
        raise ValueError(f"'{cell}' is outside the calendar")
    return _text(cell)


def time_reader(
    zone: tzinfo,
    formats: Sequence[str] = (),
    years: Years = EVENT_YEARS,
    unclear: Counter[str] | None = None,
) -> Callable[[Cell], datetime | None]:
    """A function from cell to time, remembering those it has seen; `formats` as `parse_time` has them.

    `unclear` counts the times that a change of the zone's clock makes doubtful, as `Times` does.
    """
    times = Times(zone, formats, years, unclear)

    def read(cell: Cell) -> datetime | None:
        if type(cell) is str:
            return times[cell]
        if isinstance(cell, date):
            return times.of_date(cell)
        if isinstance(cell, Unreadable):
            raise ValueError(f"'{cell}' is outside the calendar")
        return times[as_text(cell)]

    return read


def _date_reader(zone: tzinfo, formats: Sequence[str]) -> Callable[[Cell], date | None]:
    def read(cell: Cell) -> date | None:
        if isinstance(cell, date):
            return None if _is_no_date(cell) else parse_date(cell, zone)
        if isinstance(cell, Unreadable):
            raise ValueError(f"'{cell}' is outside the calendar")
        text = as_text(cell).strip()
        return None if is_null(text) or NO_TIME.match(text) else parse_date(text, zone, formats)

    return read


def _native_date(cell: date) -> date | None:
    if isinstance(cell, datetime):
        return Times(years=ANY_YEAR).of_date(cell)
    return None if _is_no_date(cell) else cell


def _is_no_date(cell: date) -> bool:
    return (cell.year, cell.month, cell.day) == (1, 1, 1)


def as_int(cell: Cell) -> int | None:
    """A whole number of 64 bits; None where the cell says nothing."""
    text = as_text(cell).strip()
    whole, dot, zeros = text.partition(".")
    try:
        if dot and not zeros.strip("0"):
            return _in_range(int(whole))
        return _in_range(int(text))
    except ValueError as why:
        if is_null(text) and not any(map(str.isdigit, text)):
            return None
        raise ValueError(f"'{text[:60]}' is not a whole number of 64 bits") from why


def _number_text(number: float | Decimal) -> str:
    if not math.isfinite(number) or number != int(number):
        return str(number)
    if isinstance(number, Decimal):
        return str(int(number)) if -_INT64 < number < _INT64 else str(number)
    if abs(number) > _EXACT:
        return str(number)
    return str(int(number))  # a column of whole numbers with a gap comes as 13800000000.0


def _text(cell: Cell) -> str | None:
    text = as_text(cell)
    return text if text and not text.isspace() else None


def _float(cell: Cell) -> float | None:
    text = as_text(cell).strip()
    try:
        return _finite(float(text))
    except ValueError as why:
        if is_null(text):
            return None
        raise ValueError(f"'{text[:60]}' is not a finite number") from why


def _bool(cell: Cell) -> bool | None:
    text = as_text(cell).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if is_null(text):
        return None
    raise ValueError(f"'{text[:60]}' is neither true nor false")


def _in_range(number: int) -> int:
    if not -_INT64 <= number < _INT64:
        raise ValueError(f"{str(number)[:60]} does not fit in 64 bits")
    return number


def _finite(number: float) -> float | None:
    if math.isnan(number):
        return None
    if math.isinf(number):
        raise ValueError("an infinite number")
    return number
