"""Trails as arrays: a number for each event, all units one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..conditions import read_two_groups
from ..errors import QuestionInvalid
from ..flows import SCOPES
from ..store import Graph, Row
from ..trails import DIGITS, OVERFLOW, Alphabet, count_parts

if TYPE_CHECKING:
    from .question import PatternsQuestion

Whole = NDArray[np.int64]
_IGNORED = 65_535
_MORE = "(more names)"


@dataclass(frozen=True, slots=True)
class Sequences:
    """What is mined. Units with the same sequence are one row with a weight, where times do not matter.

    `codes` (uint8 or uint16) has one number an event, a place in `names`; row r is
    `codes[ends[r - 1]:ends[r]]`. `times` are microseconds since 1970, None where nobody asked for them.
    `weights[group, row]`: how many units have this row; the groups are everybody, or those who convert and
    the others. `units[group]` counts the units, those with nothing left in their sequence included.
    """

    names: tuple[str, ...]
    codes: NDArray[np.uint8] | NDArray[np.uint16]
    ends: Whole
    weights: Whole
    units: tuple[int, ...]
    times: Whole | None = None

    @property
    def starts(self) -> Whole:
        """The place of each row's first event."""
        return np.concatenate([np.zeros(1, np.int64), self.ends[:-1]])

    @property
    def rows(self) -> NDArray[np.int32]:
        """The row that each event is in."""
        lengths = np.diff(self.ends, prepend=0)
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    def having(self, wanted: NDArray[np.bool_]) -> "Sequences":
        """Only the rows that have one of these codes; the units stay counted as they are."""
        has = np.zeros(len(self.ends), bool)
        rows = self.rows
        has[rows[wanted[self.codes]]] = True
        kept = has[rows]
        lengths = np.diff(self.ends, prepend=0)[has]
        times = None if self.times is None else self.times[kept]
        codes, weights = self.codes[kept], self.weights[:, has]
        return Sequences(self.names, codes, np.cumsum(lengths), weights, self.units, times)


@dataclass(frozen=True, slots=True)
class EventCodes:
    """How letters become codes: every letter of a name is one code, ignored events have none."""

    names: tuple[str, ...]
    code: NDArray[np.uint16]
    collapse: bool

    @classmethod
    def of(
        cls,
        alphabet: Alphabet,
        ignored: str = "",
        collapse: bool = False,
        called: Mapping[str, str] | None = None,
    ) -> "EventCodes":
        """The names in their order. `ignored` are letters; `called`: the name of each letter."""
        called = called or alphabet.name
        names = sorted(set(called.values()))
        place = {name: code for code, name in enumerate(names)}
        last = max(map(ord, (OVERFLOW, *(kind.letter for kind in alphabet.types))))
        code = np.full(last + 1, len(names), np.uint16)
        for kind in alphabet.types:
            code[ord(kind.letter)] = _IGNORED if kind.letter in ignored else place[called[kind.letter]]
        return cls((*names, _MORE), code, collapse)

    def encode(
        self, trails: Sequence[str], times: Whole | None = None
    ) -> tuple[NDArray[np.uint16], Whole, Whole]:
        """The codes that count, the place of each in the trails end to end, and where each row ends."""
        text = "".join(trails).encode("utf-32-le")
        codes = self.code[np.frombuffer(text, np.uint32)]
        ends = np.cumsum(np.fromiter(map(len, trails), np.int64, len(trails)))
        places = np.flatnonzero(codes != _IGNORED)
        if self.collapse:
            rows = np.searchsorted(ends, places, side="right")
            here = codes[places]
            again = np.zeros(len(places), bool)
            again[1:] = (here[1:] == here[:-1]) & (rows[1:] == rows[:-1])
            places = places[~again]
        return codes[places], places, np.searchsorted(places, ends)


def read_sequences(graph: Graph, question: "PatternsQuestion", alphabet: Alphabet) -> Sequences:
    """The sequences: with a target what happened before its first event, and who did it.

    Of two groups that are compared, the weights are those of the one and of the other.
    """
    target = alphabet.letters(question.target) if question.target is not None else ""
    ignored = "".join(letter for name in question.ignore for letter in alphabet.letters(name))
    both = set(target) & set(ignored)
    if both:
        raise QuestionInvalid(
            f"{alphabet.name[min(both)]} is the target, so it cannot be ignored.",
            action="Ignore other events.",
        )
    codes = EventCodes.of(alphabet, ignored, question.collapse, question.names(alphabet))
    asked = {"scope": SCOPES[question.count], "others": alphabet.others(target)}
    read = _timed if question.within is not None else _plain
    if question.compare is None:
        pieces = list(
            read(
                graph,
                codes,
                {**asked, "filter": question.compiled_filter(graph, alphabet)},
                2 if target else 1,
            )
        )
        return _joined(codes.names, pieces)
    pieces = [
        _of_one(piece, place)
        for place, group in enumerate(read_two_groups(question.compare))
        for piece in read(
            graph,
            codes,
            {**asked, "filter": question.compiled_filter(graph, alphabet, group=group)},
            1,
        )
    ]
    return _joined(codes.names, pieces)


@dataclass(frozen=True, slots=True)
class _Piece:
    codes: NDArray[np.uint8] | NDArray[np.uint16]
    lengths: Whole
    weights: Whole
    times: Whole | None


def _of_one(piece: _Piece, place: int) -> _Piece:
    """A piece of one of two groups: nobody of the other has its rows."""
    nobody = np.zeros_like(piece.weights)
    weights = np.concatenate([piece.weights, nobody] if place == 0 else [nobody, piece.weights])
    return replace(piece, weights=weights)


def _plain(graph: Graph, codes: EventCodes, asked: dict[str, Any], groups: int) -> Iterator[_Piece]:
    for row in graph.ask_in_parts("internal/patterns/trails", **asked):
        found, _, ends = codes.encode(row["trails"])
        yield _Piece(_small(found, codes), np.diff(ends, prepend=0), _weights(row, groups), None)


def _timed(graph: Graph, codes: EventCodes, asked: dict[str, Any], groups: int) -> Iterator[_Piece]:
    # Times are long and every unit has its own: so many people at a time.
    parts = count_parts(graph)
    for part in range(parts):
        (row,) = graph.ask("internal/patterns/timed_trails", **asked, part=part, parts=parts)
        found, places, ends = codes.encode(row["trails"])
        times = read_clock("".join(row["clocks"]))[places]
        row["units"] = 1
        yield _Piece(_small(found, codes), np.diff(ends, prepend=0), _weights(row, groups), times)


def read_clock(clock: str) -> Whole:
    """The times of a clock of 16 digits an event."""
    digits = np.frombuffer(clock.encode("ascii"), np.uint8).reshape(-1, DIGITS)
    times = np.zeros(len(digits), np.int64)
    for place in range(DIGITS):
        times *= 10
        times += digits[:, place] - np.uint8(ord("0"))
    return times


def _small(found: NDArray[np.uint16], codes: EventCodes) -> NDArray[np.uint8] | NDArray[np.uint16]:
    return found.astype(np.uint8) if len(codes.names) <= 256 else found


def _weights(row: Row, groups: int) -> Whole:
    units = np.broadcast_to(np.asarray(row["units"], np.int64), len(row["trails"]))
    if groups == 1:
        return units.reshape(1, -1)
    converts = np.asarray(row["converts"], bool)
    return np.stack([units * converts, units * ~converts])


def _joined(names: tuple[str, ...], pieces: Sequence[_Piece]) -> Sequences:
    weights = np.concatenate([piece.weights for piece in pieces], axis=1)
    timed = [piece.times for piece in pieces if piece.times is not None]
    return Sequences(
        names=names,
        codes=np.concatenate([piece.codes for piece in pieces]),
        ends=np.cumsum(np.concatenate([piece.lengths for piece in pieces])),
        weights=weights,
        units=tuple(int(total) for total in weights.sum(axis=1)),
        times=np.concatenate(timed) if timed else None,
    )
