"""`up`, `down`, `status`."""

from onepath.graph.engine import Engine
from onepath.graph.errors import Refused
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.graph.store import read_status as ask_status

from .answers.loading import StatusAnswer
from .terminal import Json, answer, bar, console


def up(json: Json = False) -> None:
    """Start the managed local Neo4j and install the schema. The first time it fetches Java and Neo4j."""
    settings = Settings()
    start(settings)
    _show(read_status(settings), json)


def down(json: Json = False) -> None:
    """Stop the managed local Neo4j cleanly, by checkpoint. Its data stays."""
    settings = Settings()
    if not settings.managed:
        raise Refused(
            "NEO4J_URI names a server that onepath does not manage.", action="Stop it by its own means."
        )
    with bar("Stopping Neo4j") as shown:
        Engine(settings.home).down(shown.say)
    if json:
        return answer(read_status(settings))
    console.print("Neo4j is stopped, its data is kept. Start it with: onepath up")
    return None


def status(json: Json = False) -> None:
    """Tell whether the server runs: version, addresses, memory, store size, and what is in the graph."""
    _show(read_status(Settings()), json)


def start(settings: Settings) -> None:
    """The server that the settings name, running and with the schema installed."""
    if settings.managed:
        with bar("Starting Neo4j") as shown:
            Engine(settings.home).up(shown.say)
    with Graph.open(settings) as graph:
        install_schema(graph)


def read_status(settings: Settings) -> StatusAnswer:
    """What the server is and holds, as far as it answers."""
    status = ask_status(settings)
    wanted = ("people", "identifiers", "users", "sessions", "events", "links", "journeys")
    return StatusAnswer(
        running=status.running, managed=status.managed, version=status.version, bolt=status.bolt,
        browser=status.browser, home=status.home, memory_bytes=status.memory_bytes,
        store_bytes=status.store_bytes, **{name: status.counts.get(name) for name in wanted},
    )  # fmt: skip


def _show(status: StatusAnswer, json: bool) -> None:
    if json:
        return answer(status)
    if not status.running:
        console.print("Neo4j is not running. Start it with: onepath up")
        return None
    console.print(f"Neo4j {status.version} is running at {status.bolt}")
    if status.browser:
        console.print(f"Neo4j Browser: {status.browser}")
    if status.home:
        memory, store = (status.memory_bytes or 0) / 2**20, (status.store_bytes or 0) / 2**20
        console.print(
            f"Data home: {status.home}, store {store:,.0f} MiB, memory {memory:,.0f} MiB", soft_wrap=True
        )
    console.print(
        f"{status.people:,} people, {status.identifiers:,} identifiers, {status.users:,} users, "
        f"{status.sessions:,} sessions, {status.events:,} events, {status.journeys:,} journeys"
    )
    return None
