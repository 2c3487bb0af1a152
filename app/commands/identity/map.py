"""`identity map`."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import IdentityMap, ResolveOptions, identity_map
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.safe_text import open_for_spreadsheets

from ..options import AsOf, Json, TimeZoneOption
from ..terminal import answer, bar, console, table

_SHOWN = 20


def map_(
    as_of: AsOf = None,
    time_zone: TimeZoneOption = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="A file to write every identifier and its OneID into."),
    ] = None,
    accounts_output: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write every account with its OneID.")
    ] = None,
    json: Json = False,
) -> None:
    """Show which person every identifier and every account belongs to, now or as of a date.

    Example: onepath identity map --as-of 2026-03-01 --output then.csv
    """
    settings = Settings()
    day = as_of.date() if as_of else None
    with Graph.open(settings) as graph, bar("Reading identifiers"):
        calendar = graph.calendar.overridden_by(time_zone, None)
        found = identity_map(graph, day, ResolveOptions.from_settings(settings), calendar)
    if json:
        _write_files(found, output, accounts_output)
        return answer(found)
    when = f" at the end of {day:%Y-%m-%d}" if day else ""
    counts = f"{found.people:,} people with {len(found.members):,} identifiers"
    console.print(f"{counts} and {len(found.accounts):,} accounts{when}")
    if _write_files(found, output, accounts_output):
        return None
    people: dict[str, list[str]] = defaultdict(list)
    for member in found.members:
        people[member.oneid].append(member.identifier)
    largest = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))[:_SHOWN]
    rows = [[oneid, len(keys), ", ".join(keys[:3])] for oneid, keys in largest]
    table("People with the most identifiers", ["OneID", "identifiers", "examples"], rows)
    return None


def _write_files(found: IdentityMap, output: Path | None, accounts_output: Path | None) -> bool:
    """Whether anything was to be written."""
    if output is not None:
        _write("identifier", ((one.identifier, one.oneid) for one in found.members), output)
    if accounts_output is not None:
        _write("account", ((one.account, one.oneid) for one in found.accounts), accounts_output)
    return bool(output or accounts_output)


def _write(heading: str, rows: Iterable[tuple[str, str | None]], output: Path) -> None:
    try:
        with open_for_spreadsheets(output) as file:
            writer = csv.writer(file)
            writer.writerow((heading, "oneid"))
            writer.writerows(rows)
    except OSError as why:
        raise GraphError(
            f"{output} cannot be written: {why.strerror}.", kept="The graph is unchanged.",
            action="Name another file.",
        ) from why  # fmt: skip
    console.print(f"Written: {output}", soft_wrap=True)
