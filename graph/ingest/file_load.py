"""Files into the graph, batch by batch: idempotent, and resumable where a load was interrupted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Annotated

from onepath.loaders.contents import Contents
from onepath.loaders.errors import InputError
from onepath.loaders.losses import Loss, LostCells
from onepath.loaders.records import EventRecord, Record, Reject
from pydantic import InstanceOf, PlainSerializer

from ..errors import Refused
from ..store import Graph, Transaction
from .conflicts import conflict_of
from .ingestion import Ingested, ingest
from .load_node import LoadAbout, LoadNode
from .prefetch import read_ahead


def _message(error: InputError) -> str:
    return error.message


@dataclass(slots=True)
class LoadSummary:
    """One file's rows: how many were `loaded`, `rejected`, `duplicates` of records already in the graph, or
    `conflicts`: events whose message id is in the graph with other content.

    An interrupted load and its resumption count as one load; if a complete file is loaded again, every row is
    a duplicate. `resumed_at` is the number of rows that were done before.

    `load` is the load's number, by which it can be undone, null where nothing was written. `other_mapping`
    are the loads of the same file by another mapping.

    `lost` are the cells that could not be read and were left out of rows that are loaded, and
    `unclear_times` how many times the clock of their zone showed twice or never. `missing_columns` are those
    of the mapping that no row has, in a file whose rows have columns of their own. `contents` is what a check
    found in the file, null after a load.

    `error` says why the file could not be read to the end; the rows before the error are loaded.
    """

    path: str
    load: int | None = None
    rows: int = 0
    loaded: int = 0
    rejected: int = 0
    conflicts: int = 0
    duplicates: int = 0
    resumed_at: int = 0
    other_mapping: Sequence[int] = ()
    lost: Sequence[Loss] = ()
    unclear_times: dict[str, int] = field(default_factory=dict)
    missing_columns: Sequence[str] = ()
    contents: Contents | None = None
    error: Annotated[InstanceOf[InputError], PlainSerializer(_message)] | None = None

    def note_lost(self, lost: LostCells) -> None:
        """Take over what a reader counted."""
        self.lost, self.unclear_times = lost.most_frequent(), dict(lost.unclear)
        self.missing_columns = lost.missing_columns


def load_records(
    graph: Graph,
    records: Iterable[Record | Reject],
    *,
    path: str,
    key: str,
    file: str = "",
    mapping: str = "",
    rejects: str = "",
    batch_size: int = 10_000,
    on_reject: Callable[[Reject], None] = lambda reject: None,
    progress: Callable[[int], None] = lambda rows: None,
) -> LoadSummary:
    """Ingest a file's records, `batch_size` rows in each transaction, which also saves the load's progress.

    The load is described as in `LoadAbout`. `on_reject` gets the rejected rows, and those in conflict with
    what is in the graph.

    Rows that an earlier, interrupted run of the same load committed are read but not written again. Raises
    Refused when the load is undone while it runs.
    """
    node = LoadNode.find(graph, LoadAbout(key, path, file, mapping, rejects))
    summary = LoadSummary(path, load=node.number, resumed_at=node.rows)
    if not node.finished:
        summary.loaded, summary.conflicts = node.loaded, node.conflicts
    for rows, summary.error in read_ahead(_batches(records, batch_size)):
        bad = [row for row in rows if isinstance(row, Reject)]
        for reject in bad:
            on_reject(reject)
        summary.rejected += len(bad)
        summary.rows += len(rows)
        # The events of a complete load are looked up: somebody may have deleted some since.
        if node.finished or summary.rows > node.rows:
            for event in _commit(graph, rows, summary, node):
                on_reject(conflict_of(event))
        progress(len(rows))
    # Of rows that an earlier run did, only what it wrote is counted as loaded; the others were known to it.
    summary.duplicates = summary.rows - summary.rejected - summary.loaded - summary.conflicts
    if not node.finished and (summary.rows or not summary.error):
        node.finish(graph, summary.rows, summary.rejected, whole=summary.error is None)
    summary.load, summary.other_mapping = node.number, node.other_mapping(graph)
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
    """How many rows of a file are done with this batch, and what became of them."""

    node: LoadNode
    summary: LoadSummary

    def move(self, transaction: Transaction, ingested: Ingested) -> None:
        moved = transaction.run(
            "internal/load/progress_write",
            key=self.node.about.key,
            rows=self.summary.rows,
            rejected=self.summary.rejected,
            loaded=0 if self.node.finished else ingested.new,
            conflicts=0 if self.node.finished else len(ingested.conflicts),
            finished=False,
        )
        if not moved:
            raise Refused(
                f"The load of {self.node.about.path} was undone while it ran.",
                kept="Nothing of it is in the graph when the undo is done.",
                action=f"Finish that, if need be, with: onepath load --undo {self.node.number}",
            )


def _commit(
    graph: Graph, rows: list[Record | Reject], summary: LoadSummary, node: LoadNode
) -> Sequence[EventRecord]:
    """Ingest one batch; gives the events that are in conflict with what is in the graph."""
    records = [
        row
        for row in rows
        if not isinstance(row, Reject) and (isinstance(row, EventRecord) or not node.finished)
    ]
    if not records and node.finished:
        return ()
    done = ingest(graph, records, load=node.begin(graph), cursor=_FileCursor(node, summary))
    summary.loaded += done.new
    summary.conflicts += len(done.conflicts)
    return done.conflicts
