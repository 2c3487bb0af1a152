"""`demo`."""

from dataclasses import dataclass
from typing import Annotated

import typer
from onepath.graph.engine import Engine
from onepath.graph.funnels import Funnel, FunnelQuestion
from onepath.graph.identity import Resolution
from onepath.graph.journeys import BuildSummary
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, ServerStatus, require_status

from ..explorer.server import serve
from ..loading import demo_folder
from .app import Headless, Port, require_port
from .funnel import show_funnel
from .journeys import build_now
from .load import LoadReport, load_paths
from .options import Json, Seed, Size
from .resolve import resolve_now
from .simulate import Simulation, write
from .terminal import answer, bar, console
from .up import start


@dataclass(frozen=True, slots=True)
class DemoReport:
    """The result of each step."""

    simulate: Simulation
    load: LoadReport
    resolve: Resolution
    journeys: BuildSummary
    funnel: Funnel
    status: ServerStatus


_FUNNEL = FunnelQuestion.parse(steps=["browse", "add_to_cart", "checkout", "purchase"], within="7d")


def demo(
    size: Size = 1_000,
    seed: Seed = 1,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop after the summary, without opening the explorer.")
    ] = False,
    port: Port = 8501,
    headless: Headless = False,
    json: Json = False,
) -> None:
    """Try onepath on simulated data: start Neo4j, simulate, load, resolve, build journeys, explore.

    With --json it ends after the summary, which is the JSON document.

    Example: onepath demo --size 2000
    """
    settings = Settings()
    serves = not (no_serve or json)
    if serves:
        require_port(port)
    done = _run(settings, size, seed)
    if json:
        return answer(done)
    _show(settings, done, port)
    if serves:
        raise typer.Exit(serve(settings, port, headless))
    return None


def _run(settings: Settings, size: int, seed: int) -> DemoReport:
    folder = demo_folder(settings, size, seed)
    start(settings)
    return DemoReport(
        simulate=write(folder, size=size, seed=seed),
        load=load_paths(settings, [folder], mapping=None, dry_run=False, rejects=folder / "rejects.csv"),
        resolve=resolve_now(settings),
        journeys=build_now(settings),
        funnel=_funnel(settings),
        status=require_status(settings),
    )


def _funnel(settings: Settings) -> Funnel:
    with Graph.open(settings) as graph, bar("Counting"):
        return _FUNNEL.answer(graph)


def _show(settings: Settings, done: DemoReport, port: int) -> None:
    load, status = done.load, done.status
    console.print(
        f"Loaded {load.loaded:,} records; {load.rejected:,} rows rejected, {load.duplicates:,} duplicates\n"
        f"{status.people:,} people, {status.identifiers:,} identifiers, {status.events:,} events, "
        f"{status.journeys:,} journeys"
    )
    show_funnel(_FUNNEL, done.funnel)
    console.print(f"Explorer:       http://127.0.0.1:{port}")
    if settings.managed:
        console.print(
            f"Neo4j Browser:  {status.browser}  "
            f"(user neo4j; the password is in {Engine(settings.home).home / 'password'})",
            soft_wrap=True,
        )
    else:
        console.print(f"Neo4j:          {status.bolt}")
