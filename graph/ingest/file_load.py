"""Files into the graph, batch by batch: idempotent, and resumable where a load was interrupted."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated

from onepath.loaders.contents import Contents
from onepath.loaders.errors import InputError
from onepath.loaders.losses import Loss, LostCells
from onepath.loaders.records import Record, Reject
from pydantic import InstanceOf, PlainSerializer

from ..store import Graph, Transaction
from .ingestion import ingest
from .prefetch import read_ahead


def _message(error: InputError) -> str:
    return error.message


@dataclass(slots=True)
class LoadSummary:
    """One file's rows: how many were `loaded`, `rejected`, or `duplicates` of records already in the graph.

    An interrupted load and its resumption count as one load; if a complete file is loaded again, every row is
    a duplicate. `resumed_at` is the number of rows that were done before.

    `lost` are the cells that could not be read and were left out of rows that are loaded, and
    `unclear_times` how many times the clock of their zone showed twice or never. `missing_columns` are those
    of the mapping that no row has, in a file whose rows have columns of their own. `contents` is what a check
    found in the file, null after a load.

    `error` says why the file could not be read to the end; the rows before the error are loaded.
    """

    path: str
    rows: int = 0
    loaded: int = 0
    rejected: int = 0
    duplicates: int = 0
    resumed_at: int = 0
    lost: Sequence[Loss] = ()
    unclear_times: dict[str, int] = field(default_factory=dict)
    missing_columns: Sequence[str] = ()
    contents: Contents | None = None
    error: Annotated[InstanceOf[InputError], PlainSerializer(_message)] | None = None

    def note_lost(self, lost: LostCells) -> None:
        """Take over what a reader counted."""
        self.lost, self.unclear_times = lost.most_frequent(), dict(lost.unclear)
        self.missing_columns = lost.missing_columns


def fingerprint(path: Path, mapping: str) -> str:
    """A load's key: a hash of the file and its mapping, so that the same load is recognised."""
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
    """Ingest a file's records, `batch_size` rows in each transaction, which also saves the load's progress.

    `mapping` (as JSON) and `rejects` (the file that they go to) are saved with it: rejected rows that were
    corrected can be loaded in the same way.

    Rows that an earlier, interrupted run of the same `key` committed are read but not written again.
    """
    before = graph.ask("internal/load/progress", key=key)
    done = before[0]["rows"] if before else 0
    finished = bool(before) and before[0]["finished"]
    about = {"key": key, "path": path, "mapping": mapping, "rejects": rejects}
    summary = LoadSummary(path, resumed_at=done, loaded=before[0]["loaded"] if before and not finished else 0)
    for rows, summary.error in read_ahead(_batches(records, batch_size)):
        bad = [row for row in rows if isinstance(row, Reject)]
        for reject in bad:
            on_reject(reject)
        summary.rejected += len(bad)
        summary.rows += len(rows)
        if summary.rows > done:
            _commit(graph, rows, summary, about)
        progress(len(rows))
    # Of rows that an earlier run did, only what it wrote is kept; the others were known to it.
    summary.duplicates = summary.rows - summary.rejected - summary.loaded
    if finished or (summary.error and not summary.rows):
        return summary
    graph.run(
        "internal/load/progress_write", **about, rows=summary.rows, loaded=summary.loaded,
        rejected=summary.rejected, finished=summary.error is None,
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


@dataclass(frozen=True, slots=True)
class _FileCursor:
    """How many rows of a file are done, and what became of them before this batch."""

    about: dict[str, str]
    summary: LoadSummary

    def move(self, transaction: Transaction, new: int) -> None:
        transaction.run(
            "internal/load/progress_write",
            **self.about,
            rows=self.summary.rows,
            loaded=self.summary.loaded + new,
            rejected=self.summary.rejected,
            finished=False,
        )


def _commit(graph: Graph, rows: list[Record | Reject], summary: LoadSummary, about: dict[str, str]) -> None:
    records = [row for row in rows if not isinstance(row, Reject)]
    summary.loaded += ingest(graph, records, cursor=_FileCursor(about, summary)).new
