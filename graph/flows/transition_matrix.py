"""The transition matrix: which events follow an event, in shares."""

from typing import Literal

from ..conditions import CompiledFilter
from ..errors import QuestionInvalid
from ..questions import People, PersonOccurrences, plain_names
from ..store import Graph
from .labels import Labels
from .matrix import Counts, Matrix, MatrixQuestion, matrix_of
from .pairs import count_pairs, pair_occurrences


class TransitionMatrixQuestion(MatrixQuestion):
    """The share of each event's occurrences that are directly followed by each other event.

    A row is an event, a column the event directly after it. The row (start) shows how journeys start, the
    column (end) how they end. Every row adds up to 100%.

    Numbers for --people: `cart>purchase` is the cell in row `cart` and column `purchase`. With --compare this
    is the first group's; `second:cart>purchase` is the second group's.

    Example: onepath matrix transitions --compare did:purchase
    """

    command = ("matrix", "transitions")

    kind: Literal["transition_matrix"] = "transition_matrix"

    def answer(self, graph: Graph) -> Matrix:
        labels = self.options.read(graph)
        counts = [
            _labelled(graph, labels, self.compiled_filter(graph, labels.alphabet, group=group))
            for group in self.groups
        ]
        return matrix_of(self, graph, counts, None)

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        group, text = self.group_of(of)
        names = plain_names(text)
        if len(names) != 2:
            raise QuestionInvalid(
                f"There is no cell {of!r}.", action="Write its row and column: cart>purchase"
            )
        return pair_occurrences(graph, self, names[0], names[1], group=group).people(of, details=details)


def _labelled(graph: Graph, labels: Labels, group: CompiledFilter) -> Counts:
    found = count_pairs(graph, labels, group)
    return {(labels.label(pair[0]), labels.label(pair[1])): counts for pair, counts in found.items()}
