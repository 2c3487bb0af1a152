"""`identity partition`: whose every identifier is, now or on a past day."""

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.errors import GraphError
from onepath.graph.identity import Past, ResolveOptions
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..answers.people import MembershipAnswer, PartitionAnswer
from ..options import AsOf, Json
from ..terminal import answer, bar, console, table

_SHOWN = 20


def partition(
    as_of: AsOf = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Write identifier and oneid of everybody.")
    ] = None,
    json: Json = False,
) -> None:
    """Whose is every identifier, now or on a past day?

    Example: onepath identity partition --as-of 2026-03-01 --to then.csv
    """
    settings = Settings()
    with Graph.open(settings) as graph, bar("Asking"):
        found = _now(graph) if as_of is None else _then(graph, as_of, ResolveOptions.from_settings(settings))
    if to is not None:
        _write(found, to)
    people: dict[str, list[str]] = defaultdict(list)
    for key, oneid in found.items():
        people[oneid].append(key)
    if json:
        members = [MembershipAnswer(identifier=key, oneid=found[key]) for key in sorted(found)]
        day = as_of.date() if as_of else None
        return answer(PartitionAnswer(as_of=day, people=len(people), members=members))
    when = f" at the end of {as_of:%Y-%m-%d}" if as_of else ""
    console.print(f"{len(people):,} people with {len(found):,} identifiers{when}")
    if to is not None:
        console.print(f"Written: {to}", soft_wrap=True)
        return None
    largest = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))[:_SHOWN]
    rows = [[oneid, len(keys), ", ".join(sorted(keys)[:3])] for oneid, keys in largest]
    table("The largest of them", ["OneID", "identifiers", "some of them"], rows)
    return None


def _now(graph: Graph) -> dict[str, str]:
    return {
        key: oneid
        for row in graph.ask("internal/identity/partition")
        for key, oneid in zip(row["keys"], row["oneids"], strict=True)
        if oneid
    }


def _then(graph: Graph, day: datetime, options: ResolveOptions) -> dict[str, str]:
    people = Past.on(graph, day.date(), options).people()
    return {member.key: group.oneid for group in people for member in group.members}


def _write(found: dict[str, str], to: Path) -> None:
    try:
        with to.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("identifier", "oneid"))
            rows.writerows(sorted(found.items()))
    except OSError as why:
        raise GraphError(
            f"{to} cannot be written: {why.strerror}.", kept="The graph is unchanged.",
            action="Name another file.",
        ) from why  # fmt: skip
