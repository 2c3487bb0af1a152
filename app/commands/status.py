"""`status`."""

from onepath.graph.engine import END_REASONS
from onepath.graph.settings import Settings
from onepath.graph.store import ServerStatus, read_status

from .options import Json
from .terminal import answer, console


def status(json: Json = False) -> None:
    """Show whether the server is running, its version, addresses and sizes, and what is in the graph."""
    show_status(read_status(Settings()), json)


def show_status(status: ServerStatus, json: bool) -> None:
    """Prints it, as text or as JSON."""
    if json:
        return answer(status)
    if not status.running:
        unexpected = f" It ended unexpectedly: {END_REASONS[status.ended]}." if status.ended else ""
        console.print(f"Neo4j is not running.{unexpected} Start it with: onepath up")
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
        f"{status.people:,} people, {status.identifiers:,} identifiers, {status.users:,} accounts, "
        f"{status.sessions:,} sessions, {status.events:,} events, {status.journeys:,} journeys"
    )
    return None
