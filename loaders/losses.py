"""Cells that were left out because they cannot be read, while their rows were loaded."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Loss", "LostCells"]

_VALUE = re.compile(r"^(?:[a-z_]\w*: )?'(.*?)'(?=[ ,;]|$) ?", re.DOTALL)
_MOST = 1_000


@dataclass(slots=True)
class Loss:
    """How many cells of a column were left out for one reason, and an example of them."""

    column: str
    reason: str
    example: str
    cells: int = 0


class LostCells:
    """Counts the cells that were left out, by column and reason."""

    def __init__(self) -> None:
        self._losses: dict[tuple[str, str], Loss] = {}
        self.count = 0
        self.missing_columns: list[str] = []
        """Columns of the mapping that no row of a file has whose rows have columns of their own."""
        self.unclear: Counter[str] = Counter()
        """Times that the clock of their zone showed twice (`repeated`) or never (`skipped`)."""

    def add(self, column: str, reason: str) -> None:
        """One more cell; `reason` is what a reader said of it, with its value."""
        self.count += 1
        value = _VALUE.match(reason)
        plain, example = (reason[value.end() :], value[1]) if value else (reason, "")
        key = (column, plain)
        if key not in self._losses and len(self._losses) >= _MOST:
            key = (column, "other reasons")
        loss = self._losses.setdefault(key, Loss(column, key[1], example))
        loss.cells += 1

    def __bool__(self) -> bool:
        return bool(self.count)

    def most_frequent(self, most: int = 50) -> list[Loss]:
        """The losses, the largest first."""
        return sorted(self._losses.values(), key=lambda loss: -loss.cells)[:most]

    @staticmethod
    def total(losses: Iterable[Loss]) -> int:
        """How many cells these are."""
        return sum(loss.cells for loss in losses)
