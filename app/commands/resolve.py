"""`resolve`: in the graph, or past one machine on Spark."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import Resolution, ResolveOptions
from onepath.graph.settings import Settings
from onepath.graph.spark import check_target, resolve_files, session
from onepath.graph.store import Graph
from onepath.loaders.streams import check_readable

from ..loading import files_in, resolve_people
from .options import Json
from .terminal import answer, bar, console, step_bar


class Engine(StrEnum):
    """Where people are resolved."""

    neo4j = "neo4j"
    spark = "spark"


def resolve(
    full: Annotated[
        bool, typer.Option("--full", help="Resolve everybody, not only people with new evidence.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option(help="Where to resolve: in the graph (neo4j), or from tables into a folder (spark)."),
    ] = Engine.neo4j,
    tables: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="With --engine spark: the folder of canonical tables.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="With --engine spark: a new folder to write the people into.",
            show_default=False,
        ),
    ] = None,
    master: Annotated[
        str | None,
        typer.Option(
            help="With spark: local[*], spark://HOST:PORT, yarn, or sc://HOST:PORT; without it, the server "
            "in SPARK_REMOTE, else this machine.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Resolve identities: give every person one OneID, by the merge rules.

    Only people with new evidence are resolved; the first time, and with --full, everybody is.

    With --engine spark everybody is resolved for the first time, from more tables than one machine can hold.
    It needs the optional part "spark" of onepath and a JDK: onepath resolve --engine spark --tables TABLES
    --output PEOPLE, and then: onepath load --bulk TABLES PEOPLE. Manual decisions are not considered: they
    are in a graph.
    """
    if engine is Engine.spark:
        return _on_spark(_named(tables, "--tables"), _named(output, "--output"), master, full, json)
    for name, given in (("--tables", tables), ("--output", output), ("--master", master)):
        if given is not None:
            raise typer.BadParameter(f"{name} is for --engine spark only.")
    found = resolve_now(Settings(), full=full)
    if json:
        return answer(found)
    console.print(
        f"{found.people:,} people from {found.identifiers:,} identifiers "
        f"and {found.links:,} links ({found.created:,} new, "
        f"{found.merged:,} merged, {found.unmerged:,} unmerged, {found.changed:,} changed)"
    )
    return None


def resolve_now(settings: Settings, *, full: bool = False) -> Resolution:
    """Resolve, with a bar."""
    with Graph.open(settings) as graph:
        return resolve_people(graph, settings, step_bar, full=full)


def _named(path: Path | None, option: str) -> Path:
    if path is None:
        raise typer.BadParameter(
            f"--engine spark needs {option}: onepath resolve --engine spark --tables TABLES --output PEOPLE"
        )
    return path


def _on_spark(tables: Path, folder: Path, master: str | None, full: bool, json: bool) -> None:
    if full:
        raise typer.BadParameter("--engine spark always resolves everybody; leave --full out.")
    options = ResolveOptions.from_settings(Settings())
    # Checked at once, and not after Spark has started.
    check_target(folder)
    files = files_in([tables])
    for file in files:
        check_readable(file)
    try:
        with bar("Starting Spark") as shown, session(master) as spark:
            found = resolve_files(spark, files, folder, options, shown.say)
    except KeyboardInterrupt:
        # Not as elsewhere: there is nothing here that the same command could resume.
        typer.echo("Interrupted. No folder was written.", err=True)
        raise typer.Exit(130) from None
    if json:
        answer(found)
    else:
        console.print(
            f"{found.people:,} people from {found.identifiers:,} identifiers and {found.links:,} links in "
            f"{folder}; {found.blocked_links:,} links blocked by a rule, {found.rejected:,} rows rejected\n"
            f"Load them with: onepath load --bulk {tables} {folder}",
            soft_wrap=True,
        )
    if found.rejected:
        raise typer.Exit(1)
