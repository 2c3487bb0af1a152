"""`resolve`: who is who, in the graph or past one machine."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import ResolveOptions
from onepath.graph.settings import Settings
from onepath.graph.spark import check_target, resolve_files, session
from onepath.graph.store import Graph
from onepath.loaders.streams import check_readable

from ..loading import files_in, resolve_people
from .answers.loading import ResolveAnswer, ResolveFilesAnswer
from .options import Json
from .terminal import answer, bar, console, step_bar


class Engine(StrEnum):
    """Where people are resolved."""

    neo4j = "neo4j"
    spark = "spark"


def resolve(
    full: Annotated[
        bool, typer.Option("--full", help="Decide about everybody, not only whom new evidence touches.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option(help="neo4j: in the graph. spark: from tables into a folder.")
    ] = Engine.neo4j,
    tables: Annotated[
        Path | None,
        typer.Option("--from", help="With spark: the folder of canonical tables.", show_default=False),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--to", help="With spark: the new folder to write people into.", show_default=False),
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
    """Give every person one OneID, by the rules: whom new evidence touches, or everybody the first time.

    With --engine spark everybody is resolved for the first time, from more tables than one machine can
    hold (needs onepath[spark] and a JDK): onepath resolve --engine spark --from TABLES --to PEOPLE, and
    then: onepath load --bulk TABLES PEOPLE. What was said by hand lives in a graph, and is not heard here.
    """
    if engine is Engine.spark:
        return _on_spark(_named(tables, "--from"), _named(folder, "--to"), master, full, json)
    for name, given in (("--from", tables), ("--to", folder), ("--master", master)):
        if given is not None:
            raise typer.BadParameter(f"{name} is for --engine spark; in the graph everything is at hand.")
    found = resolve_now(Settings(), full=full)
    if json:
        return answer(found)
    console.print(
        f"{found.people:,} people from {found.identifiers:,} identifiers "
        f"and {found.links:,} links ({found.created:,} new, "
        f"{found.merged:,} merged away, {found.split:,} split off, {found.changed:,} changed)"
    )
    return None


def resolve_now(settings: Settings, *, full: bool = False) -> ResolveAnswer:
    """Resolve, with a bar."""
    with Graph.open(settings) as graph:
        resolution = resolve_people(graph, settings, step_bar, full=full)
    return ResolveAnswer(**{name: getattr(resolution, name) for name in ResolveAnswer.model_fields})


def _named(path: Path | None, option: str) -> Path:
    if path is None:
        raise typer.BadParameter(
            f"--engine spark needs {option}: onepath resolve --engine spark --from TABLES --to PEOPLE"
        )
    return path


def _on_spark(tables: Path, folder: Path, master: str | None, full: bool, json: bool) -> None:
    if full:
        raise typer.BadParameter("--engine spark always decides about everybody; leave --full out.")
    how = ResolveOptions.from_settings(Settings())
    # Told at once, and not after Spark has started.
    check_target(folder)
    files = files_in([tables])
    for file in files:
        check_readable(file)
    try:
        with bar("Starting Spark") as shown, session(master) as spark:
            found = resolve_files(spark, files, folder, how, shown.say)
    except KeyboardInterrupt:
        # Not as elsewhere: there is nothing here that the same command could go on from.
        typer.echo("Stopped. No folder was written.", err=True)
        raise typer.Exit(130) from None
    told = ResolveFilesAnswer(
        folder=folder, people=found.people, identifiers=found.identifiers, links=found.links,
        suspicions=found.suspicions, rejected=found.rejected,
    )  # fmt: skip
    if json:
        answer(told)
    else:
        console.print(
            f"{told.people:,} people from {told.identifiers:,} identifiers and {told.links:,} links in "
            f"{folder}; {told.suspicions:,} links cut, {told.rejected:,} rows rejected\n"
            f"Load them with: onepath load --bulk {tables} {folder}",
            soft_wrap=True,
        )
    if told.rejected:
        raise typer.Exit(1)
