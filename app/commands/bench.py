"""`bench`."""

import os
import platform
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from onepath.graph.evaluation import Evaluation
from onepath.graph.settings import Settings
from onepath.loaders.errors import OnepathError

from ..benchmarks import (
    Comparison,
    IdentityBench,
    QuestionsBench,
    run_identity,
    run_loading,
    run_questions,
)
from .answers.measuring import (
    BenchAnswer,
    ComparisonAnswer,
    ExplorerBenchAnswer,
    IdentityBenchAnswer,
    IdentityQualityAnswer,
)
from .options import Json
from .terminal import answer, bar, console, table


def bench(
    what: Annotated[
        Literal["journeys", "load", "identity", "explorer"],
        typer.Argument(
            help="journeys: questions. load: loading. identity: how right and how fast people are. "
            "explorer: pages in a browser, and ten readers at once."
        ),
    ] = "journeys",
    people: Annotated[
        int,
        typer.Option(
            min=10,
            help="Simulated people, of about 33 events; of 75 for journeys, where 26000 make 2 million.",
        ),
    ] = 5_000,
    accounts: Annotated[
        int | None,
        typer.Option(
            min=100,
            help="identity: accounts of four identifiers to time on, as many as people if not given; "
            "250000 make a million identifiers.",
            show_default=False,
        ),
    ] = None,
    here: Annotated[
        bool, typer.Option("--here", help="explorer: on the graph that is there, of simulated people.")
    ] = False,
    json: Json = False,
) -> None:
    """Measure onepath beside other ways, in one run.

    A server of its own is started in the data home and removed afterwards; the graph is not touched.
    Example: onepath bench journeys --people 26000; onepath bench identity --people 100000 --accounts 250000;
    onepath bench explorer --people 26000
    """
    home = Settings().home / f"bench-{os.getpid()}"
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    if what == "explorer":
        return _explorer(home, people, machine, here, json)
    if what == "identity":
        return _identity(home, people, accounts or max(people, 100), machine, json)
    with bar("Measuring") as shown:
        say = partial(shown.say, part=None)
        if what == "load":
            events, comparisons = run_loading(home, people, say)
            found = QuestionsBench(people, events, comparisons, 0.0)
        else:
            found = run_questions(home, people, say)
    if json:
        return answer(
            BenchAnswer(
                people=people, events=found.events, machine=machine,
                grown_megabytes=found.grown_megabytes, comparisons=_rows(found.comparisons),
            )
        )  # fmt: skip
    _table(f"{found.events:,} events of {people:,} simulated people, on {machine}", found.comparisons)
    if what == "journeys":
        console.print(f"With 10 x the events the Python process grew by {found.grown_megabytes:.0f} MB.")
    return None


def _explorer(home: Path, people: int, machine: str, here: bool, json: bool) -> None:
    # Only here: a browser is driven, which nothing else of the commands needs.
    try:
        from ..benchmarks.explorer import measure_explorer, run_explorer
    except ModuleNotFoundError as missing:
        raise OnepathError(
            f"This bench drives a browser, and the package {missing.name} is not installed.",
            action="Install it: pip install 'onepath[bench]'",
        ) from missing
    with bar("Measuring") as shown:
        say = partial(shown.say, part=None)
        found = measure_explorer(Settings(), say) if here else run_explorer(home, people, say)
    if json:
        return answer(
            ExplorerBenchAnswer(
                people=found.people, events=found.events, machine=machine,
                comparisons=_rows(found.comparisons), failed=found.failed,
            )
        )  # fmt: skip
    _table(f"{found.events:,} events of {found.people:,} people, on {machine}", found.comparisons)
    console.print(f"Tasks that did not come to an end: {', '.join(found.failed) or 'none'}.")
    return None


def _identity(home: Path, people: int, accounts: int, machine: str, json: bool) -> None:
    with bar("Measuring") as shown:
        found: IdentityBench = run_identity(home, people, accounts, lambda what: shown.say(what, None))
    qualities = [_quality("ordinary", found.ordinary, 0.995, 0.95), _quality("hard", found.hard, 0.99, 0.93)]
    if json:
        return answer(
            IdentityBenchAnswer(
                people=people, identifiers=found.identifiers, links=found.links, machine=machine,
                quality=qualities, comparisons=_rows(found.comparisons),
            )
        )  # fmt: skip
    rows = [
        [
            one.data, f"{one.precision:.4f}", f"{one.aim_precision}", f"{one.recall:.4f}",
            f"{one.aim_recall}",
            f"{one.connectable:.3f}", f"{one.f1:.4f}", f"{one.plain_f1:.4f}", one.largest_wrong,
            one.plain_largest_wrong,
        ]
        for one in qualities
    ]  # fmt: skip
    columns = [
        "data", "precision", "aim", "recall", "aim ", "connectable", "F1", "F1 plain", "largest wrong",
        "plain",
    ]  # fmt: skip
    table(f"{people:,} simulated people, over the pairs that true links connect", columns, rows)
    _table(f"{found.identifiers:,} identifiers, {found.links:,} links, on {machine}", found.comparisons)
    return None


def _quality(data: str, found: Evaluation, precision: float, recall: float) -> IdentityQualityAnswer:
    ours, plain = found.found, found.plain
    return IdentityQualityAnswer(
        data=data, precision=ours.pairwise.precision, recall=ours.connectable_recall,
        f1=_f1(ours.pairwise.precision, ours.connectable_recall), connectable=found.connectable,
        largest_wrong=ours.largest_wrong, plain_precision=plain.pairwise.precision,
        plain_recall=plain.connectable_recall,
        plain_f1=_f1(plain.pairwise.precision, plain.connectable_recall),
        plain_largest_wrong=plain.largest_wrong, aim_precision=precision, aim_recall=recall,
    )  # fmt: skip


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _rows(comparisons: Sequence[Comparison]) -> list[ComparisonAnswer]:
    return [
        ComparisonAnswer(
            what=one.what, seconds=one.ours, other=one.other, other_seconds=one.theirs,
            ratio=one.ratio, aim=one.aim,
        )
        for one in comparisons
    ]  # fmt: skip


def _table(title: str, comparisons: Sequence[Comparison]) -> None:
    rows = [
        [one.what, f"{one.ours:.3f}", one.other, f"{one.theirs:.3f}", f"{one.ratio:.4f}", f"{one.aim}"]
        for one in comparisons
    ]
    table(title, ["onepath", "seconds", "beside", "seconds ", "ratio", "aim: at most"], rows)
    console.print("A ratio below 1 is faster than the other way.")
