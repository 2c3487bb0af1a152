"""Accounts of the sources as rows to compare: what they say of a person, and their strongest identifier."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onepath.loaders.kinds import strongest_first
from onepath.loaders.null_words import is_null

from ..store import Graph

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the identifier that stands for it, when it was changed (microseconds), its values."""

    identifier: str
    updated_at: int | None
    values: tuple[str | None, ...]


def read_accounts(graph: Graph, names: Sequence[str]) -> Iterator[Account]:
    """Every account that has an identifier, in the order of their keys, with the values of these names."""
    after = ""
    while True:
        (batch,) = graph.ask("internal/identity/users", after=after, limit=_AT_ONCE, names=list(names))
        if not batch["keys"]:
            return
        after = batch["keys"][-1]
        columns = (batch["updated_at"], batch["values"], batch["identifiers"])
        for updated_at, values, identifiers in zip(*columns, strict=True):
            if identifiers:
                yield Account(
                    _strongest(identifiers),
                    None if updated_at < 0 else updated_at,
                    tuple(map(comparable, values)),
                )


def comparable(text: str) -> str | None:
    """A value without what nobody means by it: case, blanks, width. None for what says nothing."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    is_name = plain == "na"  # Li Na
    return None if not plain or (is_null(plain) and not is_name) else plain


def _strongest(identifiers: Sequence[str]) -> str:
    """The first of the strongest kind; the keys come in order."""
    first = strongest_first(key.partition(":")[0] for key in identifiers)[0]
    return next(key for key in identifiers if key.partition(":")[0] == first)
