"""Where the server is that the settings mean, and who may use it."""

from typing import NamedTuple

from ..engine import Engine
from ..errors import ServerUnreachable
from ..settings import Settings

__all__ = ["find_address"]


class Address(NamedTuple):
    """What a connection needs."""

    uri: str
    username: str
    password: str
    database: str


def find_address(settings: Settings, *, restart: bool) -> Address:
    """The server that the settings name, or the managed local one, which has to run.

    With `restart`, a managed one that ended although nobody stopped it is restarted, with a warning. Raises
    ServerUnreachable.
    """
    if settings.neo4j_uri is not None:
        password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
        return Address(settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)
    engine = Engine(settings.home)
    if restart:
        engine.restart_if_ended()
    status = engine.status()
    if not status.running or status.bolt_uri is None:
        end = status.unexpected_end
        raise ServerUnreachable(
            str(end) if end else "The local Neo4j is not running.",
            kept="Its data is kept.",
            action=end.action if end else "Start it with: onepath up (or point NEO4J_URI at another server).",
        )
    return Address(status.bolt_uri, engine.username, engine.password, engine.database)
