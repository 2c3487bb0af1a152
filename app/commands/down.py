"""`down`."""

from onepath.graph.engine import Engine
from onepath.graph.errors import Refused
from onepath.graph.settings import Settings
from onepath.graph.store import read_status

from .options import Json
from .terminal import answer, bar, console


def down(json: Json = False) -> None:
    """Stop the managed local Neo4j. Its data is kept."""
    settings = Settings()
    if not settings.managed:
        raise Refused(
            "NEO4J_URI names a server that onepath does not manage.", action="Stop it the way it was started."
        )
    with bar("Stopping Neo4j") as shown:
        Engine(settings.home).down(shown.say)
    if json:
        return answer(read_status(settings))
    console.print("Neo4j is stopped; its data stays. Start it with: onepath up")
    return None
