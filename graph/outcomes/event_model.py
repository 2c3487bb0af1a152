"""The next event, predicted from the events before it, and tested on people who were held out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..conditions import EVERYBODY, CompiledFilter
from ..errors import NobodyLeft, QuestionInvalid
from ..questions import PersonOccurrences
from ..store import Graph
from ..trails import START, Alphabet
from .witten_bell import Grams, Score, following, ranked, scores

MOST_EVENTS_BEFORE = 5
_MARK = "^"
_SPLITS = 1 << 16


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by order; `baseline` always names the most frequent events. `trained` and `holdout` count
    people.
    """

    trained: int
    holdout: int
    baseline: Score
    orders: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class PredictedEvent:
    """An event that may come next. `occurrences`: how often it directly followed the context."""

    event: str
    probability: float
    occurrences: int


@dataclass(frozen=True, slots=True)
class Context:
    """The events before, the latest last, as they were written, and the letters of each."""

    texts: tuple[str, ...]
    letters: tuple[str, ...]


@dataclass(frozen=True)
class EventModel:
    """Which events follow which in the journeys of a filter, with up to `order` previous events.

    A share of the people is held out, chosen by their OneID.
    """

    graph: Graph
    alphabet: Alphabet
    names: tuple[str, ...]
    grams: Grams
    holdout_below: str
    compiled: CompiledFilter = EVERYBODY

    @classmethod
    def read(
        cls, graph: Graph, order: int, holdout: float = 0.2, compiled: CompiledFilter = EVERYBODY
    ) -> "EventModel":
        """Count in the graph. Raises QuestionInvalid for another order, another share, or no journeys."""
        if not 1 <= order <= MOST_EVENTS_BEFORE:
            raise QuestionInvalid(
                f"{order} previous events are not counted.", action=f"Give one of 1 to {MOST_EVENTS_BEFORE}."
            )
        if not 0 < holdout < 1:
            raise QuestionInvalid(
                f"A holdout of {holdout} leaves nobody on one side.", action="Give one between 0 and 1."
            )
        holdout_below = f"{min(max(round(holdout * _SPLITS), 1), _SPLITS - 1):04x}"
        alphabet = Alphabet.read(graph)
        rows = graph.ask_in_parts(
            "internal/outcomes/next_counts", order=order, held_below=holdout_below, filter=compiled
        )
        if not any(row["grams"] for row in rows):
            raise _no_journeys(compiled)
        trained, held_out = (
            np.concatenate([np.array(row[column], dtype=np.int64) for row in rows])
            for column in ("learnt", "held")
        )
        letters = np.frombuffer(
            "".join(gram for row in rows for gram in row["grams"]).encode("utf-32-le"), dtype=np.uint32
        ).reshape(-1, order + 1)
        names, places = _named(alphabet, letters, trained)
        grams = Grams(len(names), places[:, -2::-1], places[:, -1], trained, held_out)
        return cls(graph, alphabet, names, grams, holdout_below, compiled)

    def evaluate(self, orders: Sequence[int] = ()) -> Evaluation:
        """Trains on the others, and predicts every event of the holdout; by all orders if none is given."""
        baseline, *found = scores(self.grams, (0, *(orders or range(1, self.grams.order + 1))))
        (people,) = self.graph.ask(
            "internal/outcomes/held_size", held_below=self.holdout_below, filter=self.compiled
        )
        return Evaluation(people["learnt"], people["held"], baseline, tuple(found))

    def oneids(self, *, holdout: bool) -> list[str]:
        """The OneIDs of the people who are held out, or of the others."""
        rows = self.graph.ask(
            "internal/outcomes/held_out", held_below=self.holdout_below, held=holdout, filter=self.compiled
        )
        return [row["oneid"] for row in rows]

    def context(self, texts: Sequence[str]) -> Context:
        """The last events of `texts`, as many as the order; each as text (see `Alphabet.letters`) or `START`.

        Raises EventUnknown, and QuestionInvalid for a start that is not the first.
        """
        if START in texts[1:]:
            raise QuestionInvalid(f"Nothing comes before {START}.", action="Name it first, or not at all.")
        last = tuple(texts[-self.grams.order :])
        return Context(last, tuple(_MARK if text == START else self.alphabet.letters(text) for text in last))

    def context_of(self, oneid: str) -> Context:
        """The last events of a person, or all and the start. Raises QuestionInvalid without a journey."""
        order = self.grams.order
        rows = self.graph.ask("internal/outcomes/last_letters", oneid=oneid, length=order)
        if not rows:
            raise QuestionInvalid(
                f"The person {oneid} has no journey.", action="Build journeys: onepath journeys build"
            )
        trail = _MARK * (len(rows[0]["trail"]) < order) + rows[0]["trail"]
        texts = [START if letter == _MARK else _name(self.alphabet, letter) for letter in trail]
        return Context(tuple(texts), tuple(_alike(self.alphabet, letter) for letter in trail))

    def after(self, context: Context) -> list[PredictedEvent]:
        """What comes next, trained on everybody who passes the filter: every name, the likeliest first."""
        place = {name: place for place, name in enumerate((*self.names, START))}
        may_be = [
            frozenset(place[name] for letter in letters if (name := _name(self.alphabet, letter)) in place)
            for letters in reversed(context.letters)
        ]
        chance, times = following(self.grams, may_be)
        return [PredictedEvent(self.names[k], float(chance[k]), int(times[k])) for k in ranked(chance)]

    def people(self, context: Context, event: str) -> list[PersonOccurrences]:
        """The people whose journeys have the context and directly after it an event, by OneID.

        Their occurrences sum up to those of the event in `after`. Raises EventUnknown.
        """
        steps = [*context.letters, self.alphabet.letters(event)]
        rows = self.graph.ask_in_parts("internal/outcomes/followed", steps=steps, filter=self.compiled)
        people = (PersonOccurrences(row["oneid"], occurrences=row["times"]) for row in rows)
        return sorted(people, key=lambda one: one.oneid)


def _no_journeys(compiled: CompiledFilter) -> QuestionInvalid:
    if compiled == EVERYBODY:
        return QuestionInvalid("There are no journeys yet.", action="Run: onepath journeys build")
    return NobodyLeft(
        f"No journey fits the filter: {compiled.name}.", action="Choose another date range, source or events."
    )


def _named(
    alphabet: Alphabet, letters: NDArray[np.uint32], trained: NDArray[np.int64]
) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The names of these people's events, the most frequent first, and each letter as its name's place;
    `START` is last. An event that none of them has, such as one of a load that was undone, is not predicted.
    """
    known, of_letter = np.unique(letters, return_inverse=True)
    often: Counter[str] = Counter()
    last = np.bincount(of_letter.reshape(letters.shape)[:, -1], weights=trained, minlength=len(known))
    for code, times in zip(known, last, strict=True):
        if chr(code) != _MARK:
            often[_name(alphabet, chr(code))] += int(times)
    names = sorted(often, key=lambda name: (-often[name], name))
    place = {name: place for place, name in enumerate((*names, START))}
    places = np.array([place[_name(alphabet, chr(code))] for code in known], dtype=np.int64)
    return tuple(names), places[of_letter].reshape(letters.shape)


def _name(alphabet: Alphabet, letter: str) -> str:
    return START if letter == _MARK else alphabet.path(letter)[0]


def _alike(alphabet: Alphabet, letter: str) -> str:
    """All letters of the same name: one event name may be of several sources."""
    name = alphabet.name.get(letter)
    return "".join(other for other in alphabet.name if alphabet.name[other] == name) or letter
