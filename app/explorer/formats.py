"""How values are written: numbers, shares, and text from data, inert in Markdown and in spreadsheets."""

import re
import string
from datetime import timedelta

from onepath.loaders.safe_text import defused, visible

__all__ = ["cell", "chance", "defuse", "number", "per", "percent", "plain", "precise_percent", "short"]

_MARKUP = str.maketrans({mark: "\\" + mark for mark in string.punctuation})
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp|tel|www)([:.])|(?<=[-.\w+])(@)(?=[-\w])", re.IGNORECASE)


def plain(text: str) -> str:
    """Text with all of Markdown's marks escaped, for places that read Markdown; no address becomes a link."""
    return _ADDRESS.sub(_unlinked, " ".join(visible(text).split())).translate(_MARKUP)


def _unlinked(found: "re.Match[str]") -> str:
    """An address that Markdown makes no link of: an unseen joiner follows its first word, or @."""
    return f"{found[3]}\u2060" if found[3] else f"{found[1]}\u2060{found[2]}"


def short(text: str, limit: int = 28) -> str:
    """Text that fits a label; the full text is always in the table beside the drawing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def number(value: int | float) -> str:
    """A count with thousands separators."""
    return f"{value:,}"


def per(whole: int, parts: int) -> str:
    """How many of something for each, to one decimal; a dash where there is none."""
    return f"{whole / parts:,.1f}" if parts else "–"


def chance(p: float) -> str:
    """A probability for a sentence; one that is too small for a number is not 0."""
    return f"{p:.2g}" if p else "<1e-300"


def percent(share: float | None) -> str:
    """A share for a label: 0 % only where there is none, 100 % only where none is missing."""
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def precise_percent(share: float) -> str:
    """A share to compare with another that may be as small: two digits, as 1.3 % and 0.97 %."""
    return f"{100 * share:.2g}%" if share < 0.1 else percent(share)


def cell(value: object) -> object:
    """A value as a table can show it: the driver's own types, lists and maps become text."""
    if hasattr(value, "to_native"):  # neo4j.time
        value = value.to_native()
    if isinstance(value, (list, tuple, set)):
        return ", ".join(str(cell(item)) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {cell(item)}" for key, item in value.items())
    if isinstance(value, timedelta):
        return str(value)
    return value


def defuse(value: object) -> object:
    """A value that no spreadsheet reads as a formula."""
    return defused(value) if isinstance(value, str) else value
