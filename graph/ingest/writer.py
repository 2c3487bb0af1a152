"""The one writer that takes canonical records. Loading again adds nothing; a stopped load goes on."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onepath.loaders.errors import InputError
from onepath.loaders.records import EventRecord, Record, Reject

from ..store import Graph, Transaction
from .batch import Batch
from .prefetch import read_ahead


@dataclass(slots=True)
class LoadSummary:
    """What became of one file: rows are those loaded by this load, those known before, and the rejects.

    A load that was stopped and goes on is one; a file that was finished is known as a whole.
    `resumed_at` is how many rows were done before.

    `failure` is why it could not be read to its end; what came before that is written.
    """

    path: str
    rows: int = 0
    loaded: int = 0
    rejected: int = 0
    known: int = 0
    resumed_at: int = 0
    failure: InputError | None = None


def fingerprint(path: Path, mapping: str) -> str:
    """A load's key: the file's bytes and the mapping's text, so that the same work is known again."""
    digest = hashlib.blake2b(mapping.encode(), digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def load_records(
    graph: Graph,
    records: Iterable[Record | Reject],
    *,
    path: str,
    key: str,
    batch_size: int = 10_000,
    on_reject: Callable[[Reject], None] = lambda reject: None,
    progress: Callable[[int], None] = lambda rows: None,
    mapping: str = "",
    rejects: str = "",
) -> LoadSummary:
    """Write the records, `batch_size` rows a transaction, each with the load's progress in it.

    `mapping` (as JSON) and `rejects` (the file that they go to) are remembered: rejected rows that were
    corrected can be loaded in the same way.

    Rows that an earlier, stopped run of the same `key` committed are read but not written again.
    """
    before = graph.ask("internal/load/progress", key=key)
    done = before[0]["rows"] if before else 0
    finished = bool(before) and before[0]["finished"]
    about = {"key": key, "path": path, "mapping": mapping, "rejects": rejects}
    summary = LoadSummary(path, resumed_at=done, loaded=before[0]["loaded"] if before and not finished else 0)
    for rows, summary.failure in read_ahead(_batches(records, batch_size)):
        bad = [row for row in rows if isinstance(row, Reject)]
        for reject in bad:
            on_reject(reject)
        summary.rejected += len(bad)
        summary.rows += len(rows)
        if summary.rows > done:
            _commit(graph, rows, summary, about)
        progress(len(rows))
    # Of rows that an earlier run did, only what it wrote is kept; the others were known to it.
    summary.known = summary.rows - summary.rejected - summary.loaded
    if finished or (summary.failure and not summary.rows):
        return summary
    graph.run(
        "internal/load/progress_write", **about, rows=summary.rows, loaded=summary.loaded,
        rejected=summary.rejected, finished=summary.failure is None,
    )  # fmt: skip
    return summary


def _batches(
    records: Iterable[Record | Reject], size: int
) -> Iterator[tuple[list[Record | Reject], InputError | None]]:
    iterator = iter(records)
    failure = None
    while failure is None:
        batch: list[Record | Reject] = []
        try:
            batch.extend(islice(iterator, size))
        except InputError as why:
            failure = why  # the good rows before the break are a batch all the same
        if not batch and failure is None:
            return
        yield batch, failure


def _commit(graph: Graph, rows: list[Record | Reject], summary: LoadSummary, about: dict[str, str]) -> None:
    def work(transaction: Transaction) -> int:
        written = _write(transaction, [row for row in rows if not isinstance(row, Reject)])
        transaction.run(
            "internal/load/progress_write", **about, rows=summary.rows, loaded=summary.loaded + written,
            rejected=summary.rejected, finished=False,
        )  # fmt: skip
        return written

    summary.loaded += graph.in_transaction(work)


def _write(transaction: Transaction, records: list[Record]) -> int:
    """How many records were new to the graph."""
    keys = [record.key for record in records if isinstance(record, EventRecord)]
    known = (
        {row["key"] for row in transaction.run("internal/load/events_known", keys=keys)} if keys else set()
    )
    batch = Batch()
    for record in records:
        if not isinstance(record, EventRecord) or record.key not in known:
            batch.add(record)
    _run(transaction, "internal/load/identifiers", batch.identifiers.values())
    _run(transaction, "internal/load/sessions", batch.sessions.values())
    _run(transaction, "internal/load/users", batch.users)
    _run(transaction, "internal/load/events", batch.events.values())
    if batch.links:
        there = {row["key"] for row in transaction.run("internal/load/links_known", keys=list(batch.links))}
        _run(
            transaction,
            "internal/load/links_new",
            [row for key, row in batch.links.items() if key not in there],
        )
        again = [row for key, row in batch.links.items() if key in there]
        for row in again:
            row["count"] *= row["rule"] != "same_user"  # an account's word is one, however often it is said
        _run(transaction, "internal/load/links_again", again)
    if batch.events:
        touched = list({row["owner"] for row in batch.events.values()})
        transaction.run("internal/load/journeys_due", keys=touched)
    return len(batch.events) + sum(not isinstance(record, EventRecord) for record in records)


def _run(transaction: Transaction, name: str, rows: Collection[dict[str, Any]]) -> None:
    if rows:
        transaction.run(name, rows=list(rows))
