"""Cells of a table: text from CSV, native values from JSON and Parquet."""

import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Literal

from .records import PropertyValue
from .spelling import is_null
from .streams import CELL_LIMIT
from .times import Times, parse_time

Cell = Any
"""A str from CSV; from JSON and Parquet also None, bool, int, float, Decimal, date, list, dict, bytes."""

PropertyType = Literal["text", "int", "float", "bool", "time"]
PROPERTY_TYPES = ("text", "int", "float", "bool", "time")

_INT64 = 2**63
_TRUE = frozenset(("true", "t", "yes", "y", "1"))
_FALSE = frozenset(("false", "f", "no", "n", "0"))


def as_text(cell: Cell) -> str:
    """The cell as text; None and not-a-number as empty text."""
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


def inspect(cells: list[Cell]) -> str | None:
    """Why a row of suspect text cannot be taken, if so."""
    for cell in cells:
        text = as_text(cell)
        if len(text) > CELL_LIMIT:
            return f"a cell of {len(text):,} characters (limit {CELL_LIMIT:,})"
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return "not valid UTF-8"
    return None


def property_reader(kind: PropertyType | None, zone: tzinfo = UTC) -> Callable[[Cell], PropertyValue | None]:
    """A function from cell to property value; None where the cell is blank. ValueError if impossible."""
    if kind is None:
        return native
    if kind == "time":
        return time_reader(zone)
    return {"text": _text, "int": _int, "float": _float, "bool": _bool}[kind]


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
        return parse_time(cell)
    return _text(cell)


def time_reader(zone: tzinfo) -> Callable[[Cell], datetime | None]:
    """A function from cell to time, remembering those it has seen."""
    times = Times(zone)

    def read(cell: Cell) -> datetime | None:
        if type(cell) is str:
            return times[cell]
        if isinstance(cell, date):
            return parse_time(cell, zone)
        return times[as_text(cell)]

    return read


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
    if math.isfinite(number) and -_INT64 < number < _INT64 and number == int(number):
        return str(int(number))  # a column of whole numbers with a gap comes as 13800000000.0
    return str(number)


def _text(cell: Cell) -> str | None:
    text = as_text(cell)
    return text if text and not text.isspace() else None


def _int(cell: Cell) -> int | None:
    return as_int(cell)


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
