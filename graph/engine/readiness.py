"""When a starting server is ready, and why it is not."""

import errno
import re
import time

import psutil

from ..errors import EngineError, EngineStartFailed, WrongPassword
from .configuration import Ports
from .home import NO_ROOM_TEXT, EngineHome, Progress
from .process import has_ended, last_words, listens

__all__ = [
    "BROKEN_CONNECTION",
    "DATABASE_HALTED",
    "DatabaseHalted",
    "PortTaken",
    "server_version",
    "start_failed",
    "wait_until_ready",
]

START_PATIENCE_SECONDS = 300.0
USERNAME = "neo4j"

REASONS = (
    (r"Address already in use|PortBindException|BindException", "a port was taken by another program"),
    (r"OutOfMemoryError|Could not reserve|Invalid maximum heap|Cannot allocate memory", "too little memory"),
    (r"FileLockException|Lock file has been locked", "another process uses the same store"),
    (r"UnsupportedClassVersionError", "the Java runtime is too old"),
)
DATABASE_HALTED = frozenset(
    f"Neo.DatabaseError.Transaction.{what}"
    for what in ("TransactionCommitFailed", "TransactionLogError", "TransactionStartFailed")
)
"""What a server answers that cannot write, when it fails and from then on: it closes its database."""

BROKEN_CONNECTION = frozenset({errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE})
"""What the system says of a connection whose server goes away while the driver opens it."""


class PortTaken(EngineStartFailed):
    """Another program took the port first; choosing again helps."""


class DatabaseHalted(EngineError):
    """The server runs, and has closed its database until it is started again."""


def wait_until_ready(
    home: EngineHome, process: psutil.Process, ports: Ports, password: str, progress: Progress | None
) -> None:
    """Return when the server answers a query with the password; raise with its log when it dies instead."""
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    # HTTP comes last: before it listens, a server that answers may still end because its port was taken.
    while not (listens(process, ports.http) and _answers(home, ports, password)):
        if has_ended(process):
            raise start_failed(home, "Neo4j ended while it started.", last_words(home))
        if time.monotonic() > deadline:
            raise EngineStartFailed(
                f"Neo4j does not answer after {START_PATIENCE_SECONDS:.0f} seconds. "
                f"Its last words:\n{last_words(home)}",
                kept="It continues to start: after a crash it first recovers what was written.",
                action=f"Look again with `onepath status`; its logs are in {home.logs}.",
            )
        if progress:
            progress("Starting Neo4j", None)
        time.sleep(0.2)


def _answers(home: EngineHome, ports: Ports, password: str) -> bool:
    from neo4j.exceptions import AuthError, DriverError, Neo4jError

    try:
        _ask(ports, password)
        return True
    except AuthError as error:
        raise WrongPassword(
            f"The managed Neo4j in {home.root} refuses the password that is kept for it.",
            kept="It runs, and its data is untouched.",
            action=f"If the password was changed, write the new one into {home.password_file}.",
        ) from error
    except (DriverError, Neo4jError) as error:
        if isinstance(error, Neo4jError) and error.code in DATABASE_HALTED:
            raise DatabaseHalted("Neo4j has closed its database.", action="Start it again.") from error
        # Bolt is open before the database is: a recovery after a crash comes between.
        return False


def _ask(ports: Ports, password: str) -> str:
    from neo4j import GraphDatabase
    from neo4j.exceptions import ServiceUnavailable

    try:
        with GraphDatabase.driver(
            ports.bolt_uri, auth=(USERNAME, password), connection_timeout=5, max_transaction_retry_time=0
        ) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")
            return str(driver.get_server_info().agent).removeprefix("Neo4j/")
    except OSError as error:
        if error.errno not in BROKEN_CONNECTION:
            raise
        raise ServiceUnavailable(f"The connection broke: {error}") from error


def server_version(ports: Ports, password: str) -> str | None:
    """The version that the server reports, or None while it does not answer."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        return _ask(ports, password)
    except (DriverError, Neo4jError):
        return None


def start_failed(home: EngineHome, what: str, log: str) -> EngineError:
    """The error that names the reason, as far as the log tells one."""
    if NO_ROOM_TEXT.search(log):
        return home.disk_full()
    reason = next((reason for pattern, reason in REASONS if re.search(pattern, log)), "")
    kind = PortTaken if reason == REASONS[0][1] else EngineStartFailed
    because = f" The reason: {reason}." if reason else ""
    return kind(
        f"{what}{because} Its last words:\n{log}",
        kept="The store is as it was.",
        action=f"The whole log is in {home.logs}. Run `onepath up` again when the reason is gone.",
    )
