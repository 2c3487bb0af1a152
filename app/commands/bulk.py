"""`load --bulk`: the first load, by Neo4j's own offline import."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from onepath.graph.bulk import OfflineFiles, OfflineSummary, ResolvedFolder
from onepath.graph.engine import Engine, EngineHome
from onepath.graph.errors import DiskFull, GraphError, Refused
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import InputError
from onepath.loaders.rejects import RejectsFile
from onepath.loaders.streams import check_readable

from ..filling.reading import Reading
from .answers.loading import FileAnswer, LoadAnswer
from .terminal import bar, errors

# Bytes on disk for a byte of input, import files, new store and its indexes together.
_GROWTH, _GROWTH_COMPRESSED = 8, 60


def load_bulk(
    settings: Settings,
    files: Sequence[Path],
    reading: Reading,
    rejected: RejectsFile,
    people: ResolvedFolder | None = None,
) -> LoadAnswer:
    """Build a new store beside the present, empty one, and swap it in when it holds what the files hold.

    With `people` it holds those that the files were resolved into.

    Raises Refused for a graph that is not empty or a server that is not managed, DiskFull, and InputError
    for files that cannot be read whole: after an import without them the graph would not be empty.
    """
    _refuse_unless_empty(settings)
    _check_room(settings, files)
    engine = Engine(settings.home)
    folder = settings.home / "import"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with EngineHome(settings.home).disk_errors():
            offline = OfflineFiles(folder)
            answers = _gather_all(offline, files, reading, rejected)
            summary = offline.finish([answer[1] for answer in answers], people)

        def verify(uri: str, password: str) -> None:
            with Graph(uri, "neo4j", password) as graph:
                install_schema(graph)
                _verify(graph, summary)

        with bar("Importing") as shown:
            engine.import_offline(offline.nodes, offline.relationships, verify, shown.say)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    one = [answer[0] for answer in answers]
    return LoadAnswer(
        files=one, rows=summary.rows, loaded=sum(file.loaded for file in one), known=summary.repeated,
        rejected=summary.rejected,
    )  # fmt: skip


def _refuse_unless_empty(settings: Settings) -> None:
    if not settings.managed:
        raise Refused(
            "--bulk builds a store with Neo4j's offline import, and NEO4J_URI names a server that onepath "
            "does not manage.",
            kept="Nothing was changed.",
            action="Load without --bulk, or unset NEO4J_URI to load into the local Neo4j.",
        )
    with bar("Starting Neo4j") as shown:
        Engine(settings.home).up(shown.say)
    with Graph.open(settings) as graph:
        nodes = graph.ask("internal/explore/nodes")[0]["nodes"]
    if nodes:
        raise Refused(
            f"--bulk is for the first load, and the graph has {nodes:,} nodes.",
            kept="Nothing was changed.",
            action="Load without --bulk, or set ONEPATH_HOME to a new folder.",
        )


def _check_room(settings: Settings, files: Sequence[Path]) -> None:
    packed = (".gz", ".zst", ".parquet")
    needed = sum(
        path.stat().st_size * (_GROWTH_COMPRESSED if path.suffix in packed else _GROWTH)
        for path in files
        if path.is_file()
    )
    free = shutil.disk_usage(settings.home).free
    errors.print(f"Disk: about {needed / 2**20:,.0f} MiB needed at most, {free / 2**20:,.0f} MiB free")
    if needed > free:
        raise DiskFull(
            f"The import may need {needed / 2**20:,.0f} MiB and {settings.home} has {free / 2**20:,.0f} MiB.",
            kept="Nothing was changed.",
            action="Free room, or set ONEPATH_HOME to a folder on a larger disk.",
        )


def _gather_all(
    offline: OfflineFiles, files: Sequence[Path], reading: Reading, rejected: RejectsFile
) -> list[tuple[FileAnswer, dict[str, object]]]:
    answers, bad = [], []
    for path in files:
        try:
            check_readable(path)
            answers.append(_gather(offline, path, reading, rejected))
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
    return answers


def _gather(
    offline: OfflineFiles, path: Path, reading: Reading, rejected: RejectsFile
) -> tuple[FileAnswer, dict[str, object]]:
    before = (offline.summary.rows, offline.summary.rejected, offline.summary.repeated)
    with bar(f"Reading {path.name}", path.stat().st_size, "rows") as shown:
        offline.take(reading.records(path, shown.add), rejected.write, shown.counted)
    after = (offline.summary.rows, offline.summary.rejected, offline.summary.repeated)
    rows, rejects, known = (now - then for now, then in zip(after, before, strict=True))
    loaded = rows - rejects - known
    load: dict[str, object] = {
        "key": reading.fingerprint(path), "path": str(path),
        "rows": rows, "loaded": loaded, "rejected": rejects, "finished_at": datetime.now(UTC),
        "seen_at": datetime.now(UTC), "mapping": reading.described,
        "rejects": str(rejected.path.absolute()),
    }  # fmt: skip
    answer = FileAnswer(path=str(path), rows=rows, loaded=loaded, known=known, rejected=rejects, resumed_at=0)
    return answer, load


def _verify(graph: Graph, wanted: OfflineSummary) -> None:
    there = graph.ask("sources/overview")[0]
    for name in ("identifiers", "users", "sessions", "events", "links", "people"):
        if there[name] != getattr(wanted, name):
            raise GraphError(
                f"The new store has {there[name]:,} {name}; the files have {getattr(wanted, name):,}.",
                kept="The store that was there before is back in its place.",
                action="Load without --bulk, and report this.",
            )
