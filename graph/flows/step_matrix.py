"""The step matrix: which share of journeys is at which event at each step."""

import re
from typing import Annotated, Literal

from pydantic import Field

from ..conditions import CompiledFilter
from ..errors import QuestionInvalid
from ..questions import Option, People, PersonOccurrences
from ..store import Graph
from ..trails import END, START
from .labels import CLOSES, OPENS, Labels
from .matrix import Counts, Matrix, MatrixQuestion, matrix_of
from .occurrences import Occurrences

_NUMBER = re.compile(r"(-?\d+)\.(.+)", re.DOTALL)


class StepMatrixQuestion(MatrixQuestion):
    """The share of journeys that are at each event at each step, from the start or around an anchor event.

    Steps are 1, 2, ... from the start of journeys (or sessions), or -1, 0, 1, ... around the anchor event's
    first occurrence.

    Every column adds up to 100%: journeys that have not started yet are at (start), those that have ended are
    at (end). Around an anchor event, only journeys with that event count.

    Numbers for --people: `3.cart` is the cell of the event `cart` at step 3, `-1.cart` the one directly
    before the anchor event. With --compare these are the first group's; `second:3.cart` is the second
    group's.

    Example: onepath matrix steps --around purchase --depth 3
    """

    command = ("matrix", "steps")

    kind: Literal["step_matrix"] = "step_matrix"
    around: Annotated[str | None, Option("--around", "EVENT")] = Field(
        default=None, description="The anchor event: steps before and after its first occurrence."
    )
    depth: Annotated[int, Option("--depth")] = Field(
        default=5,
        ge=1,
        le=50,
        description="How many steps to show; around an anchor event, in each direction.",
    )

    def answer(self, graph: Graph) -> Matrix:
        labels = self.options.read(graph, *([self.around] if self.around else []))
        counts = [
            self._counted(graph, labels, self.compiled_filter(graph, labels.alphabet, group=group))
            for group in self.groups
        ]
        return matrix_of(self, graph, counts, self._steps)

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        group, text = self.group_of(of)
        found = _NUMBER.fullmatch(text)
        if found is None:
            raise QuestionInvalid(f"There is no cell {of!r}.", action="Write its step and event: 3.cart")
        step, event = int(found[1]), found[2]
        named = [text for text in (self.around, event) if text and text not in (START, END)]
        labels = self.options.read(graph, *named)
        letter = labels.letter(event)
        pattern = (
            _around(labels.letter(self.around), step, letter) if self.around else _from_start(step, letter)
        )
        compiled = self.compiled_filter(graph, labels.alphabet, group=group)
        return Occurrences(graph, labels, pattern, compiled).people(of, details=details)

    @property
    def _steps(self) -> list[int]:
        return list(range(-self.depth, self.depth + 1)) if self.around else list(range(1, self.depth + 1))

    def _counted(self, graph: Graph, labels: Labels, group: CompiledFilter) -> Counts:
        # The server counts from 0: the first event, or the anchor.
        shift = 0 if self.around else 1
        anchor = labels.letter(self.around) if self.around else ""
        others = "".join(labels.first.values()).replace(anchor, "") if anchor else ""
        counted: Counts = {}
        for row in graph.ask_in_parts(
            "internal/flows/step_matrix",
            **labels.parameters,
            filter=group,
            but_anchor=others,
            steps=[step - shift for step in self._steps],
        ):
            key = labels.label(row["letter"]), str(row["step"] + shift)
            units, people = counted.get(key, (0, 0))
            counted[key] = units + row["units"], people + row["people"]
        return counted


def _from_start(step: int, letter: str) -> str:
    if step < 1 or letter == OPENS:
        raise QuestionInvalid(
            f"No journey or session is before its start at step {step}.", action="Steps begin with 1."
        )
    return rf"\([^()]{{1,{step - 1}}}\)" if letter == CLOSES else rf"\([^()]{{{step - 1}}}{letter}"


def _around(anchor: str, step: int, letter: str) -> str:
    before, other = rf"\([^(){anchor}]*", f"[^(){anchor}]"
    if step == 0 and letter == anchor:
        return before + anchor
    if step > 0 and letter != OPENS:
        return (
            rf"{before}{anchor}[^()]{{0,{step - 1}}}\)"
            if letter == CLOSES
            else f"{before}{anchor}[^()]{{{step - 1}}}{letter}"
        )
    if step < 0 and letter == OPENS:
        return rf"\({other}{{0,{-step - 1}}}{anchor}"
    if step < 0 and letter not in (CLOSES, anchor):
        return f"{before}{letter}{other}{{{-step - 1}}}{anchor}"
    raise QuestionInvalid(
        f"Nobody can be there at step {step}.", action="See the shares: onepath matrix steps"
    )
