"""Pairs of events that directly follow each other: how often, and where."""

from collections.abc import Iterable
from typing import Any

from ..conditions import CompiledFilter, Filter
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import END, START
from .flow_question import FlowQuestion
from .labels import CLOSES, OPENS, Labels
from .occurrences import Occurrences


def count_pairs(graph: Graph, labels: Labels, compiled: CompiledFilter) -> dict[str, tuple[int, int]]:
    """Occurrences and people of each pair of labels' letters, the ends of journeys among them."""
    given = {**labels.parameters, "filter": compiled}
    # A run of repeats leaves all pairs but those of itself: nothing has to be looked for in texts.
    del given["runs"]
    counted: dict[str, tuple[int, int]] = {}
    for row in graph.ask_in_parts("internal/flows/transitions", **given):
        pair = row["pair"]
        if pair.startswith(CLOSES) or pair == OPENS + CLOSES or (labels.runs and pair[0] == pair[1]):
            continue
        occurrences, people = counted.get(pair, (0, 0))
        counted[pair] = occurrences + row["times"], people + row["people"]
    return counted


def pair_occurrences(
    graph: Graph, question: FlowQuestion[Any], source: str, target: str, *, group: Filter | None = None
) -> Occurrences:
    """Where `target` directly follows `source`; `(start)` and `(end)` stand for the ends of journeys.

    `group`: only in that part of what the question's filter leaves. Raises QuestionInvalid for a pair that
    cannot be.
    """
    labels = question.options.read(graph, *_events(source, target))
    first, second = labels.letter(source), labels.letter(target)
    if first == CLOSES or second == OPENS or first + second == OPENS + CLOSES:
        raise QuestionInvalid(
            f"Nothing goes from {source} to {target}.", action="Journeys go from (start) to (end)."
        )
    marks = "".join("\\" + mark if mark in (OPENS, CLOSES) else mark for mark in (first, second))
    return Occurrences(graph, labels, marks, question.compiled_filter(graph, labels.alphabet, group=group))


def event_occurrences(graph: Graph, question: FlowQuestion[Any], event: str) -> Occurrences:
    """Every occurrence of an event: all transitions to it together. `(start)` and `(end)`: every journey."""
    labels = question.options.read(graph, *_events(event))
    letter = labels.letter(event)
    # A trail without events begins and ends with nothing.
    ends = {OPENS: rf"\{OPENS}[^{CLOSES}]", CLOSES: rf"[^{OPENS}]\{CLOSES}"}
    compiled = question.compiled_filter(graph, labels.alphabet)
    return Occurrences(graph, labels, ends.get(letter, letter), compiled)


def _events(*texts: str) -> Iterable[str]:
    return [text for text in texts if text not in (START, END)]
