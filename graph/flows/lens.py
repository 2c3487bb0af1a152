"""How journeys are read: by person or session, what a step is called, and whether runs count as one.

Every question of this room is asked through a lens. Inside, a label (what is shown) is one letter of the
alphabet: that of its first event type; the letters of its other event types are folded to it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import OVERFLOW, Alphabet

START, END, OTHER = "(start)", "(end)", "(other)"
"""What is shown for the ends of a unit, and for what is too rare to be named."""
OPENS, CLOSES, RARE = "(", ")", "*"
"""The same as marks in texts of letters."""
_MORE = "(more names)"
_STEP = re.compile(r"((?:\\.|[^>\\])*)(?:>|$)", re.DOTALL)


class Scope(StrEnum):
    """The unit that is counted: a person's whole journey, or each of its sessions."""

    PERSON = "person"
    SESSION = "session"


class Show(StrEnum):
    """What a step is called: the event's name, its source, or both."""

    NAME = "name"
    SOURCE = "source"
    BOTH = "source/name"


@dataclass(frozen=True, slots=True)
class Lens:
    """How to read. `groups` are texts like `view=view_*|product_view`; `collapsed` takes runs as one.

    What would be called one of `rest` is called `(other)`.
    """

    scope: Scope = Scope.PERSON
    show: Show = Show.NAME
    groups: tuple[str, ...] = ()
    collapsed: bool = False
    rest: tuple[str, ...] = ()

    def read(self, graph: Graph, *texts: str) -> "Words":
        """The words for these settings; `texts` are events that the question names.

        A text that is no label becomes one: `view_*` is then one event, everywhere in the answer. Raises
        EventUnknown, or QuestionInvalid for a group without a name.
        """
        alphabet = Alphabet.read(graph)
        words = {kind.letter: self._label(kind.source, kind.name) for kind in alphabet.types}
        taken: set[str] = set()
        for group in self.groups:
            label, text = _named(group)
            grouped = set(alphabet.letters(text)) - taken
            words |= dict.fromkeys(grouped, label)
            taken |= grouped
        rest = set(self.rest)
        words = {letter: OTHER if label in rest else label for letter, label in words.items()}
        named = {text: _letters(words, alphabet, text) for text in texts}
        for text, letters in named.items():
            labels = {words[letter] for letter in letters}
            if len(labels) > 1 or {one for one, label in words.items() if label in labels} != set(letters):
                words |= dict.fromkeys(letters, _unescaped(text.strip()))
        for text, letters in named.items():
            if len({words[letter] for letter in letters}) > 1:
                raise QuestionInvalid(
                    f"{text} and another event of the question have events in common.",
                    action="Name events that have none in common, or the same ones.",
                )
        return Words(self, alphabet, words | {OVERFLOW: _MORE}, named)

    def _label(self, source: str, name: str) -> str:
        return {Show.NAME: name, Show.SOURCE: source, Show.BOTH: f"{source}/{name}"}[self.show]


@dataclass(frozen=True)
class Words:
    """The labels of a lens, and their letters."""

    lens: Lens
    alphabet: Alphabet
    of_letter: dict[str, str]
    """The label of each letter."""
    named: Mapping[str, str]
    """The letters of the events that the question names."""

    @cached_property
    def first(self) -> dict[str, str]:
        """The letter of each label."""
        return {label: letter for letter, label in reversed(self.of_letter.items())}

    @cached_property
    def fold(self) -> list[list[str]]:
        """Each letter that stands for the same as an earlier one, with that one."""
        first = self.first
        pairs = ([letter, first[label]] for letter, label in self.of_letter.items())
        return [[letter, other] for letter, other in pairs if letter != other]

    @cached_property
    def table(self) -> dict[int, str]:
        """The same for `str.translate`."""
        return str.maketrans(dict(self.fold))

    @property
    def runs(self) -> list[list[str]]:
        """Where runs are one event: each label's letter, and two of it; else nothing."""
        return [[letter, letter * 2] for letter in self.first.values()] if self.lens.collapsed else []

    @property
    def asked(self) -> dict[str, Any]:
        """The parameters by which the queries of `cypher/internal/flows/` read the same way."""
        return {"scope": str(self.lens.scope), "fold": self.fold, "runs": self.runs}

    def letter(self, text: str) -> str:
        """The letter of a label or of an event. Raises EventUnknown for what is none."""
        ends = {START: OPENS, END: CLOSES}
        if text in ends and text not in self.first:
            return ends[text]
        letters = self.named.get(text) or _letters(self.of_letter, self.alphabet, text)
        return self.first[self.of_letter[letters[0]]]

    def label(self, letter: str) -> str:
        """What is shown for a letter or a mark."""
        marks = {OPENS: START, CLOSES: END, RARE: OTHER}
        return marks[letter] if letter in marks else self.of_letter.get(letter, _MORE)

    def labels(self, letters: Iterable[str]) -> list[str]:
        """What is shown for a text of letters."""
        return [self.label(letter) for letter in letters]


def labels(graph: Graph, lens: Lens) -> list[str]:
    """What steps are called through a lens, in the order of the alphabet."""
    return [label for label in lens.read(graph).first if label != _MORE]


def steps_of(text: str, known: Iterable[str] = ()) -> list[str]:
    """The events of `a>b>c`; a backslash keeps a `>` in a name. A known name is one event as it is."""
    if text in set(known):
        return [text]
    return _STEP.findall(text)[:-1] or [text]


def spelling(labels: Sequence[str]) -> str:
    """Labels as the text that `steps_of` reads."""
    return ">".join(re.sub(r"([\\>])", r"\\\1", label) for label in labels)


def _named(group: str) -> tuple[str, str]:
    label, equals, text = group.partition("=")
    if not (equals and label.strip() and text.strip()):
        raise QuestionInvalid(
            f"{group!r} is no group.",
            action='Write a name, =, and events: --group "view=view_*|product_view"',
        )
    return label.strip(), text.strip()


def _letters(words: Mapping[str, str], alphabet: Alphabet, text: str) -> str:
    for known in (text, _unescaped(text), _unescaped(text.strip())):
        if letters := "".join(letter for letter, label in words.items() if label == known):
            return letters
    return alphabet.letters(text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
