"""Tables in files: CSV, JSON Lines and arrays, Parquet, XES; compressed or not; as a stream of rows.

A row that cannot be read becomes a Reject, and the rows after it are read. A file that breaks off gives the
rows before the break, then raises FileUnreadable.
"""

import re
from pathlib import Path
from typing import Literal, get_args

from .csv_rows import Apostrophes, open_csv
from .errors import FileUnreadable
from .json_rows import open_json
from .parquet import open_parquet
from .rows import Rows
from .same_names import SameNames
from .streams import Progress, check_readable
from .xes import open_xes

FileFormat = Literal["csv", "tsv", "txt", "jsonl", "ndjson", "json", "parquet", "pq", "xes"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
"""Endings of names that say how a file is read."""

_OTHERS = {
    **dict.fromkeys(
        (".xlsx", ".xls", ".ods", ".numbers"), "Open it as a spreadsheet, and save it as CSV UTF-8."
    ),
    **dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".tgz"), "Unpack it, and load the files in it."),
}
_SUFFIX = re.compile(rf"\.({'|'.join(FORMATS)})(?:\.(?:gz|gzip|zst|zstd))?$", re.IGNORECASE)


def has_format(path: Path) -> bool:
    """Whether the file's name says its format."""
    return _SUFFIX.search(path.name) is not None


def open_rows(
    path: Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    same_names: SameNames = "refused",
    apostrophes: Apostrophes = "kept",
    progress: Progress | None = None,
) -> Rows:
    """The file's columns and rows. The name says the format, the first bytes say how it is packed.

    Without a delimiter or an encoding, the file shows which it has. `apostrophes` are those of CSV.
    """
    check_readable(path)
    suffix = _SUFFIX.search(path.name)
    if suffix is None:
        raise FileUnreadable(
            f"{path}: the name does not say what the file is.",
            action=_OTHERS.get(
                path.suffix.lower(),
                "Name it .csv, .tsv, .jsonl, .json, .parquet or .xes, and .gz or .zst after it.",
            ),
        )
    match suffix[1].lower():
        case "csv" | "txt":
            return open_csv(path, delimiter, encoding, progress, same_names, apostrophes)
        case "tsv":
            return open_csv(path, delimiter or "\t", encoding, progress, same_names, apostrophes)
        case "parquet" | "pq":
            return open_parquet(path, progress, same_names)
        case "xes":
            return open_xes(path, progress)
        case _:
            return open_json(path, encoding, progress, same_names)
