"""Event logs in XES (IEEE 1849) as rows: an event each, the attributes of its trace as `case:` columns."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from .cells import Cell
from .records import Reject
from .rejects import reject_row
from .rows import Row, Rows, broken_off, by_row
from .streams import CELL_LIMIT, Damaged, Progress, read_bytes

__all__ = ["open_xes"]

_TYPES = frozenset(("string", "id", "date", "int", "float", "boolean", "list", "container"))


def open_xes(path: Path, progress: Progress | None) -> Rows:
    """The events of all traces, in their order."""
    return by_row(str(path), _rows(path, progress))


def _rows(path: Path, progress: Progress | None) -> Iterator[Row | Reject]:
    number = 0
    try:
        for attributes in _events(read_bytes(path, progress)):
            number += 1
            yield _row(path, number, attributes)
    except ParseError as why:
        raise broken_off(path, number, Damaged(f"it is not XML ({why})")) from why
    except Damaged as why:
        raise broken_off(path, number, why) from why


def _row(path: Path, number: int, attributes: list[tuple[str, Cell]]) -> Row | Reject:
    columns = tuple(name for name, _ in attributes)
    cells = [cell for _, cell in attributes]
    if len(set(columns)) < len(columns):
        twin = next(name for name in columns if columns.count(name) > 1)
        return reject_row(str(path), number, f"the attribute {twin!r} is there twice", columns, cells)
    if any(isinstance(cell, str) and len(cell) > CELL_LIMIT for cell in cells):
        reason = f"a cell of more than {CELL_LIMIT:,} characters"
        return reject_row(str(path), number, reason, columns, cells)
    return number, columns, cells


def _events(pieces: Iterator[bytes]) -> Iterator[list[tuple[str, Cell]]]:
    """The attributes of each event, after those of its trace."""
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    above: list[Element] = []
    trace: list[tuple[str, Cell]] = []
    for piece in pieces:
        parser.feed(piece)
        for what, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if what == "start":
                above.append(element)
                continue
            above.pop()
            tag, parent = _tag(element), _tag(above[-1]) if above else ""
            if tag == "event":
                yield [*trace, *map(_attribute, filter(_is_attribute, element))]
                element.clear()
            elif parent == "trace" and tag in _TYPES:
                key, value = _attribute(element)
                trace.append((f"case:{key}", value))
            elif tag == "trace":
                trace = []
                above[0].clear()  # what was read is let go
    parser.close()


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_attribute(element: Element) -> bool:
    return _tag(element) in _TYPES


def _attribute(element: Element) -> tuple[str, Cell]:
    return element.get("key", ""), _value(element)


def _value(element: Element) -> Any:
    text = element.get("value", "")
    match _tag(element):
        case "list":
            return [_value(one) for child in element for one in ([child] if _is_attribute(child) else child)]
        case "container":
            return dict(map(_attribute, filter(_is_attribute, element)))
        case "boolean":
            return text.strip().lower() == "true" if text.strip().lower() in ("true", "false") else text
        case "int" | "float" as kind:
            try:
                return int(text) if kind == "int" else float(text)
            except ValueError:
                return text
        case _:
            return text
