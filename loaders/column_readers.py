"""What a mapping's references are read with: memos of times and identifiers, and bad cells."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import TypeVar

from .cells import Cell, as_text, property_reader, time_reader
from .identifiers import MOST_IN_A_ROW, IdentifierRules, Keys, Spelling, no_identifier
from .losses import LostCells
from .mapping import Identifiers, Mapping, Properties, zone_of
from .message_ids import MessageIds
from .null_words import NullWords
from .records import PropertyValue
from .references import IdentifierReference, OnlyWords, PropertyReference, Reference, TimeReference
from .row_shape import RowShape
from .times import RepeatedHours, Times

__all__ = ["ColumnReaders", "IdentifierColumns", "PropertyColumns", "TimeReader"]

TimeReader = Callable[[Cell], datetime | None]
PropertyReader = Callable[[Cell], PropertyValue | None]
_Value = TypeVar("_Value")
_Bad = tuple[str, IdentifierReference, ValueError]
"""An identifier's cell that cannot be read: its kind, its column, and why."""


class ColumnReaders:
    """The memos of one file, which is read by one mapping."""

    def __init__(self, mapping: Mapping, rules: IdentifierRules, lost: LostCells | None) -> None:
        self.rules = rules
        self.lost = LostCells() if lost is None else lost
        self.ids = MessageIds()
        self._times: dict[tuple[str, tuple[str, ...], frozenset[str]], Times] = {}
        self._keys: dict[tuple[str, str, NullWords], Keys] = {}
        self.follow(mapping)

    def follow(self, mapping: Mapping) -> None:
        """Read what is still to come by this mapping."""
        self.mapping = mapping

    def zone(self, reference: TimeReference | PropertyReference) -> tzinfo:
        """Where a time without a zone is."""
        return zone_of(reference.time_zone or self.mapping.time_zone)

    def times(self, reference: TimeReference) -> Times:
        """The memo of the texts of a column of times."""
        formats = reference.format or self.mapping.time_format
        own = self.null_words(reference).own
        key = (reference.time_zone or self.mapping.time_zone, formats, own)
        if key not in self._times:
            times = Times(self.zone(reference), formats, unclear=self.lost.unclear)
            self._times[key] = _TimesWithout(times, own) if own else times
        return self._times[key]

    def time(self, reference: TimeReference) -> TimeReader:
        """The reader of a column of times."""
        times = self.times(reference)
        native = time_reader(times.zone, times.formats, unclear=self.lost.unclear)

        def read(cell: Cell) -> datetime | None:
            return times[cell] if type(cell) is str else native(cell)

        return read

    def hours_of(self, reference: TimeReference) -> RepeatedHours | None:
        """What settles the hours that the clock shows twice; None where its zone has none."""
        zone = reference.time_zone or self.mapping.time_zone
        return None if zone == "UTC" else RepeatedHours(zone_of(zone))

    def null_words(self, reference: Reference | None = None) -> NullWords:
        """The words that stand for no value in a column."""
        told = self.mapping.null_words
        if reference is not None and reference.null_words is not None:
            told = reference.null_words
        if isinstance(told, OnlyWords):
            return NullWords.of(told.only, built_in=False)
        return NullWords.of(built_in=False) if told is False else NullWords.of(told)

    def keys(self, kind: str, reference: Reference | None = None) -> Keys:
        """The memo of a kind's identifiers, as this column spells them."""
        region = getattr(reference, "region", None) or self.mapping.phone_region
        words = self.null_words(reference)
        if (kind, region, words) not in self._keys:
            self._keys[kind, region, words] = Keys(kind, Spelling(region, self.rules.normalisers, words))
        return self._keys[kind, region, words]

    def identifiers(self, wanted: Identifiers, shape: RowShape) -> "IdentifierColumns":
        """The readers of these identifiers, the kind with the highest priority first."""
        return IdentifierColumns(self, wanted, shape)

    def property(self, reference: PropertyReference) -> Callable[[Cell], PropertyValue | None]:
        """The reader of a property."""
        if reference.type in ("time", "date"):
            formats = reference.format or self.mapping.time_format
            read = property_reader(reference.type, self.zone(reference), formats)
        else:
            read = property_reader(reference.type)
        return _without(self.null_words(reference), read)

    def keeps_text(self, reference: PropertyReference) -> bool:
        """Whether a text is the property's value as it is."""
        return reference.type in (None, "text") and not self.null_words(reference).own

    def lose(self, what: str, reference: Reference | None, why: ValueError) -> None:
        """Count a cell that cannot be read; ValueError if it spoils its row."""
        if ((reference and reference.unusable) or self.mapping.unusable) == "row":
            raise ValueError(f"{what}: {str(why).removeprefix(f'{what}: ')}") from why
        self.lost.add(reference.label() if reference else what, str(why))


class _TimesWithout(Times):
    """A memo of times for which one's own null words are blank."""

    def __init__(self, times: Times, words: frozenset[str]) -> None:
        super().__init__(times.zone, times.formats, times.years, times.unclear)
        self._words = words

    def _read(self, text: str) -> datetime | None:
        return None if text.strip().lower() in self._words else super()._read(text)


def _without(words: NullWords, read: Callable[[Cell], _Value | None]) -> Callable[[Cell], _Value | None]:
    """The same reader, for which one's own null words are blank."""
    if not words.own:
        return read
    return lambda cell: None if as_text(cell).strip().lower() in words.own else read(cell)


def _values_of(cell: Cell) -> list[Cell]:
    """The values of a list, each by itself, or the cell; neither a blank nor an empty list is a value."""
    if isinstance(cell, list | tuple):
        return [value for one in cell for value in _values_of(one)]
    return [] if cell is None or cell == {} else [cell]


class IdentifierColumns:
    """Identifiers in rows of one shape."""

    def __init__(self, readers: ColumnReaders, wanted: Identifiers, shape: RowShape) -> None:
        self._readers = readers
        self._columns: list[tuple[int, Keys, IdentifierReference]] = []
        for kind in sorted(wanted, key=readers.rules.priority, reverse=True):
            for reference in wanted[kind]:
                place = shape.place_of(reference, complete=True)
                if place is not None:
                    self._columns.append((place, readers.keys(kind, reference), reference))

    def read(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """The keys in the row, each once: by priority of their kinds, and blocked ones last.

        Where none can be read, nothing is counted: the row is rejected, and `missing` says why.
        """
        found, bad = self._read(cells)
        if bad and found:
            self._lose(bad)
        blocks = self._readers.rules.blocks
        return tuple(sorted(found, key=blocks)) if len(found) > 1 and blocks(found[0]) else found

    def read_account(self, cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys in the row, each once, and the kinds that it speaks of: not those of lost cells."""
        found, bad = self._read(cells)
        self._lose(bad)
        kinds = dict.fromkeys(keys.kind for _, keys, _ in self._columns)
        for kind, _, _ in bad:
            kinds.pop(kind, None)
        return found, tuple(kinds)

    def _lose(self, bad: Sequence[_Bad]) -> None:
        for kind, reference, fault in bad:
            self._readers.lose(kind, reference, fault)

    def _read(self, cells: Sequence[Cell]) -> tuple[tuple[str, ...], Sequence[_Bad]]:
        found: tuple[str, ...] = ()
        bad: tuple[_Bad, ...] = ()
        for place, keys, reference in self._columns:
            cell = cells[place]
            if not cell:
                continue
            if type(cell) is str:
                try:
                    key = keys[cell]
                except ValueError as why:
                    bad = (*bad, (keys.kind, reference, why))
                    continue
                if key is not None and key not in found:
                    found = (*found, key)
                continue
            for one in _values_of(cell):
                try:
                    key = keys[as_text(one)]
                except ValueError as why:
                    bad = (*bad, (keys.kind, reference, why))
                    continue
                if key is not None and key not in found:
                    found = (*found, key)
        if len(found) > MOST_IN_A_ROW:
            raise ValueError(f"{len(found):,} identifiers in one row (limit {MOST_IN_A_ROW})")
        return found, bad

    def missing(self, cells: Sequence[Cell]) -> ValueError:
        """Why a row has no identifier: the first that cannot be read, or that all are blank or words."""
        blank = []
        for place, keys, _ in self._columns:
            cell = cells[place]
            blank.append((keys.kind, as_text(cell)))
            for one in _values_of(cell):
                try:
                    keys[as_text(one)]
                except ValueError as why:
                    return why
        return ValueError(no_identifier(blank))


class PropertyColumns:
    """Properties or attributes in rows of one shape."""

    def __init__(self, readers: ColumnReaders, wanted: Properties, shape: RowShape) -> None:
        self._readers = readers
        self._columns = [
            (name, place, readers.keeps_text(reference), readers.property(reference), reference)
            for name, reference in wanted.items()
            if (place := shape.place_of(reference)) is not None
        ]

    def read(self, cells: Sequence[Cell]) -> dict[str, PropertyValue]:
        """The values that there are, by name."""
        found: dict[str, PropertyValue] = {}
        for name, place, keeps_text, read, reference in self._columns:
            cell = cells[place]
            if not keeps_text or type(cell) is not str:
                self._read(found, name, cell, read, reference)
            elif cell and not cell.isspace():
                found[name] = cell
        return found

    def _read(
        self,
        found: dict[str, PropertyValue],
        name: str,
        cell: Cell,
        read: PropertyReader,
        reference: PropertyReference,
    ) -> None:
        try:
            value = read(cell)
        except ValueError as why:
            self._readers.lose(name, reference, why)
            return
        if value is not None:
            found[name] = value
