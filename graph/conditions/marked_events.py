"""Events with conditions, such as `purchase[amount>100]`, as letters of their own.

A question about `purchase[amount>100]` reads trails in which the purchases that meet the condition have
another letter than the others. Everything else, in the server and in Python, is as for any two events.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import QuestionInvalid
from ..store import Graph, all_fragments
from ..trails import Alphabet
from .event_pattern import Step, letters_of, read_event
from .known_properties import check_journeys_are_current, check_property

_FIRST_LETTER, _LAST_LETTER = 0xE000, 0xF8FF
"""Characters for private use: no event type gets one of these as its letter."""
_TRAIL = re.compile(r"\bjourney\.(trail|session_trails)\b")


@dataclass(frozen=True, slots=True)
class EventMarks:
    """Which events have a letter of their own, as the queries take it.

    `types`: by source and name, the conditions that events of this type may meet, and a letter for every set
    of them; the place of a set is the sum of 2 ** n over its conditions n. `others`: the letters of all other
    types.
    """

    types: Mapping[str, Mapping[str, Mapping[str, Any]]]
    others: str

    def fill(self, text: str) -> tuple[str, dict[str, Any]]:
        """A query that reads marked trails, and the parameters that this adds."""
        fragments = {
            name: " ".join(all_fragments()[f"fragments/marked_{name}"].text.split())
            for name in ("trail", "session_trails")
        }
        filled = _TRAIL.sub(lambda found: f"({fragments[found[1]]})", text)
        return filled, {"event_marks": self.types, "unmarked_letters": self.others}


@dataclass(frozen=True)
class MarkedAlphabet(Alphabet):
    """An alphabet with letters for events with conditions; `marked` has them by the events' texts."""

    marked: Mapping[str, str] = field(default_factory=dict)
    marks: EventMarks = field(default_factory=lambda: EventMarks({}, ""))

    def letters(self, text: str) -> str:
        return self.marked[text] if text in self.marked else super().letters(text)


def read_alphabet(graph: Graph, *texts: str | None) -> Alphabet:
    """The alphabet of a question that names these events; those with conditions have letters of their own.

    Raises EventUnknown; QuestionInvalid for a property that none of the events has, and where journeys are
    stale.
    """
    alphabet = Alphabet.read(graph)
    steps = {text: read_event(text, alphabet.names) for text in texts if text}
    letters = {text: letters_of(alphabet, step) for text, step in steps.items() if "[" in text}
    conditional = {text: step for text, step in steps.items() if step.conditions}
    return _marked(graph, alphabet, conditional, letters) if conditional else alphabet


def _marked(
    graph: Graph, alphabet: Alphabet, steps: Mapping[str, Step], letters_by_text: Mapping[str, str]
) -> MarkedAlphabet:
    check_journeys_are_current(graph)
    found = {text: letters_by_text[text] for text in steps}
    for text, step in steps.items():
        for one in step.conditions:
            check_property(graph, {alphabet.name[letter] for letter in found[text]}, one.property)
    free = _free_letters()
    kinds, types = list(alphabet.types), {}
    marked = dict.fromkeys(steps, "")
    for kind in alphabet.types:
        texts = [text for text, letters in found.items() if kind.letter in letters]
        if not texts:
            continue
        letters = [kind.letter]
        for met in _sets(texts):
            letter = next(free)
            letters.append(letter)
            kinds.append(replace(kind, letter=letter))
            marked |= {text: marked[text] + letter for text in met}
        types[kind.source, kind.name] = {
            "letters": letters,
            "conditions": [[one.values() for one in steps[text].conditions] for text in texts],
        }
    marks = EventMarks(_by_source(types), alphabet.others("".join(found.values())))
    return MarkedAlphabet(tuple(kinds), marked, marks)


def _free_letters() -> Iterator[str]:
    yield from map(chr, range(_FIRST_LETTER, _LAST_LETTER + 1))
    raise QuestionInvalid(
        "There are too many different conditions on the same events.", action="Name fewer of them."
    )


def _sets(texts: list[str]) -> Iterable[list[str]]:
    """Every set of the texts but the empty one, by the sum of 2 ** n over the places n of its texts."""
    for number in range(1, 2 ** len(texts)):
        yield [text for place, text in enumerate(texts) if number >> place & 1]


def _by_source(types: Mapping[tuple[str, str], Any]) -> dict[str, dict[str, Any]]:
    nested: dict[str, dict[str, Any]] = {}
    for (source, name), value in types.items():
        nested.setdefault(source, {})[name] = value
    return nested
