"""Back up the managed server's graph into a file, and restore it, on this machine or another one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from onepath.loaders.errors import OutputUnwritable

from ..engine import DUMP_NAME, Engine, bundled_version, compared
from ..errors import GraphError, Refused
from ..schema import install_schema
from ..settings import Settings
from ..store import Graph
from .archive import MAPPINGS, Manifest, Progress, check_archive, extract, write_archive

_COUNTED = ("people", "identifiers", "users", "sessions", "events", "links", "journeys")


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """A backup, when and by which Neo4j it was made, and how much it holds."""

    file: Path
    bytes: int
    made_at: datetime
    neo4j: str
    counts: dict[str, int]


def back_up(
    settings: Settings, file: Path, *, progress: Progress = lambda what, share: None
) -> BackupSummary:
    """Write the graph and the saved mappings into one file, verified after it was written.

    The server is stopped while it is dumped, and runs afterwards if it ran before. Raises Refused for a
    server that is not managed and for a file that exists, OutputUnwritable, EngineError.
    """
    _refuse_unless_managed(settings, "Back it up by its own means.")
    file = file.absolute()
    if file.exists():
        raise Refused(f"{file} is there already.", kept="Nothing was changed.", action="Name another file.")
    if not file.parent.is_dir():
        raise OutputUnwritable(f"There is no folder {file.parent}.", kept="Nothing was changed.")
    with _beside(file) as folder:
        counts = Engine(settings.home).dump(folder, _count, progress)
        parts = {DUMP_NAME: folder / DUMP_NAME}
        for mapping in sorted((settings.home / "mappings").glob("*")):
            if mapping.is_file():
                parts[MAPPINGS + mapping.name] = mapping

        def manifest(sums: dict[str, str]) -> Manifest:
            return Manifest(
                made_at=datetime.now(UTC), onepath=version("onepath"), neo4j=bundled_version(),
                counts=counts, sha256=sums,
            )  # fmt: skip

        return _summary(file, write_archive(file, parts, manifest, progress))


def restore_backup(
    settings: Settings,
    file: Path,
    *,
    replace: bool = False,
    progress: Progress = lambda what, share: None,
) -> BackupSummary:
    """Put the graph of a backup in the place of the present one, once it was verified.

    Raises Refused where the present graph is not empty, unless it is to be `replace`d, and for a backup of a
    newer Neo4j; FileUnreadable for a damaged one. Then, and after any other failure, the present graph is as
    it was.
    """
    _refuse_unless_managed(settings, "Restore into it by its own means.")
    file = file.absolute()
    manifest = check_archive(file, progress)
    if compared(manifest.neo4j) > compared(bundled_version()):
        raise Refused(
            f"{file} was made by Neo4j {manifest.neo4j} (onepath {manifest.onepath}). This onepath brings "
            f"{bundled_version()}, which cannot read it.",
            kept="Nothing was changed.",
            action="Update onepath, then restore again.",
        )
    engine = Engine(settings.home)
    engine.up(progress)
    if not replace:
        _refuse_unless_empty(settings)
    with _beside(settings.home / "restore") as folder:
        extract(file, folder, progress)

        def verify(uri: str, password: str) -> None:
            found = _count(uri, password)
            if found != manifest.counts:
                raise GraphError(
                    f"The restored store holds {found}, and the backup says {manifest.counts}.",
                    kept="The store that was there before is back in its place.",
                    action="Restore another backup, and report this.",
                )
            with Graph(uri, "neo4j", password) as graph:
                install_schema(graph)

        engine.restore(folder, verify, progress)
        _restore_mappings(folder / MAPPINGS, settings.home / "mappings")
    return _summary(file, manifest)


def _restore_mappings(saved: Path, target: Path) -> None:
    """Mappings of the backup; one of the same name that is there already stays."""
    if saved.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for mapping in sorted(saved.iterdir()):
            if not (target / mapping.name).exists():
                shutil.copyfile(mapping, target / mapping.name)


def _refuse_unless_managed(settings: Settings, action: str) -> None:
    if not settings.managed:
        raise Refused(
            "NEO4J_URI names a server that onepath does not manage.",
            kept="Nothing was changed.",
            action=action,
        )


def _refuse_unless_empty(settings: Settings) -> None:
    with Graph.open(settings) as graph:
        nodes = graph.ask("internal/explore/nodes")[0]["nodes"]
    if nodes:
        raise Refused(
            f"The present graph has {nodes:,} nodes, and a restore takes its place.",
            kept="Nothing was changed.",
            action="Back it up first (onepath backup FILE), then add --replace; or set ONEPATH_HOME to a new "
            "folder.",
        )


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A folder on the same disk that is gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            yield Path(folder)
    except PermissionError as why:
        raise OutputUnwritable(
            f"{file.parent} cannot be written: {why.strerror}.", kept="Nothing was changed."
        ) from why


def _count(uri: str, password: str) -> dict[str, int]:
    with Graph(uri, "neo4j", password) as graph:
        overview = graph.ask("sources/overview")[0]
        return {name: overview[name] for name in _COUNTED} | graph.ask("internal/explore/nodes")[0]


def _summary(file: Path, manifest: Manifest) -> BackupSummary:
    return BackupSummary(file, file.stat().st_size, manifest.made_at, manifest.neo4j, manifest.counts)
