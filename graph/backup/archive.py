"""The file of a backup: a ZIP of Neo4j's dump, the mappings, and a manifest of what is in it."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal

from onepath.loaders.errors import FileUnreadable, OutputUnwritable
from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST, MAPPINGS = "manifest.json", "mappings/"
_PIECE = 1 << 20

Progress = Callable[[str, float | None], None]


class Manifest(BaseModel):
    """What a backup holds: when it was made, by which versions, how much, and the checksum of every part."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    format: Literal["onepath backup 1"] = "onepath backup 1"
    made_at: datetime
    onepath: str
    neo4j: str
    counts: dict[str, int]
    sha256: dict[str, str]


def write_archive(
    file: Path, parts: Mapping[str, Path], manifest: Callable[[dict[str, str]], Manifest], progress: Progress
) -> Manifest:
    """Write the parts and their manifest, then read all of it again. Raises OutputUnwritable."""
    draft = file.with_name(f"{file.name}.draft")
    with _writing(file, draft):
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            sums = {name: _add(archive, name, path, progress) for name, path in parts.items()}
            made = manifest(sums)
            archive.writestr(MANIFEST, made.model_dump_json(indent=2))
        draft.chmod(0o600)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        check_archive(draft, progress)
        draft.replace(file)
    return made


def read_manifest(file: Path) -> Manifest:
    """What a backup says it holds. Raises FileUnreadable."""
    with _reading(file), zipfile.ZipFile(file) as archive:
        return Manifest.model_validate_json(archive.read(MANIFEST))


def check_archive(file: Path, progress: Progress) -> Manifest:
    """Read all of a backup and compare it with its checksums. Raises FileUnreadable."""
    manifest = read_manifest(file)
    with _reading(file), zipfile.ZipFile(file) as archive:
        if set(archive.namelist()) != {MANIFEST, *manifest.sha256}:
            raise _damaged(file, "its parts are not those of its manifest")
        for name, expected in manifest.sha256.items():
            with archive.open(name) as part:
                if (
                    _sum(part, archive.getinfo(name).file_size, f"Verifying {file.name}", progress)
                    != expected
                ):
                    raise _damaged(file, f"{name} is not what was written")
    return manifest


def extract(file: Path, folder: Path, progress: Progress) -> None:
    """Write the parts of a backup that was checked into a folder."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            target = (folder / name).resolve()
            if not target.is_relative_to(folder.resolve()):
                raise _damaged(file, f"{name} leads out of it")
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as part, target.open("wb") as written:
                _sum(part, archive.getinfo(name).file_size, f"Reading {file.name}", progress, written)


def _add(archive: zipfile.ZipFile, name: str, path: Path, progress: Progress) -> str:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _sum(source, path.stat().st_size, "Writing the backup", progress, target)


def _sum(source: IO[bytes], size: int, what: str, progress: Progress, target: IO[bytes] | None = None) -> str:
    digest, done = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        if target is not None:
            target.write(piece)
        done += len(piece)
        progress(what, done / size)
    return digest.hexdigest()


@contextmanager
def _writing(file: Path, draft: Path) -> Iterator[None]:
    try:
        yield
    except OSError as why:
        raise OutputUnwritable(
            f"The backup {file} cannot be written: {why.strerror or why}.",
            kept="The graph is as it was, and no backup was made.",
            action="Free some space, or name a file on another disk.",
        ) from why
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, zipfile.BadZipFile, KeyError, ValidationError, EOFError) as why:
        reason = (
            why.strerror if isinstance(why, OSError) and why.strerror else "it is not a backup of onepath"
        )
        raise _damaged(file, reason) from why


def _damaged(file: Path, why: str) -> FileUnreadable:
    return FileUnreadable(
        f"{file} cannot be restored: {why}.",
        kept="Nothing was changed.",
        action="Name a file that onepath backup has written.",
    )
