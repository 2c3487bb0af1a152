"""How trails are labelled: by journey or session, what an event is called, and whether repeats are collapsed.

Inside, a label (what is shown) is one letter of the alphabet: that of its first event type; the letters of
its other event types are replaced by it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..conditions import read_alphabet
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import END, OVERFLOW, START, Alphabet

OTHER = "(other)"
"""What is shown for what is too rare to be named."""
OPENS, CLOSES, RARE = "(", ")", "*"
"""The ends, and what is too rare, as marks in texts of letters."""
_MORE = "(more names)"


Counted = Literal["people", "sessions"]
"""What is counted once: a person's journey, or each of its sessions."""
SCOPES: Mapping[Counted, str] = {"people": "person", "sessions": "session"}
"""The same for the queries."""
LabelBy = Literal["event", "source", "both"]
"""What an event is called: its name, its source, or `source/name`."""


@dataclass(frozen=True, slots=True)
class TrailOptions:
    """How trails are labelled. `group_events` are texts like `view=view_*|product_view`: several events
    counted as one; of events in several groups the first group counts. `collapse`: consecutive repeats are
    one event.
    """

    count: Counted = "people"
    label: LabelBy = "event"
    group_events: tuple[str, ...] = ()
    collapse: bool = False

    def read(self, graph: Graph, *texts: str) -> "Labels":
        """The labels; `texts` are events that the question names.

        A text that is not a label becomes one: `view_*` is then one event, everywhere in the answer. Raises
        EventUnknown, and QuestionInvalid for two texts with events in common.
        """
        groups = [name_of_group(group) for group in self.group_events]
        alphabet = read_alphabet(graph, *texts, *(events for _, events in groups))
        labels = {kind.letter: self._label(kind.source, kind.name) for kind in alphabet.types}
        taken: set[str] = set()
        for label, text in groups:
            grouped = set(alphabet.letters(text)) - taken
            labels |= dict.fromkeys(grouped, label)
            taken |= grouped
        named = {text: _letters(labels, alphabet, text) for text in texts}
        for text, letters in named.items():
            found = {labels[letter] for letter in letters}
            if len(found) > 1 or {one for one, label in labels.items() if label in found} != set(letters):
                labels |= dict.fromkeys(letters, _unescaped(text.strip()))
        for text, letters in named.items():
            if len({labels[letter] for letter in letters}) > 1:
                raise QuestionInvalid(
                    f"{text} and another event of the question overlap: some events are in both.",
                    action="Name events that do not overlap, or the same ones.",
                )
        return Labels(self, alphabet, labels | {OVERFLOW: _MORE}, named)

    def _label(self, source: str, name: str) -> str:
        return {"event": name, "source": source, "both": f"{source}/{name}"}[self.label]


@dataclass(frozen=True)
class Labels:
    """What the events are called, and the letters that stand for it."""

    options: TrailOptions
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
    def replaced(self) -> list[list[str]]:
        """Each letter that stands for the same as an earlier one, with that one."""
        first = self.first
        pairs = ([letter, first[label]] for letter, label in self.of_letter.items())
        return [[letter, other] for letter, other in pairs if letter != other]

    @cached_property
    def table(self) -> dict[int, str]:
        """The same for `str.translate`."""
        return str.maketrans(dict(self.replaced))

    @property
    def runs(self) -> list[list[str]]:
        """Where repeats are collapsed: each label's letter, and two of it; else nothing."""
        return [[letter, letter * 2] for letter in self.first.values()] if self.options.collapse else []

    @property
    def parameters(self) -> dict[str, Any]:
        """The same for the queries of `cypher/flows/`."""
        return {"scope": SCOPES[self.options.count], "fold": self.replaced, "runs": self.runs}

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


def list_labels(graph: Graph, options: TrailOptions) -> list[str]:
    """What events are called, in the order of the alphabet."""
    return [label for label in options.read(graph).first if label != _MORE]


def name_of_group(group: str) -> tuple[str, str]:
    """The name and the events of a text such as `view=view_*|home`. Raises ValueError for any other text."""
    name, equals, events = group.partition("=")
    if not (equals and name.strip() and events.strip()):
        raise ValueError(f"{group!r} is not a group of events; write NAME=EVENTS: view=view_*|product_view")
    return name.strip(), events.strip()


def _letters(labels: Mapping[str, str], alphabet: Alphabet, text: str) -> str:
    for known in (text, _unescaped(text), _unescaped(text.strip())):
        if letters := "".join(letter for letter, label in labels.items() if label == known):
            return letters
    return alphabet.letters(text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
