"""Places for resolving people: batches and decisions take one each, resolving everybody takes them all.

People that a batch or a decision touches are locked one by one, so that several can run at once; resolving
everybody reads the graph without locks and has to run alone. With several places neither waits for a stream
of small batches: each batch takes one place, in turn, and gives it back within its transaction.
A place is a lock in the database: it is free again as soon as this process or the server dies.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from ..errors import QueryFailed, Refused
from ..store import Graph, Transaction

WAIT_SECONDS = 30.0
_PLACES = 4
_turns = count(os.getpid())


def take_place(transaction: Transaction) -> None:
    """Share the right to resolve people until the transaction ends. Waits while everybody is resolved."""
    transaction.run("internal/identity/lock", places=[_next_place()], all=_PLACES)


@contextmanager
def sharing(graph: Graph, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """The same for longer than a transaction. Raises Refused after waiting too long for a place."""
    with _holding(graph, [_next_place()], wait_seconds):
        yield


@contextmanager
def alone(graph: Graph, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Nobody else resolves or decides meanwhile. Raises Refused after waiting too long for others."""
    with _holding(graph, list(range(_PLACES)), wait_seconds):
        yield


def _next_place() -> int:
    return next(_turns) % _PLACES


@contextmanager
def _holding(graph: Graph, places: Sequence[int], wait_seconds: float) -> Iterator[None]:
    given = {"places": list(places), "all": _PLACES}
    try:
        # The first one asks with a limit on waiting; the one that holds may take as long as it needs.
        graph.run_within(wait_seconds, "internal/identity/lock", **given)
    except QueryFailed as error:
        if not _waited_too_long(error.__cause__):
            raise
        raise Refused(
            f"Somebody else has been resolving people for {wait_seconds:.0f} seconds.",
            kept="Nothing was changed.",
            action="Wait until that has ended, then run the same command again.",
        ) from error
    with graph.holding("resolving people") as transaction:
        transaction.run("internal/identity/lock", **given)
        yield


def _waited_too_long(error: BaseException | None) -> bool:
    from neo4j.exceptions import Neo4jError

    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    return "Transaction" in code or "Lock" in code
