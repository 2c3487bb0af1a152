"""The first load of a graph: a new store, built by Neo4j's offline import beside the present, empty one."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onepath.loaders.errors import InputError
from onepath.loaders.rejects import RejectsFile
from onepath.loaders.streams import check_readable

from ..engine import Engine, EngineHome
from ..errors import DiskFull, GraphError, Refused
from ..ingest import FileReader, LoadSummary
from ..schema import install_schema
from ..settings import Settings
from ..store import Graph
from .offline import OfflineFiles, OfflineSummary
from .resolved_folder import ResolvedFolder

Progress = Callable[[str, float | None], None]
"""Gets the step that is being done, and which share of it is done (None where nobody knows)."""

# Bytes on disk for a byte of input, import files, new store and its indexes together.
_GROWTH, _GROWTH_COMPRESSED = 8, 60


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """Bytes that a first load needs at most, and bytes that the disk has free."""

    needed: int
    free: int


def bulk_load(
    settings: Settings,
    files: Sequence[Path],
    reader: FileReader,
    rejects: RejectsFile,
    people: ResolvedFolder | None = None,
    *,
    progress: Progress = lambda step, share: None,
    on_room: Callable[[DiskRoom], None] = lambda room: None,
) -> list[LoadSummary]:
    """Build a new store from the files, and swap it in when it holds what the files hold.

    With `people` it holds those that the files were resolved into. `on_room` gets the estimate of the room on
    the disk, before anything is written.

    Raises Refused for a graph that is not empty or a server that is not managed, DiskFull, and InputError
    for files that cannot be read whole: after an import without them the graph would not be empty.
    """
    _refuse_unless_empty(settings, progress)
    on_room(_require_room(settings, files))
    folder = EngineHome(settings.home).import_folder()
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with EngineHome(settings.home).disk_errors():
            offline = OfflineFiles(folder)
            summaries = _gather_all(offline, files, reader, rejects, progress)
            loads = [_load_node(summary, reader, rejects) for summary in summaries]
            gathered = offline.finish(loads, people)

        def verify(uri: str, password: str) -> None:
            with Graph(uri, "neo4j", password) as graph:
                install_schema(graph)
                _verify(graph, gathered)

        progress("Importing", None)
        Engine(settings.home).import_offline(offline.nodes, offline.relationships, verify, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return summaries


def _refuse_unless_empty(settings: Settings, progress: Progress) -> None:
    if not settings.managed:
        raise Refused(
            "--bulk builds a store with Neo4j's offline import, and NEO4J_URI names a server that onepath "
            "does not manage.",
            kept="Nothing was changed.",
            action="Load without --bulk, or unset NEO4J_URI to load into the local Neo4j.",
        )
    Engine(settings.home).up(progress)
    with Graph.open(settings) as graph:
        nodes = graph.ask("internal/explore/nodes")[0]["nodes"]
    if nodes:
        raise Refused(
            f"--bulk is for the first load, and the graph has {nodes:,} nodes.",
            kept="Nothing was changed.",
            action="Load without --bulk, or set ONEPATH_HOME to a new folder.",
        )


def _require_room(settings: Settings, files: Sequence[Path]) -> DiskRoom:
    packed = (".gz", ".zst", ".parquet")
    needed = sum(
        path.stat().st_size * (_GROWTH_COMPRESSED if path.suffix in packed else _GROWTH)
        for path in files
        if path.is_file()
    )
    free = shutil.disk_usage(settings.home).free
    if needed > free:
        raise DiskFull(
            f"The import may need {needed / 2**20:,.0f} MiB and {settings.home} has {free / 2**20:,.0f} MiB.",
            kept="Nothing was changed.",
            action="Free some space, or set ONEPATH_HOME to a folder on a larger disk.",
        )
    return DiskRoom(needed, free)


def _gather_all(
    offline: OfflineFiles,
    files: Sequence[Path],
    reader: FileReader,
    rejects: RejectsFile,
    progress: Progress,
) -> list[LoadSummary]:
    summaries, bad = [], []
    for path in files:
        try:
            check_readable(path)
            summaries.append(_gather(offline, path, reader, rejects, progress))
        except InputError as why:
            bad.append(why.message)
    if bad:
        raise InputError(
            "\n".join(
                (f"{len(bad)} of {len(files)} files cannot be read whole:", *(f"  {one}" for one in bad))
            ),
            kept="Nothing was imported: --bulk takes all files or none, since it needs an empty graph.",
            action="Correct them and run the same command again, or load what is good without --bulk.",
        )
    return summaries


def _gather(
    offline: OfflineFiles, path: Path, reader: FileReader, rejects: RejectsFile, progress: Progress
) -> LoadSummary:
    size, read, counted = path.stat().st_size, 0, 0

    def add_bytes(more: int) -> None:
        nonlocal read
        read += more

    def add_rows(more: int) -> None:
        nonlocal counted
        counted += more
        progress(f"Reading {path.name}: {counted:,} rows", min(read / size, 1.0) if size else None)

    progress(f"Reading {path.name}", 0.0)
    before = _counts(offline.summary)
    offline.take(reader.records(path, add_bytes), rejects.write, add_rows)
    rows, rejected, repeated = (
        now - then for now, then in zip(_counts(offline.summary), before, strict=True)
    )
    loaded = rows - rejected - repeated
    return LoadSummary(str(path), rows=rows, loaded=loaded, rejected=rejected, duplicates=repeated)


def _counts(summary: OfflineSummary) -> tuple[int, int, int]:
    return summary.rows, summary.rejected, summary.repeated


def _load_node(summary: LoadSummary, reader: FileReader, rejects: RejectsFile) -> dict[str, Any]:
    """The `Load` node of a file, as a load through the server writes it."""
    now = datetime.now(UTC)
    return {
        "key": reader.fingerprint(Path(summary.path)), "path": summary.path, "rows": summary.rows,
        "loaded": summary.loaded, "rejected": summary.rejected, "finished_at": now, "seen_at": now,
        "mapping": reader.mapping_json, "rejects": str(rejects.path.absolute()),
    }  # fmt: skip


def _verify(graph: Graph, wanted: OfflineSummary) -> None:
    there = graph.ask("sources/overview")[0]
    for name in ("identifiers", "users", "sessions", "events", "links", "people"):
        if there[name] != getattr(wanted, name):
            raise GraphError(
                f"The new store has {there[name]:,} {name}; the files have {getattr(wanted, name):,}.",
                kept="The store that was there before is back in its place.",
                action="Load without --bulk, and report this.",
            )
