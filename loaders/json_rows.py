"""JSON as rows: an object a line, or one array of objects, which is never held as a whole."""

import io
import json
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from .cells import Cell, inspect
from .records import Reject
from .rejects import reject_line, reject_row
from .rows import Row, Rows, broken_off, by_row
from .same_names import SameNames, first_repeated, numbered_names
from .streams import LINE_LIMIT, Damaged, Progress, TextBlocks

__all__ = ["open_json"]

_CUT = 16  # characters before the end of a text within which a fault may come from its being cut there
_BLANK = " \t\r\n"


def open_json(path: Path, encoding: str | None, progress: Progress | None, same_names: SameNames) -> Rows:
    """The rows of a JSON Lines file, or of a file that is one array."""
    numbered: dict[str, str] = {}
    decoder = json.JSONDecoder(
        object_pairs_hook=partial(_numbered, numbered) if same_names == "numbered" else _distinct
    )
    rows = _array_rows if _is_array(path, encoding) else _line_rows
    return by_row(str(path), rows(path, TextBlocks(path, progress, encoding), decoder), numbered=numbered)


def _is_array(path: Path, encoding: str | None) -> bool:
    try:
        for piece in TextBlocks(path, encoding=encoding).pieces():
            if start := piece.lstrip():
                return start.startswith("[")
    except Damaged:
        pass  # the rows are read in the same way, and say it
    return False


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = first_repeated([name for name, _ in pairs])
        raise ValueError(
            f'the key {key!r} is there twice (same_names = "numbered" in the mapping reads both)'
        )
    return found


def _numbered(numbered: dict[str, str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    old = [name for name, _ in pairs]
    new = numbered_names(old)
    numbered.update((name, before) for name, before in zip(new, old, strict=True) if name != before)
    return dict(zip(new, (value for _, value in pairs), strict=True))


def _line_rows(path: Path, blocks: TextBlocks, decoder: json.JSONDecoder) -> Iterator[Row | Reject]:
    number = 0
    try:
        for line in chain.from_iterable(io.StringIO(block, newline="\n") for block in blocks):
            number += 1
            if not line.isspace():
                yield _line_row(path, number, line, decoder, suspect=blocks.suspect or "\\u" in line)
    except Damaged as why:
        raise broken_off(path, number, why) from why


def _line_row(
    path: Path, number: int, line: str, decoder: json.JSONDecoder, *, suspect: bool
) -> Row | Reject:
    try:
        row = decoder.decode(line)
    except (ValueError, RecursionError) as why:
        return reject_line(str(path), number, f"not JSON: {why}", line)
    if not isinstance(row, dict):
        return reject_line(str(path), number, "a JSON line that is not an object", line)
    return _row(path, number, row, suspect)


def _row(path: Path, number: int, row: dict[str, Any], suspect: bool) -> Row | Reject:
    cells: list[Cell] = list(row.values())
    if suspect and (reason := inspect([*row, *cells])):
        return reject_row(str(path), number, reason, list(row), cells)
    return number, tuple(row), cells


def _array_rows(path: Path, blocks: TextBlocks, decoder: json.JSONDecoder) -> Iterator[Row | Reject]:
    number = 0
    try:
        for row, text in _elements(blocks.pieces(), decoder):
            number += 1
            if isinstance(row, dict):
                yield _row(path, number, row, blocks.suspect or "\\u" in text)
            else:
                yield reject_line(str(path), number, "an element of a JSON array that is not an object", text)
    except Damaged as why:
        raise broken_off(path, number, why) from why


def _elements(pieces: Iterator[str], decoder: json.JSONDecoder) -> Iterator[tuple[Any, str]]:
    """The elements of an array, each with its text."""
    text, at, begun = "", 0, False
    for piece in pieces:
        text, at = text[at:] + piece, 0
        if len(text) > LINE_LIMIT:
            raise Damaged(f"it has an element of more than {LINE_LIMIT:,} characters")
        if not begun:
            at = _skip(text, 0, "[")
            begun = at > 0 and "[" in text[:at]
        while begun:
            start = _skip(text, at, ",")
            if text[start : start + 1] == "]":
                rest = text[start + 1 :] + "".join(pieces)
                if rest.strip():
                    raise Damaged("something follows the array")
                return
            try:
                element, end = decoder.raw_decode(text, start)
            except (ValueError, RecursionError) as why:
                if _may_be_cut(why, text):
                    break
                raise Damaged(f"not JSON: {why}") from why
            if end == len(text) and not isinstance(element, dict):
                break  # a number that may be cut
            yield element, text[start:end]
            at = end
    raise Damaged("the array has no end")


def _skip(text: str, at: int, mark: str) -> int:
    """Where the next element begins: behind blanks and one mark."""
    while text[at : at + 1] and text[at] in _BLANK:
        at += 1
    if text[at : at + 1] != mark:
        return at
    at += 1
    while text[at : at + 1] and text[at] in _BLANK:
        at += 1
    return at


def _may_be_cut(why: Exception, text: str) -> bool:
    """Whether what is wrong may be only that the text ends here."""
    if not isinstance(why, json.JSONDecodeError):
        return False
    return why.pos >= len(text) - _CUT or why.msg.startswith("Unterminated string")
