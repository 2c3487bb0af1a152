"""`identity map`."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import IdentityMap, ResolveOptions, identity_map
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import AsOf, Json
from ..terminal import answer, bar, console, table

_SHOWN = 20


def map_(
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="A file to write every identifier and its OneID into."),
    ] = None,
    json: Json = False,
) -> None:
    """Show which person every identifier belongs to, now or as of a date.

    Example: onepath identity map --as-of 2026-03-01 --output then.csv
    """
    settings = Settings()
    day = as_of.date() if as_of else None
    with Graph.open(settings) as graph, bar("Reading identifiers"):
        found = identity_map(graph, day, ResolveOptions.from_settings(settings))
    if output is not None:
        _write(found, output)
    if json:
        return answer(found)
    when = f" at the end of {day:%Y-%m-%d}" if day else ""
    console.print(f"{found.people:,} people with {len(found.members):,} identifiers{when}")
    if output is not None:
        console.print(f"Written: {output}", soft_wrap=True)
        return None
    people: dict[str, list[str]] = defaultdict(list)
    for member in found.members:
        people[member.oneid].append(member.identifier)
    largest = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))[:_SHOWN]
    rows = [[oneid, len(keys), ", ".join(keys[:3])] for oneid, keys in largest]
    table("People with the most identifiers", ["OneID", "identifiers", "examples"], rows)
    return None


def _write(found: IdentityMap, output: Path) -> None:
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("identifier", "oneid"))
            rows.writerows((member.identifier, member.oneid) for member in found.members)
    except OSError as why:
        raise GraphError(
            f"{output} cannot be written: {why.strerror}.", kept="The graph is unchanged.",
            action="Name another file.",
        ) from why  # fmt: skip
