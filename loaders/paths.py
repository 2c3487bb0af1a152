"""Paths into nested cells: `user.contact.phone`, `items[0].sku`, `items[].sku`, `params["a.b"]`."""

import json
import re
from typing import Any

__all__ = ["ALL", "Step", "at_path", "parse_path"]

Step = str | int | None
"""A key, a place in a list (-1 is the last one), or ALL."""

ALL = None
"""Every element of a list."""

_STEP = re.compile(r'\.?(?:(?P<key>[^.\[\]]+)|\[(?:(?P<place>-?\d+)|"(?P<quoted>[^"]+)"|(?P<all>))\])')


def parse_path(path: str) -> tuple[str, tuple[Step, ...]]:
    """The column that a path starts in, and the steps from there. ValueError where it is not a path."""
    found: list[Step] = []
    end = 0
    while end < len(path):
        step = _STEP.match(path, end)
        if step is None or (not end and path.startswith(".")):
            raise ValueError(f"'{path}' is not a path (such as user.contact.phone or items[0].sku)")
        end = step.end()
        if step["place"] is not None:
            found.append(int(step["place"]))
        else:
            found.append(ALL if step["all"] is not None else step["key"] or step["quoted"])
    if not found or not isinstance(found[0], str):
        raise ValueError(f"'{path}' does not begin with the name of a column")
    return found[0], tuple(found[1:])


def at_path(cell: Any, steps: tuple[Step, ...]) -> Any:
    """What is at the end of the path; None where it leads nowhere, a tuple where it passes ALL.

    A text on the way is JSON, as CSV files hold it. Raises ValueError where it is not.
    """
    for number, step in enumerate(steps):
        if isinstance(cell, str):
            cell = _parsed(cell)
        if step is ALL:
            if not isinstance(cell, list | tuple):
                return None
            found = [at_path(one, steps[number + 1 :]) for one in cell]
            return tuple(
                inner for one in found for inner in (one if isinstance(one, tuple) else (one,))
            )  # fmt: skip
        if isinstance(step, int):
            fits = isinstance(cell, list | tuple) and -len(cell) <= step < len(cell)
            cell = cell[step] if fits else None
        else:
            cell = cell.get(step) if isinstance(cell, dict) else None
        if cell is None:
            return None
    return cell


def _parsed(text: str) -> Any:
    if not text or text.isspace():
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as why:
        raise ValueError(f"'{text[:60]}' is not JSON") from why
