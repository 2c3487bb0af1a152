"""One place for whoever decides about people: a second one waits, or is refused with a clear message."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Query
from neo4j.exceptions import Neo4jError

from ..errors import Refused
from ..store import Graph, find_query

WAIT_SECONDS = 30.0


@contextmanager
def deciding(graph: Graph, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the place while people are decided about. Raises Refused when somebody else has it too long.

    The place is a lock in the database, held by an open transaction: it is free again at once when this
    process or the server dies, however it dies.
    """
    text = find_query("internal/identity/lock").text
    with graph.driver.session(database=graph.database) as session:
        try:
            # The first one asks with a limit on waiting; the one that holds may take as long as it needs.
            session.run(Query(text, timeout=wait_seconds)).consume()
        except Neo4jError as error:
            if "Transaction" not in (error.code or "") and "Lock" not in (error.code or ""):
                raise
            raise Refused(
                f"Somebody else has been deciding about people for {wait_seconds:.0f} seconds.",
                kept="Nothing was changed.",
                action="Wait until the other one has ended, then run the same command again.",
            ) from error
        with session.begin_transaction() as transaction:
            transaction.run(text).consume()
            yield
            transaction.rollback()
