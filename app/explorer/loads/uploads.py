"""Uploaded files: stored in the data home, since an interrupted load reads them again when it resumes."""

import hashlib
import re
from pathlib import Path

from onepath.graph.settings import Settings
from onepath.loaders.errors import OutputUnwritable
from onepath.loaders.files import FORMATS

__all__ = ["SUFFIXES", "mappings_folder", "rejects_beside", "store_upload"]

SUFFIXES = [*FORMATS, "gz", "zst"]
_NAME = re.compile(r"[^\w.-]+")


def store_upload(settings: Settings, name: str, content: bytes) -> Path:
    """Stores the file and answers where: in a folder named by its content, so that no two are confused.

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
            f"The file cannot be stored in {path.parent}: {why.strerror or why}.",
            kept="Nothing was loaded.", action="Make room, or load it by: onepath load FILE",
        ) from why  # fmt: skip
    return path


def rejects_beside(path: Path) -> Path:
    """Where the rejected rows of an uploaded file go."""
    return path.parent / f"{path.name}.rejects.csv"


def mappings_folder(settings: Settings) -> Path:
    """Where mappings are saved that were made on a page."""
    return settings.home / "mappings"
