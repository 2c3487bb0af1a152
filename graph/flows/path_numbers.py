"""The numbers of paths as occurrences: a step from one event to another, or an event at a distance."""

import re
from collections.abc import Sequence

from ..errors import QuestionInvalid
from ..store import Graph
from .labels import CLOSES, OPENS, OTHER
from .occurrences import Occurrences
from .path_anchor import Anchor
from .path_steps import count_bands, grouped_letters, named_letters


def path_occurrences(
    graph: Graph, anchor: Anchor, limit: int, distance: str, events: Sequence[str], *, deepest: int
) -> Occurrences:
    """What a number of paths counts: at this distance one event, or two in the order of time; neither at 0.

    Raises QuestionInvalid where there is no such number.
    """
    step = int(distance) if distance.isdecimal() else -1
    if not 0 <= step <= deepest or len(events) != (0 if step == 0 else min(max(len(events), 1), 2)):
        raise QuestionInvalid(
            f"Paths have no number {distance + '.' + '>'.join(events)!r}.",
            action=f"Write a step from 1 to {deepest} and events: 2.cart>purchase or 2.purchase; or 0.",
        )
    if step == 0:
        return _between(graph, anchor, 0, [], 0)
    if len(events) == 1:
        return _between(graph, anchor, step, _at(graph, anchor, limit, step, events[0]), 1)
    near, far = (events[1], events[0]) if anchor.back else (events[0], events[1])
    if step > 1:
        close = _at(graph, anchor, limit, step - 1, near)
        return _between(graph, anchor, step, [*close, *_at(graph, anchor, limit, step, far)], 2)
    if near != anchor.name:
        raise QuestionInvalid(f"Step 1 has no {near}.", action=f"It is next to {anchor.name}.")
    return _between(graph, anchor, step, _at(graph, anchor, limit, step, far), 1)


def _between(graph: Graph, anchor: Anchor, step: int, far: Sequence[str], named: int) -> Occurrences:
    """The anchor, anything, and what the last `named` places before distance `step` are."""
    between = [f"[^{OPENS}{CLOSES}]{{{step - named}}}", *far] if far else []
    order = [*reversed(between), anchor.letters] if anchor.back else [anchor.letters, *between]
    return Occurrences(graph, anchor.labels, "".join(order), anchor.compiled)


def _at(graph: Graph, anchor: Anchor, limit: int, step: int, label: str) -> list[str]:
    """The letters that a label stands for at a distance."""
    if label != OTHER:
        return [re.escape(anchor.labels.letter(label))]
    exact = count_bands(graph, anchor, step, [])
    letters = grouped_letters(anchor, exact, named_letters(anchor, exact, limit)).get(step, [])
    if not letters:
        raise QuestionInvalid(f"Step {step} has no {OTHER}: every event there is named.")
    return [f"[{''.join(sorted(letters))}]"]
