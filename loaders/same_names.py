"""Columns of CSV and Parquet, and keys of JSON, that have the same name.

Which of them a mapping means nobody can say, so they are refused. A mapping may have them numbered instead:
the second `amount` is `amount_2`. A column without a name is never meant, so there may be several.
"""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from .errors import FileUnreadable

__all__ = ["SameNames", "first_repeated", "name_columns", "numbered_names"]

SameNames = Literal["refused", "numbered"]


def name_columns(
    path: Path, columns: Sequence[str], same_names: SameNames
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The columns' names, each once, and those that got a number. FileUnreadable where they are refused."""
    repeated = sorted({name for name in columns if name and columns.count(name) > 1})
    if not repeated:
        return tuple(columns), {}
    if same_names == "refused":
        raise FileUnreadable(
            f"{path}: more than one column is called {', '.join(map(repr, repeated))}.",
            kept="Nothing of this file was loaded.",
            action='Give each column its own name, or set same_names = "numbered" in the mapping. '
            f"This writes one: onepath mapping propose {shlex.quote(str(path))} > mapping.toml",
        )
    names = numbered_names(columns)
    return names, {new: old for new, old in zip(names, columns, strict=True) if new != old}


def numbered_names(names: Sequence[str]) -> tuple[str, ...]:
    """The same names, where one that was there before has the next free number: `amount`, `amount_2`."""
    taken, found, seen = set(names), [], set()
    for name in names:
        new, number = name, 1
        while new in seen or (number > 1 and new in taken):
            number += 1
            new = f"{name}_{number}"
        if name:
            seen.add(new)
        found.append(new)
    return tuple(found)


def first_repeated(names: Sequence[str]) -> str:
    """The first of the names that is there more than once."""
    return next(name for name in names if names.count(name) > 1)
