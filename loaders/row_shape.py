"""Where the values that a mapping refers to are in rows of certain columns.

A plain column is read where it stands. What is combined, split, extracted or nested is computed once for each
row, and stands behind its cells.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from .cells import Cell, as_text
from .losses import LostCells
from .paths import at_path, parse_path
from .references import Reference, Unusable

__all__ = ["RowShape"]

Getter = Callable[[Sequence[Cell]], Cell]


class RowShape:
    """The columns of a row, and the values that are computed from them."""

    def __init__(self, columns: Sequence[str], unusable: Unusable, lost: LostCells) -> None:
        self.columns = tuple(columns)
        self._place = {name: place for place, name in enumerate(columns)}
        self._computed: list[Getter] = []
        self._known: dict[str, int] = {}
        self._unusable = unusable
        self._lost = lost

    def place_of(self, reference: Reference | None, *, complete: bool = False) -> int | None:
        """Where the value will be in `cells`; None if no column of the row has it.

        `complete`: of several columns that are combined none may be blank, else the value is.
        """
        if reference is None:
            return None
        if reference.is_plain:
            return self._place.get(reference.column or "")
        if reference.constant is None and not any(one in self._place for one in reference.columns_used()):
            return None
        key = f"{complete} {reference.model_dump_json()}"
        if key not in self._known:
            self._known[key] = len(self.columns) + len(self._computed)
            self._computed.append(self._getter(reference, complete))
        return self._known[key]

    @property
    def computes(self) -> bool:
        """Whether any value is computed."""
        return bool(self._computed)

    def cells(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row's cells, and the computed values behind them. ValueError where one spoils the row."""
        if not self._computed:
            return row
        return [*row, *[get(row) for get in self._computed]]

    def _getter(self, reference: Reference, complete: bool) -> Getter:
        get = self._base(reference, complete)
        if reference.separator is not None:
            get = _pieces(get, reference.separator, reference.part)
        if reference.extract is not None:
            get = _each(get, _extractor(reference.extract))
        if reference.values:
            get = _each(get, _looked_up(reference.values))
        return get

    def _base(self, reference: Reference, complete: bool) -> Getter:
        if reference.constant is not None:
            constant = reference.constant
            return lambda row: constant
        if reference.path is not None:
            return self._along(reference)
        places = [self._place.get(name) for name in reference.columns_used()]
        if len(places) == 1:
            place = places[0] or 0
            return lambda row: row[place]
        return _joined(places, reference.join, complete)

    def _along(self, reference: Reference) -> Getter:
        column, steps = parse_path(reference.path or "")
        place, label = self._place[column], reference.label()
        whole_row = (reference.unusable or self._unusable) == "row"

        def get(row: Sequence[Cell]) -> Cell:
            try:
                return at_path(row[place], steps)
            except ValueError as why:
                if whole_row:
                    raise ValueError(f"{label}: {why}") from why
                self._lost.add(label, str(why))
                return None

        return get


def _joined(places: list[int | None], join: str, complete: bool) -> Getter:
    def get(row: Sequence[Cell]) -> Cell:
        texts = [as_text(row[place]).strip() if place is not None else "" for place in places]
        if complete and not all(texts):
            return None
        return join.join(text for text in texts if text)

    return get


def _pieces(get: Getter, separator: str, part: int | None) -> Getter:
    place = None if part is None else part - 1 if part > 0 else part

    def pieces(row: Sequence[Cell]) -> Cell:
        text = as_text(get(row))
        found = tuple(piece.strip() for piece in text.split(separator))
        if place is None:
            return tuple(piece for piece in found if piece)
        return found[place] if -len(found) <= place < len(found) else None

    return pieces


def _each(get: Getter, change: Callable[[Cell], Cell]) -> Getter:
    def changed(row: Sequence[Cell]) -> Cell:
        value = get(row)
        return tuple(map(change, value)) if type(value) is tuple else change(value)

    return changed


def _extractor(pattern: str) -> Callable[[Cell], Any]:
    search = re.compile(pattern).search

    def extract(cell: Cell) -> str | None:
        found = search(as_text(cell))
        return None if found is None else found[1]

    return extract


def _looked_up(values: dict[str, str]) -> Callable[[Cell], Any]:
    def look_up(cell: Cell) -> Cell:
        return values.get(as_text(cell).strip(), cell)

    return look_up
