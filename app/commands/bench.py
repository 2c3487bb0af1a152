"""`bench`."""

import os
import platform
from typing import Annotated

import typer
from onepath.app.benchmarks import run
from onepath.app.commands.answers import BenchAnswer, ComparisonAnswer
from onepath.app.commands.terminal import Json, answer, bar, console, table
from onepath.graph.settings import Settings


def bench(
    people: Annotated[
        int, typer.Option(min=10, help="Simulated people, about 33 events each; 60000 make 2 million.")
    ] = 5_000,
    json: Json = False,
) -> None:
    """Measure loading, the offline import and a funnel beside other ways, in one run.

    A server of its own is started in the data home and removed afterwards; the graph is not touched.
    Example: onepath bench --people 60000
    """
    home = Settings().home / f"bench-{os.getpid()}"
    with bar("Measuring") as shown:
        events, comparisons = run(home, people, lambda what: shown.say(what, None))
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    if json:
        rows = [
            ComparisonAnswer(
                what=one.what, seconds=one.ours, other=one.other, other_seconds=one.theirs,
                ratio=one.ratio, aim=one.aim,
            )
            for one in comparisons
        ]  # fmt: skip
        return answer(BenchAnswer(people=people, events=events, machine=machine, comparisons=rows))
    shown_rows = [
        [one.what, f"{one.ours:.2f}", one.other, f"{one.theirs:.2f}", f"{one.ratio:.2f}", f"{one.aim:.2f}"]
        for one in comparisons
    ]
    table(
        f"{events:,} events of {people:,} simulated people, on {machine}",
        ["onepath", "seconds", "beside", "seconds ", "ratio", "aim: at most"],
        shown_rows,
    )
    console.print("A ratio below 1 is faster than the other way.")
    return None
