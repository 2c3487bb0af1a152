"""`simulate`, `load`, `resolve`, `journeys build`."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from onepath.app.commands.answers import FileAnswer, JourneysAnswer, LoadAnswer, ResolveAnswer, SimulateAnswer
from onepath.app.commands.bulk import load_bulk
from onepath.app.commands.terminal import Json, answer, bar, console, table
from onepath.graph.identity import resolve as resolve_people
from onepath.graph.journeys import build_journeys
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, LoadSummary, fingerprint, load_records
from onepath.loaders import Mapping, RejectsFile, load_mapping, read_records
from onepath.loaders.records import Reject
from onepath.loaders.simulator import simulate as write_simulation

_ORDER = ("identifiers", "users", "sessions", "events")


def simulate(
    directory: Annotated[Path, typer.Argument(help="The folder to write the tables into.")],
    people: Annotated[int, typer.Option(min=1, help="How many people.")] = 1_000,
    seed: Annotated[int, typer.Option(help="The same seed writes the same bytes.")] = 1,
    hard: Annotated[
        bool, typer.Option("--hard", help="Double every trap: shared devices, typos, ...")
    ] = False,
    json: Json = False,
) -> None:
    """Write a realistic omni-channel data set with its truth: canonical tables, truth.csv, incidents.json."""
    with bar("Simulating people", people) as more:
        write_simulation(directory, people=people, seed=seed, hard=hard, progress=_differences(more))
    files = sorted(path.name for path in directory.iterdir() if path.is_file())
    if json:
        return answer(SimulateAnswer(directory=directory, people=people, seed=seed, files=files))
    console.print(f"Wrote {', '.join(files)} to {directory}", soft_wrap=True)
    return None


def load(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of canonical tables.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option(help="Which columns are what: a mapping file, or a shipped name such as ecom."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and check everything, write nothing.")
    ] = False,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="The first load, into an empty local graph: by offline import.")
    ] = False,
    rejects: Annotated[Path, typer.Option(help="Where rejected rows go, with row number and reason.")] = Path(
        "rejects.csv"
    ),
    json: Json = False,
) -> None:
    """Load files into the graph: CSV, JSON Lines, Parquet; gzip and zstd. Loading again adds nothing.

    Exit code 1 if a row was rejected; everything good is loaded.
    """
    summary = load_paths(Settings(), paths, mapping=mapping, dry_run=dry_run, rejects=rejects, bulk=bulk)
    if json:
        answer(summary)
    else:
        columns = ["file", "rows", "loaded", "known before", "rejected"]
        rows = [[one.path, one.rows, one.loaded, one.known, one.rejected] for one in summary.files]
        table("Checked, nothing written" if dry_run else "Loaded", columns, rows)
        if summary.rejects_file:
            console.print(
                f"{summary.rejected:,} rows were rejected; see {summary.rejects_file}", soft_wrap=True
            )
    if summary.rejected:
        raise typer.Exit(1)


def load_paths(
    settings: Settings,
    paths: list[Path],
    *,
    mapping: str | None,
    dry_run: bool,
    rejects: Path,
    bulk: bool = False,
) -> LoadAnswer:
    """Load every file, in an order in which sessions and users come before the events."""
    known = load_mapping(mapping) if mapping else None
    rejected = RejectsFile(rejects)
    summaries: list[LoadSummary] = []
    with rejected:
        if bulk and not dry_run:
            whole = load_bulk(settings, _files(paths), known, rejected)
            return whole.model_copy(update={"rejects_file": rejects if whole.rejected else None})
        if dry_run:
            summaries = [_check(path, known, rejected) for path in _files(paths)]
        else:
            with Graph.open(settings) as graph:
                install_schema(graph)
                summaries = [_load(graph, path, known, rejected, settings) for path in _files(paths)]
    sums: Counter[str] = Counter()
    files = []
    for one in summaries:
        files.append(FileAnswer(**{name: getattr(one, name) for name in FileAnswer.model_fields}))
        sums.update(rows=one.rows, loaded=one.loaded, known=one.known, rejected=one.rejected)
    return LoadAnswer(
        files=files, rows=sums["rows"], loaded=sums["loaded"], known=sums["known"],
        rejected=sums["rejected"], rejects_file=rejects if sums["rejected"] else None, dry_run=dry_run,
    )  # fmt: skip


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        tables = [child for child in sorted(path.iterdir()) if _table(child)] if path.is_dir() else []
        found += tables or [path]
    return sorted(found, key=lambda path: _ORDER.index(_table(path) or "events"))


def _table(path: Path) -> str | None:
    stem = path.name.split(".")[0]
    return stem if stem in _ORDER else None


def _check(path: Path, mapping: Mapping | None, rejected: RejectsFile) -> LoadSummary:
    summary = LoadSummary(str(path))
    with bar(f"Checking {path.name}") as more:
        for record in read_records(path, mapping):
            summary.rows += 1
            if isinstance(record, Reject):
                summary.rejected += 1
                rejected.write(record)
            if summary.rows % 10_000 == 0:
                more(10_000)
    return summary


def _load(
    graph: Graph, path: Path, mapping: Mapping | None, rejected: RejectsFile, settings: Settings
) -> LoadSummary:
    records = read_records(path, mapping)  # complains about a missing file before anything is written
    with bar(f"Loading {path.name}") as more:
        return load_records(
            graph, records, path=str(path),
            key=fingerprint(path, mapping.model_dump_json() if mapping else ""),
            batch_size=settings.batch_size, on_reject=rejected.write, progress=more,
        )  # fmt: skip


def resolve(json: Json = False) -> None:
    """Give every person one OneID: connected components over the links between identifiers."""
    with Graph.open(Settings()) as graph, bar("Resolving people"):
        resolution = resolve_people(graph)
    if json:
        return answer(
            ResolveAnswer(**{name: getattr(resolution, name) for name in ResolveAnswer.model_fields})
        )
    console.print(
        f"{resolution.people:,} people from {resolution.identifiers:,} identifiers "
        f"and {resolution.links:,} links ({resolution.created:,} new, "
        f"{resolution.merged:,} merged away, {resolution.changed:,} components changed)"
    )
    return None


def build(
    inactivity: Annotated[
        int | None, typer.Option(min=1, help="Minutes of silence that end a session.")
    ] = None,
    json: Json = False,
) -> None:
    """Infer sessions where the source has none, and store the journeys of everybody that changed."""
    settings = Settings()
    with Graph.open(settings) as graph, bar("Building journeys") as more:
        step = _differences(more)
        built = build_journeys(
            graph,
            inactivity_minutes=inactivity or settings.inactivity_minutes,
            progress=lambda done, total: step(done),
        )
    if json:
        return answer(JourneysAnswer(**{name: getattr(built, name) for name in JourneysAnswer.model_fields}))
    console.print(
        f"{built.built:,} journeys built; {built.people:,} people, "
        f"{built.sessions:,} sessions, {built.events:,} events"
    )
    return None


def _differences(more: Callable[[int], None]) -> Callable[[int], None]:
    """Turns 'so many more' into 'so many are done'."""
    before = 0

    def done(now: int) -> None:
        nonlocal before
        more(now - before)
        before = now

    return done
