"""Text from data that harms nobody: what a spreadsheet would run, a terminal obey, a line turn round."""

import re
from pathlib import Path
from typing import TextIO

__all__ = ["FOR_SPREADSHEETS", "bare", "defused", "is_formula", "open_for_spreadsheets", "visible"]

FOR_SPREADSHEETS = "utf-8-sig"
"""The encoding of CSV that people open in a spreadsheet: Excel takes UTF-8 for UTF-8 only with its mark."""

_BEGINS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d[\d .,()/-]*")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_PICTURES = 0x2400


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell; a signed number, such as a phone number, is not a formula."""
    return cell.startswith(_BEGINS) and not _NUMBER.fullmatch(cell)


def defused(cell: str) -> str:
    """The cell as text for a spreadsheet: with an apostrophe in front of a formula.

    One that is there already gets another, so that `bare` gives every cell back.
    """
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def bare(cell: str) -> str:
    """A cell without the apostrophe that `defused` put in front of it."""
    return cell[1:] if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell


def open_for_spreadsheets(file: Path) -> TextIO:
    """A CSV file to write that a spreadsheet opens."""
    return file.open("w", encoding=FOR_SPREADSHEETS, newline="")


def visible(text: str) -> str:
    """The text with a picture (␛) or a code (<U+202E>) in the place of each character that is none."""
    return _CONTROLS.sub(_picture, text)


def _picture(found: "re.Match[str]") -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
