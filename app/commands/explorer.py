"""`app` and `demo`."""

from typing import Annotated

import typer
from onepath.app.commands.asking import duration
from onepath.app.commands.engine import start
from onepath.app.commands.loading import build, load_paths, resolve, simulate
from onepath.app.commands.terminal import console, share, table
from onepath.app.explorer import serve as serve_pages
from onepath.graph.engine import Engine
from onepath.graph.journeys import funnel
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_FUNNEL = ("browse", "add_to_cart", "checkout", "purchase")
Port = Annotated[int, typer.Option(min=1, max=65535, help="The explorer's port.")]
Headless = Annotated[bool, typer.Option("--headless", help="Open no browser window.")]


def serve(port: Port = 8501, headless: Headless = False) -> None:
    """Serve the Streamlit explorer on 127.0.0.1 until interrupted."""
    settings = Settings()
    with Graph.open(settings):
        pass  # a server that does not answer is told here, not in the browser
    console.print(f"The explorer: http://127.0.0.1:{port}  (stop it with Ctrl-C)")
    raise typer.Exit(serve_pages(settings, port, headless))


def demo(
    people: Annotated[int, typer.Option(min=1, help="How many simulated people.")] = 1_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same people.")] = 1,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the summary.")] = False,
    port: Port = 8501,
    headless: Headless = False,
) -> None:
    """All of it on simulated data: start Neo4j, simulate, load, resolve, build journeys, explore."""
    settings = Settings()
    folder = settings.home / "demo" / f"{people}-people-seed-{seed}"
    start(settings)
    simulate(folder, people=people, seed=seed)
    loaded = load_paths(settings, [folder], mapping=None, dry_run=False, rejects=folder / "rejects.csv")
    console.print(
        f"Loaded {loaded.loaded:,} records; {loaded.rejected:,} rows rejected, {loaded.known:,} known before"
    )
    resolve()
    build(inactivity=None)
    _summary(settings, port)
    if not no_serve:
        raise typer.Exit(serve_pages(settings, port, headless))


def _summary(settings: Settings, port: int) -> None:
    with Graph.open(settings) as graph:
        counts = graph.ask("explore/overview")[0]
        reached = funnel(graph, _FUNNEL, within=duration("7d"))
        at = graph.uri
    console.print(
        f"\n{counts['people']:,} people, {counts['identifiers']:,} identifiers, {counts['events']:,} events"
    )
    rows = [[s.name, s.people, share(s.from_first), share(s.from_previous)] for s in reached]
    table("Funnel within 7d, by person", ["step", "people", "from first", "from previous"], rows)
    console.print(f"Explorer:       http://127.0.0.1:{port}")
    if settings.managed:
        engine = Engine(settings.home)
        at = engine.status().browser_uri or at
        console.print(
            f"Neo4j Browser:  {at}  (user neo4j; the password is in {engine.home / 'password'})",
            soft_wrap=True,
        )
    else:
        console.print(f"Neo4j:          {at}")
