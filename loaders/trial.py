"""A file read by a mapping without loading it: its first records, and what would be rejected."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from .contents import Contents, ContentsCounter
from .identifiers import NO_RULES, IdentifierRules
from .losses import Loss, LostCells
from .mapping import Mapping
from .reader import read_records
from .records import Record, Reject

__all__ = ["Trial", "try_mapping"]


@dataclass(slots=True)
class Trial:
    """The first records and rejects; how many rows were read, and how many were rejected for which reason.

    `contents` counts the records. `losses` are the cells that were left out of rows that would be loaded, by
    column and reason. `whole`: whether that was the whole file.
    """

    records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    contents: Contents = field(default_factory=Contents)
    losses: list[Loss] = field(default_factory=list)
    whole: bool = True

    @property
    def rejected(self) -> int:
        return self.reasons.total()


def try_mapping(
    path: Path | str,
    mapping: Mapping | None,
    *,
    rules: IdentifierRules = NO_RULES,
    rows: int = 5_000,
    shown: int = 20,
) -> Trial:
    """What loading would make of the first `rows` rows; `shown` of both sorts are kept.

    Raises an InputError when the file or the mapping cannot be read at all.
    """
    trial, lost, counter = Trial(), LostCells(), ContentsCounter()
    records = read_records(path, mapping, rules=rules, lost=lost)
    for record in islice(records, rows):
        trial.rows += 1
        if isinstance(record, Reject):
            trial.reasons[record.reason] += 1
            if len(trial.rejects) < shown:
                trial.rejects.append(record)
        else:
            counter.add(record)
            if len(trial.records) < shown:
                trial.records.append(record)
    trial.whole = trial.rows < rows
    trial.contents, trial.losses = counter.contents, lost.most_frequent()
    return trial
