"""Rows that were not loaded: how they are described, and the file that keeps them."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from .cells import as_text
from .errors import FileUnreadable, OutputUnwritable
from .records import Reject
from .safe_text import FOR_SPREADSHEETS, defused, open_for_spreadsheets

_PREVIEW = 2_000
"""Characters of a row that are shown to people."""


def reject_row(file: str, row: int, reason: str, columns: Sequence[str], cells: Sequence[Any]) -> Reject:
    """A Reject of a row that was split into cells."""
    return Reject(file, row, _printable(reason), dict(zip(columns, cells, strict=False)))


def reject_line(file: str, row: int, reason: str, line: str) -> Reject:
    """A Reject of a line that is not a row of its file."""
    return Reject(file, row, _printable(reason), line.rstrip("\r\n"))


def preview(rejected: Reject) -> str:
    """The beginning of what was rejected, as text to look at; bytes that were not UTF-8 show as `\\xff`."""
    content = rejected.content
    if isinstance(content, str):
        return _printable(content)
    return _printable(",".join(as_text(cell)[:_PREVIEW] for cell in content.values()))


def _printable(text: str) -> str:
    start = text[:_PREVIEW]
    try:
        raw = start.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character pair, which JSON can spell
        raw = start.encode("utf-8", "backslashreplace")
    return raw.decode("utf-8", "backslashreplace")[:_PREVIEW]


def _as_json(content: dict[str, Any] | str) -> str:
    text = json.dumps(content, ensure_ascii=False, default=as_text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(content, default=as_text)  # JSON can spell what UTF-8 cannot
    return text


_HEADER = ("file", "row", "reason", "content")


class RejectsFile:
    """A CSV of rejects (`file,row,reason,content`), made when the first one comes.

    `content` is JSON: an object of the row's cells by column, or the line as a string where it could not be
    split into cells. The file is of one run: the rejects of an earlier one are moved to
    `NAME.previous.csv`. Any other file is not ours to replace. Raises OutputUnwritable, from the start where
    that is clear.
    """

    def __init__(self, path: Path, inputs: Sequence[Path] = ()) -> None:
        self.path = path
        self.count = 0
        self._file: IO[str] | None = None
        with self._refusals():
            if path.exists():
                self._check(inputs)
            elif not path.parent.is_dir():
                raise FileNotFoundError(None, "there is no such folder")

    def _check(self, inputs: Sequence[Path]) -> None:
        if any(each.exists() and each.samefile(self.path) for each in inputs):
            raise self._not_ours("it is one of the files to load")
        if self.path.is_dir():
            raise self._not_ours("it is a folder")
        if self.path.is_file() and self.path.stat().st_size and not self._is_rejects():
            raise self._not_ours("it holds something else than rejects")

    def _is_rejects(self) -> bool:
        with self.path.open("rb") as file:
            header = file.readline(100).rstrip()
        return header.decode(FOR_SPREADSHEETS, "replace") == ",".join(_HEADER)

    def _not_ours(self, why: str) -> OutputUnwritable:
        return OutputUnwritable(
            f"Rejected rows cannot go to {self.path}: {why}.",
            kept="Nothing was changed.",
            action="Name another file with --rejects.",
        )

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as why:
            raise OutputUnwritable(
                f"The rejected rows cannot be written to {self.path}: {why.strerror or why}.",
                kept=f"Before it, {self.count:,} rows were rejected. What was committed is kept.",
                action="Make room or name another file with --rejects, and run the same command again.",
            ) from why

    def write(self, rejected: Reject) -> None:
        """Add one row."""
        row = (rejected.file, rejected.row, defused(rejected.reason), _as_json(rejected.content))
        with self._refusals():
            if self._file is None:
                self._file = self._open()
                csv.writer(self._file).writerow(_HEADER)
            csv.writer(self._file).writerow(row)
        self.count += 1

    def _open(self) -> IO[str]:
        if self.path.is_file() and self.path.stat().st_size:
            self.path.replace(self.path.with_suffix(f".previous{self.path.suffix}"))
        return open_for_spreadsheets(self.path)

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._file is not None:
            file, self._file = self._file, None
            with self._refusals():
                file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_rejects(path: Path, file: str, most: int = 10_000) -> list[Reject]:
    """The rejects of one input file, as a load of it wrote them; at most the first `most`.

    Empty where the path holds the rejects of another run. Raises FileUnreadable when it is not there or holds
    something else.
    """
    found: list[Reject] = []
    csv.field_size_limit(sys.maxsize)  # a row was perhaps rejected for its size
    try:
        with path.open(encoding=FOR_SPREADSHEETS, newline="") as lines:
            rows = csv.reader(lines)
            if tuple(next(rows, ())) != _HEADER:
                raise FileUnreadable(f"{path} holds something else than rejects.")
            for row in rows:
                if len(row) == len(_HEADER) and row[0] == file and row[1].isdigit():
                    found.append(Reject(row[0], int(row[1]), row[2], json.loads(row[3])))
                    if len(found) == most:
                        break
    except (OSError, ValueError, csv.Error) as why:
        raise FileUnreadable(
            f"The rejected rows cannot be read from {path}: {getattr(why, 'strerror', None) or why}.",
            action="Load the file again: it is idempotent, and the rejected rows are written again.",
        ) from why
    return found
