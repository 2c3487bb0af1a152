"""`bench`."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from onepath.graph.settings import Settings
from onepath.loaders.errors import OnepathError

from ..benchmarks import (
    BenchReport,
    Comparison,
    IdentityBench,
    run_identity,
    run_loading,
    run_questions,
)
from .options import Json
from .terminal import Bar, answer, bar, console, table


def bench(
    what: Annotated[
        Literal["journeys", "load", "identity", "explorer"],
        typer.Argument(
            help="What to measure: questions (journeys), loading (load), accuracy and speed of "
            "identity resolution (identity), or pages in a browser with up to ten users at "
            "once (explorer)."
        ),
    ] = "journeys",
    size: Annotated[
        int,
        typer.Option(
            "--size",
            min=10,
            help="How many people to simulate, with 33 events each; for journeys with 75 each, so "
            "26000 people have 2 million.",
        ),
    ] = 5_000,
    accounts: Annotated[
        int | None,
        typer.Option(
            min=100,
            help="identity: how many accounts, of four identifiers each, to measure speed on; "
            "--size by default. 250000 accounts have a million identifiers.",
            show_default=False,
        ),
    ] = None,
    current_graph: Annotated[
        bool,
        typer.Option(
            "--current-graph", help="explorer: use the running graph, which must be of simulated people."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Measure the speed and accuracy of onepath, compared with other tools in the same run.

    It starts a temporary server in the data home; the current graph is not changed.

    Example: onepath bench identity --size 100000 --accounts 250000
    """
    home = Settings().home / f"bench-{os.getpid()}"
    with bar("Measuring") as shown:
        found = _run(what, home, size, accounts or max(size, 100), current_graph, shown)
    if json:
        return answer(found)
    return _show_identity(found) if isinstance(found, IdentityBench) else _show(found)


def _run(
    what: str, home: Path, size: int, accounts: int, current_graph: bool, shown: Bar
) -> BenchReport | IdentityBench:
    def say(step: str) -> None:
        shown.say(step, None)

    if what == "load":
        return run_loading(home, size, say)
    if what == "identity":
        return run_identity(home, size, accounts, say)
    if what == "journeys":
        return run_questions(home, size, say)
    # Only here: it drives a browser, which is an optional part of onepath.
    try:
        from ..benchmarks.explorer import measure_explorer, run_explorer
    except ModuleNotFoundError as missing:
        raise OnepathError(
            f"This benchmark drives a browser, and the package {missing.name} is not installed.",
            action="Install it: pip install 'onepath[bench]'",
        ) from missing
    return measure_explorer(Settings(), say) if current_graph else run_explorer(home, size, say)


def _show(found: BenchReport) -> None:
    _table(f"{found.events:,} events of {found.people:,} people, on {found.machine}", found.comparisons)
    if found.memory_growth_mb is not None:
        console.print(f"With 10 x the events the Python process grew by {found.memory_growth_mb:.0f} MB.")
    if found.failed is not None:
        console.print(f"Tasks that did not finish: {', '.join(found.failed) or 'none'}.")


def _show_identity(found: IdentityBench) -> None:
    rows = [
        [
            one.data, f"{one.precision:.4f}", f"{one.target_precision}", f"{one.recall:.4f}",
            f"{one.target_recall}", f"{one.connectable:.3f}", f"{one.f1:.4f}", f"{one.baseline_f1:.4f}",
            one.largest_false_person, one.baseline_largest_false_person,
        ]
        for one in found.quality
    ]  # fmt: skip
    columns = [
        "data", "precision", "target", "recall", "target ", "connectable", "F1", "baseline F1",
        "largest false person", "baseline",
    ]  # fmt: skip
    table(f"{found.people:,} simulated people, over the pairs that true links connect", columns, rows)
    title = f"{found.identifiers:,} identifiers, {found.links:,} links, on {found.machine}"
    _table(title, found.comparisons)


def _table(title: str, comparisons: Sequence[Comparison]) -> None:
    rows = [
        [
            one.what, f"{one.seconds:.3f}", one.compared_with, f"{one.compared_seconds:.3f}",
            f"{one.ratio:.4f}", f"{one.target}",
        ]
        for one in comparisons
    ]  # fmt: skip
    table(title, ["onepath", "seconds", "compared with", "seconds ", "ratio", "target"], rows)
    console.print("A ratio below 1 means that onepath is faster; the target is the highest ratio wanted.")
