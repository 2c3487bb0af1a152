"""Files that come by the browser: kept in the data home, since a load that is stopped reads them again."""

import hashlib
import re
from pathlib import Path

from onepath.graph.settings import Settings
from onepath.loaders.errors import OutputUnwritable

__all__ = ["SUFFIXES", "keep_upload", "mappings_folder", "rejects_beside"]

SUFFIXES = ["csv", "tsv", "jsonl", "ndjson", "json", "parquet", "pq", "gz", "zst"]
_NAME = re.compile(r"[^\w.-]+")


def keep_upload(settings: Settings, name: str, content: bytes) -> Path:
    """Where the file is now: in a folder that its content names, so that no two are taken for one.

    Raises OutputUnwritable.
    """
    digest = hashlib.blake2b(content, digest_size=6).hexdigest()
    # The name comes from the browser: its last part, without anything that leads elsewhere.
    safe = _NAME.sub("_", Path(name.replace("\\", "/")).name).lstrip(".")[-120:] or "file.csv"
    path = settings.home / "uploads" / digest / safe
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as why:
        raise OutputUnwritable(
            f"The file cannot be kept in {path.parent}: {why.strerror or why}.",
            kept="Nothing was loaded.", action="Make room, or load it by: onepath load FILE",
        ) from why  # fmt: skip
    return path


def rejects_beside(path: Path) -> Path:
    """Where the rejected rows of an uploaded file go."""
    return path.parent / f"{path.name}.rejects.csv"


def mappings_folder(settings: Settings) -> Path:
    """Where mappings that were made in the pages are kept."""
    return settings.home / "mappings"
