"""Ids for rows whose source gives none: from what the row says, and how often it was said before.

The same file gives the same ids every time, so loading it twice adds nothing, and two rows that are alike
in every cell stay two events.
"""

import json
from collections.abc import Sequence
from hashlib import blake2b
from operator import itemgetter

from .cells import Cell, as_text

_MARK = "\x1f"  # the unit separator: in no sane cell, and checked for


class MessageIds:
    """Counts of row contents in one input. About 100 bytes of memory for each row that has no id."""

    def __init__(self) -> None:
        self._met: set[bytes] = set()
        self._repeats: dict[bytes, int] = {}

    def next(self, content: bytes) -> tuple[str, int]:
        """The id for this content's next occurrence, and how often it came before."""
        if content not in self._met:
            self._met.add(content)
            return content.hex(), 0
        before = self._repeats.get(content, 0) + 1
        self._repeats[content] = before
        return blake2b(content + before.to_bytes(8), digest_size=16, person=b"repeat").hexdigest(), before


class ContentHash:
    """128 bits of a row's source and cells, whatever the order of its columns."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        order = sorted(range(len(columns)), key=columns.__getitem__)
        self._pick = itemgetter(*order) if len(order) > 1 else tuple
        self._marks = len(columns)
        names = json.dumps([columns[place] for place in order], ensure_ascii=False)
        self._start = blake2b(names.encode(), digest_size=16, person=b"row")

    def of(self, source: str, cells: Sequence[Cell]) -> bytes:
        """The digest of one row."""
        picked = self._pick(cells)
        try:
            text = _MARK.join((source, *picked))
        except TypeError:  # cells of JSON and Parquet are not all text
            picked = tuple(map(as_text, picked))
            text = _MARK.join((source, *picked))
        if text.count(_MARK) != self._marks:
            text = _MARK * (self._marks + 1) + json.dumps([source, *picked], ensure_ascii=False)
        digest = self._start.copy()
        digest.update(text.encode())
        return digest.digest()
