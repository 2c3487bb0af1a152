"""What comes through a pipe, as a file.

A load names its content by a hash, looks at rows before it reads them, and is resumed by reading them again;
a pipe gives everything once. So it is written to a temporary file that only its owner can read.
"""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from .errors import FileUnreadable, OutputUnwritable
from .files import FORMATS, has_format

__all__ = ["STDIN", "piped_to_files"]

STDIN = Path("-")


@contextmanager
def piped_to_files(paths: Sequence[Path], form: str | None = None) -> Iterator[dict[Path, Path]]:
    """By path as it was given, the file to read: itself, or what came through the pipe that it is.

    `-` is standard input. `form` is one of FORMATS, where no name says it. Raises FileUnreadable for what has
    no format, for a device, and for a terminal; OutputUnwritable where there is no room.
    """
    pipes = [path for path in dict.fromkeys(paths) if path == STDIN or path.is_fifo()]
    if not pipes:
        yield {path: path for path in paths}
        return
    with tempfile.TemporaryDirectory(prefix="onepath-") as folder:
        copies = {path: Path(folder) / _name(path, form) for path in pipes}
        for path, copy in copies.items():
            _copy(path, copy)
        yield {path: copies.get(path, path) for path in paths}


def _name(path: Path, form: str | None) -> str:
    if form is None and not has_format(path):
        raise FileUnreadable(
            f"{'Standard input' if path == STDIN else path} does not say what format it has.",
            kept="Nothing was loaded.",
            action=f"Name it with --format: {', '.join(FORMATS)}.",
        )
    name = "standard-input" if path == STDIN else path.name
    return name if form is None else f"{name}.{form}"


def _copy(path: Path, copy: Path) -> None:
    if path == STDIN and stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode):
        raise FileUnreadable(
            "Standard input is a terminal or a device, and not a pipe or a file.",
            kept="Nothing was loaded.",
            action="Pipe the rows in: zcat log.csv.gz | onepath load - --format csv --mapping log.toml",
        )
    try:
        with open(os.open(copy, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
            if path == STDIN:
                copyfileobj(sys.stdin.buffer, file)
            else:
                with path.open("rb") as pipe:
                    copyfileobj(pipe, file)
    except OSError as why:
        raise OutputUnwritable(
            f"What comes through the pipe cannot be written to {copy.parent}: {why.strerror or why}.",
            kept="Nothing was loaded.",
            action="Make room there, or set TMPDIR to another folder.",
        ) from why
