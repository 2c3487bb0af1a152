"""Rows that were not loaded: how they are described, and the file that keeps them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from onepath.loaders.records import Reject

CONTENT_LIMIT = 2_000
"""Characters of a rejected row that are kept: enough to find it, not enough to fill a disk."""


def reject(file: str, row: int, reason: str, cells: Iterable[object]) -> Reject:
    """A Reject whose content is the row's cells, cut and made writable whatever bytes they held."""
    texts = ("" if cell is None else str(cell)[:CONTENT_LIMIT] for cell in cells)
    return Reject(file, row, printable(reason), printable(",".join(texts)))


def printable(text: str) -> str:
    """The text's beginning, with bytes that were not UTF-8 shown as `\\xff`."""
    start = text[:CONTENT_LIMIT]
    try:
        raw = start.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character pair, which JSON can spell
        raw = start.encode("utf-8", "backslashreplace")
    return raw.decode("utf-8", "backslashreplace")[:CONTENT_LIMIT]


class RejectsFile:
    """A CSV of rejects (`file,row,reason,content`), made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: IO[str] | None = None

    def write(self, rejected: Reject) -> None:
        """Add one row."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(("file", "row", "reason", "content"))
        content = printable(rejected.content)
        csv.writer(self._file).writerow((rejected.file, rejected.row, rejected.reason, content))
        self.count += 1

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
