"""Cells of CSV files that people open in a spreadsheet, which runs what looks like a formula."""

import re

__all__ = ["guarded", "unguarded"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-\d+(\.\d+)?")
_PHONE = re.compile(r"\+\d+")


def guarded(cell: str) -> str:
    """The cell as no spreadsheet runs it.

    A phone number gets a tab, which keeps it a text and is not seen; other formulas get an apostrophe.
    """
    if not cell.startswith(_FORMULA) or _NUMBER.fullmatch(cell):
        return cell
    return f"\t{cell}" if _PHONE.fullmatch(cell) else f"'{cell}"


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    bare = cell[1:]
    if cell[:1] == "\t":
        return bare if _PHONE.fullmatch(bare) else cell
    return bare if cell[:1] == "'" and guarded(bare) == cell else cell
