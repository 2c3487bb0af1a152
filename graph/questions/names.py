"""Names in one text: `a>b>c`; a `>` in brackets (`a[x>1]`) or after a backslash is part of a name."""

import re
from collections.abc import Iterable, Sequence

_NAME = re.compile(r"((?:\\.|\[(?:\\.|[^\]\\])*\]|[^>\\]|\\$)*)(?:>|$)", re.DOTALL)


def split_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """The names of `a>b>c`, backslashes as they are; a text that is a known name is that one name."""
    if text in set(known):
        return [text]
    names = []
    for found in _NAME.finditer(text):
        names.append(found[1])
        if found.end() == found.end(1):
            break
    return names


def plain_names(text: str) -> list[str]:
    """The names of `a>b>c` without their backslashes."""
    return [re.sub(r"\\(.)", r"\1", name, flags=re.DOTALL) for name in split_names(text)]


def join_names(names: Sequence[str], separator: str = ">") -> str:
    """Names as the text that `plain_names` takes apart."""
    return separator.join(re.sub(r"([\\>]|\[(?![^\]>]*\]))", r"\\\1", name) for name in names)
