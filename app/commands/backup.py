"""`backup` and `restore`."""

from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.backup import BackupSummary, back_up, restore_backup
from onepath.graph.engine import bundled_version, compared
from onepath.graph.settings import Settings

from .options import Json
from .terminal import answer, bar, console


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    json: Json = False,
) -> None:
    """Back up the graph of the managed local Neo4j into one file, and verify what was written.

    The server is stopped for the time of the dump. Another machine and a later Neo4j can restore the file.
    Saved questions and mappings are in it; the password, uploaded files and rejected rows are not.

    Example: onepath backup graph.backup
    """
    with bar("Backing up") as shown:
        made = back_up(Settings(), file, progress=shown.say)
    if json:
        return answer(made)
    console.print(f"{_holds(made)} are in {made.file} ({made.bytes / 1e6:,.1f} MB)", soft_wrap=True)
    console.print("It holds personal data: keep it as safe as the graph.")
    return None


def restore(
    file: Annotated[Path, typer.Argument(help="A file that onepath backup has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of a graph that is not empty.")
    ] = False,
    json: Json = False,
) -> None:
    """Restore a backup, once its checksums and counts are verified.

    A graph that is not empty is replaced only with --replace. If anything fails, the present graph is as it
    was. A backup of an older Neo4j is upgraded; one of a newer Neo4j is refused.

    Example: onepath restore graph.backup
    """
    with bar("Restoring") as shown:
        found = restore_backup(Settings(), file, replace=replace, progress=shown.say)
    if json:
        return answer(found)
    console.print(
        f"{_holds(found)} are restored from {found.file} of {found.made_at:%Y-%m-%d %H:%M} UTC "
        f"(Neo4j {found.neo4j})",
        soft_wrap=True,
    )
    if compared(found.neo4j) < compared(bundled_version()):
        console.print(f"The store was upgraded from Neo4j {found.neo4j} to {bundled_version()}.")
    return None


def _holds(summary: BackupSummary) -> str:
    counts = summary.counts
    return f"{counts['people']:,} people, {counts['events']:,} events and {counts['journeys']:,} journeys"
