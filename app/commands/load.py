"""`load`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.bulk import DiskRoom, ResolvedFolder, bulk_load
from onepath.graph.errors import Refused
from onepath.graph.identity import load_rules
from onepath.graph.ingest import FileReader, LoadSummary, UndoneLoad, loads_to_replace
from onepath.graph.journeys import set_roles
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.files import FileFormat
from onepath.loaders.mapping import load_mapping
from onepath.loaders.piped import piped_to_files
from onepath.loaders.rejects import RejectsFile

from ..loading import check_file, files_in, load_file, remove_loads, settle_loads
from .loads import print_undone, show_loads, undo_one
from .local_times import local_time
from .options import Json
from .terminal import answer, bar, complain, console, errors, step_bar, table


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Every file of a load, and their totals.

    `failed`: how many files could not be read to the end. `rejects_file`: the file with the rejected rows and
    conflicts, null if there are none. `replaced`: the earlier loads that were undone first. With `dry_run`
    nothing was written.
    """

    files: Sequence[LoadSummary]
    rows: int
    loaded: int
    duplicates: int
    conflicts: int
    rejected: int
    failed: int
    rejects_file: Path | None
    replaced: Sequence[UndoneLoad]
    dry_run: bool


def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files, `-` for standard input, or folders of canonical tables; with --bulk also the folder "
            "that `resolve --engine spark` wrote.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            help="The mapping of the columns: a file, or the name of one that comes with onepath, "
            "such as ecom."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check every row without writing anything.")
    ] = False,
    bulk: Annotated[
        bool,
        typer.Option("--bulk", help="Use the offline import, for the first load into an empty local graph."),
    ] = False,
    form: Annotated[
        FileFormat | None,
        typer.Option("--format", help="The format of input from a pipe, which has no file name."),
    ] = None,
    rejects: Annotated[Path, typer.Option(help="Where to write rejected rows, each with a reason.")] = Path(
        "rejects.csv"
    ),
    replace: Annotated[
        bool, typer.Option("--replace", help="Undo earlier loads of these files, then load the files.")
    ] = False,
    undo: Annotated[
        int | None,
        typer.Option(metavar="LOAD", help="Undo a load, by its number.", show_default=False),
    ] = None,
    list_loads: Annotated[bool, typer.Option("--list", help="List the loads, with their numbers.")] = False,
    json: Json = False,
) -> None:
    """Load files into the graph: CSV, JSON, Parquet or XES, plain or compressed. Idempotent.

    Loading the same file twice changes nothing, and running the same command again resumes an interrupted
    load. Rows that cannot be read are rejected, each with a reason; so is an event whose message id is in the
    graph with other content.

    A load can be undone: what no other load contained is removed, people and journeys are brought up to date,
    and manual decisions stay. After correcting a mapping, load with --replace.

    Exit code 1 if a row was rejected or a file cannot be read; everything else is loaded. With --bulk a file
    that cannot be read stops the import, because an offline import needs an empty graph.

    Example: onepath load orders.csv --mapping orders.toml

    Example: onepath load --undo 3
    """
    _check_options(paths, bulk=bulk, dry_run=dry_run, replace=replace, undo=undo, list_loads=list_loads)
    if list_loads:
        return show_loads(json=json)
    if undo is not None:
        return undo_one(undo, json=json)
    with piped_to_files(paths or [], form) as files:
        summary = load_paths(
            Settings(), list(files.values()), mapping=mapping, dry_run=dry_run, rejects=rejects, bulk=bulk,
            replace=replace,
        )  # fmt: skip
    given = {str(file): str(path) for path, file in files.items()}
    for one in summary.files:
        one.path = given.get(one.path, one.path)  # of a pipe its own name
    if json:
        answer(summary)
    else:
        _print(summary)
    if summary.rejected or summary.conflicts or summary.failed:
        raise typer.Exit(1)


def _check_options(
    paths: list[Path] | None, *, bulk: bool, dry_run: bool, replace: bool, undo: int | None, list_loads: bool
) -> None:
    if sum((bool(paths), undo is not None, list_loads)) != 1 or (not paths and (bulk or dry_run or replace)):
        raise typer.BadParameter("name files to load, or one of --undo LOAD and --list")
    if bulk and replace:
        raise typer.BadParameter("--bulk needs an empty graph, in which there is no load to --replace")


def _print(summary: LoadReport) -> None:
    columns = ["file", "rows", "loaded", "duplicates", "rejected"]
    rows: list[list[object]] = [
        [one.path, one.rows, one.loaded, one.duplicates, one.rejected] for one in summary.files
    ]
    if summary.conflicts:
        columns.insert(4, "conflicts")
        for row, one in zip(rows, summary.files, strict=True):
            row.insert(4, one.conflicts)
    if not summary.dry_run:
        columns.insert(0, "load")
        for row, one in zip(rows, summary.files, strict=True):
            row.insert(0, one.load)
    for undone in summary.replaced:
        print_undone(undone)
    table("Checked, nothing was written" if summary.dry_run else "Loaded", columns, rows)
    for one in summary.files:
        _print_found(one)
    if summary.rejects_file:
        number = summary.rejected + summary.conflicts
        console.print(f"Rejected rows: {number:,}; see {summary.rejects_file}", soft_wrap=True)
    for one in summary.files:
        if one.conflicts:
            errors.print(
                f"{one.conflicts:,} rows of {one.path} have message ids that are in the graph with other "
                "content; that content stays.", soft_wrap=True,
            )  # fmt: skip
        if one.other_mapping:
            errors.print(
                f"{one.path} was loaded before with another mapping ({_numbers(one.other_mapping)}), and "
                "what that brought is still there. To replace it, run the same command with --replace.",
                soft_wrap=True,
            )


def _numbers(loads: Sequence[int]) -> str:
    return f"{'load' if len(loads) == 1 else 'loads'} {', '.join(map(str, loads))}"


def _print_found(summary: LoadSummary) -> None:
    """What a check found in a file, and what was left out of rows that are loaded."""
    lines = []
    if found := summary.contents:
        sorts = ("events", "users", "sessions", "identifiers")
        counts = [f"{getattr(found, name):,} {name}" for name in sorts if getattr(found, name)]
        times = ""
        if found.first_at and found.last_at:
            zone = Settings().time_zone
            times = f" from {local_time(found.first_at)} to {local_time(found.last_at)} {zone}"
        lines.append(f"{summary.path}: {', '.join(counts) or 'no records'}{times}")
        if found.repeated:
            lines.append(
                f"Events with the message id of an earlier one: {found.repeated:,} (different from it: "
                f"{found.contradicting:,}); with it they would be one event"
            )
    for loss in summary.lost[:10]:
        example = f", such as '{loss.example}'" if loss.example else ""
        lines.append(f"Cells left out: {loss.cells:,} of {loss.column}{example}: {loss.reason}")
    words = {"repeated": "that the clock showed twice", "skipped": "that the clock never showed"}
    lines += [f"Times {words[name]}: {count:,}" for name, count in summary.unclear_times.items()]
    if summary.missing_columns:
        lines.append(f"Columns of the mapping that no row has: {', '.join(summary.missing_columns)}")
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False)


def load_paths(
    settings: Settings,
    paths: list[Path],
    *,
    mapping: str | None,
    dry_run: bool,
    rejects: Path,
    bulk: bool = False,
    replace: bool = False,
) -> LoadReport:
    """Load every file, in an order in which sessions and users come before the events.

    With `replace` earlier loads of these files are undone first, and people and journeys are up to date
    afterwards.
    """
    reader = FileReader(load_mapping(mapping) if mapping else None, load_rules(settings.rules))
    people = _people(paths, bulk)
    files = files_in([path for path in paths if people is None or path != people.folder])
    replaced: list[UndoneLoad] = []
    with RejectsFile(rejects, files) as rejected:
        if dry_run:
            summaries = [
                _print_error(check_file(path, reader, rejected, step_bar), dry_run) for path in files
            ]
        elif bulk:
            with bar("Starting Neo4j") as shown:
                summaries = bulk_load(
                    settings, files, reader, rejected, people, progress=shown.say, on_room=_print_room
                )
            if reader.mapping is not None and reader.mapping.roles:
                with Graph.open(settings) as graph:
                    set_roles(graph, reader.mapping.roles)
        else:
            with Graph.open(settings) as graph:
                install_schema(graph)
                if replace:
                    replaced = remove_loads(graph, loads_to_replace(graph, files), step_bar)
                summaries = [
                    _print_error(load_file(graph, path, reader, rejected, settings, step_bar), dry_run)
                    for path in files
                ]
                if replaced:
                    settle_loads(graph, [one.load for one in replaced], settings, step_bar)
    return _report_of(summaries, rejects, replaced, dry_run)


def _report_of(
    files: Sequence[LoadSummary], rejects: Path, replaced: Sequence[UndoneLoad], dry_run: bool
) -> LoadReport:
    rejected = sum(one.rejected for one in files)
    conflicts = sum(one.conflicts for one in files)
    return LoadReport(
        files=files,
        rows=sum(one.rows for one in files),
        loaded=sum(one.loaded for one in files),
        duplicates=sum(one.duplicates for one in files),
        conflicts=conflicts,
        rejected=rejected,
        failed=sum(one.error is not None for one in files),
        rejects_file=rejects if rejected or conflicts else None,
        replaced=replaced,
        dry_run=dry_run,
    )


def _print_error(summary: LoadSummary, dry_run: bool) -> LoadSummary:
    """Prints at once why a file could not be read; the next one is loaded all the same."""
    if error := summary.error:
        if summary.rows:
            good, done = summary.rows - summary.rejected, "good" if dry_run else "in the graph"
            error.kept = f"The {good:,} rows before that are {done}."
        complain(error)
    return summary


def _print_room(room: DiskRoom) -> None:
    errors.print(
        f"Disk: about {room.needed / 2**20:,.0f} MiB needed at most, {room.free / 2**20:,.0f} MiB free"
    )


def _people(paths: list[Path], bulk: bool) -> ResolvedFolder | None:
    """The one folder among the paths that `resolve --engine spark` wrote, if there is one."""
    folders = [path for path in paths if ResolvedFolder.is_one(path)]
    if not folders:
        return None
    if not bulk:
        raise Refused(
            f"{folders[0]} holds people who were resolved outside the graph.",
            kept="Nothing was loaded.",
            action="Load it together with its tables into an empty graph: onepath load --bulk TABLES "
            f"{folders[0]}; or load the tables alone, and run: onepath resolve",
        )
    if len(folders) > 1 or len(paths) == 1:
        raise Refused(
            "People who were resolved outside the graph are loaded from one folder, together with the "
            "tables that they were resolved from.",
            kept="Nothing was loaded.",
            action=f"Name both: onepath load --bulk TABLES {folders[0]}",
        )
    return ResolvedFolder(folders[0])
