"""The event, or the pair of events, that paths start from or lead to."""

from dataclasses import dataclass
from itertools import product
from typing import Any

from ..conditions import CompiledFilter
from ..errors import QuestionInvalid
from ..questions import join_names, split_names
from ..store import Graph
from ..trails import Alphabet
from .flow_question import FlowQuestion
from .labels import CLOSES, OPENS, Labels

_SPELLINGS = 30
"""This many replacements in a text take about as long as replacing all of its letters."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where paths begin (`back` is False) or end in the trails of a filter."""

    labels: Labels
    letters: str
    name: str
    back: bool
    compiled: CompiledFilter

    @classmethod
    def of(cls, graph: Graph, text: str, question: FlowQuestion[Any], *, back: bool) -> "Anchor":
        """An event (`purchase`, `view_*|home`, `cart[price>9]`), or a pair `cart>purchase`: the second event
        where it directly follows the first. Raises EventUnknown, and QuestionInvalid for more than a pair.
        """
        events = split_names(text, Alphabet.read(graph).names)
        if len(events) > 2:
            raise QuestionInvalid(
                f"{text!r} is more than a pair.", action="Give one event, or two: cart>purchase"
            )
        labels = question.options.read(graph, *events)
        letters = "".join(map(labels.letter, events))
        names = labels.labels(letters)
        name = names[0] if len(names) == 1 else join_names(names)
        if question.options.collapse and len(set(letters)) < len(letters):
            raise QuestionInvalid(
                f"With repeats collapsed nothing follows itself: {name}.", action="Leave out --collapse."
            )
        return cls(labels, letters, name, back, question.compiled_filter(graph, labels.alphabet))

    @property
    def spellings(self) -> list[str]:
        """The anchor in every letter that its events have."""
        letters = self.labels.of_letter.items()
        names = self.labels.labels(self.letters)
        return ["".join(one) for one in product(*([x for x, of in letters if of == name] for name in names))]

    @property
    def replaces(self) -> bool:
        """Whether letters are replaced first: to find repeats, or because there are too many spellings."""
        return bool(self.labels.runs) or len(self.spellings) > _SPELLINGS

    @property
    def marks(self) -> list[list[str]]:
        """Each spelling of the anchor, and the same with a `.` between what is near and what is not."""
        found = [self.letters] if self.replaces else self.spellings
        if len(self.letters) == 1:
            return [[one, one + "." if self.back else "." + one] for one in found]
        # Twice the same: what follows one pair may be the second half of the next.
        return [[one, f"{one[0]}.{one[1]}"] for one in found for _ in range(1 + (one[0] == one[1]))]

    def parameters(self, depth: int) -> dict[str, Any]:
        """The same for the queries of `cypher/flows/`."""
        given = {**self.labels.parameters, "filter": self.compiled}
        if not self.replaces:
            given["fold"] = []
        return {**given, "marks": self.marks, "end": OPENS if self.back else CLOSES, "depth": depth}
