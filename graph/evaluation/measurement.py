"""What evaluation needs of the graph: whose every identifier is, and the links between identifiers."""

from collections.abc import Iterator, Mapping

from onepath.loaders.errors import InputError

from ..errors import GraphError
from ..identity import LOWEST_PROBABILITY, ConnectedComponents, Rules
from ..store import Graph
from .scores import Evaluation, SweepPoint, evaluate, pairwise

_STEPS = 50
"""Thresholds of a sweep between the lowest that is stored and 1."""


def evaluate_graph(graph: Graph, truth: Mapping[str, str], rules: Rules) -> Evaluation:
    """Compare the people of the graph with a truth. Raises GraphError, InputError when they share nothing."""
    return evaluate(_checked(partition(graph), truth), truth, pairs(graph, rules))


def partition(graph: Graph) -> dict[str, str]:
    """Whose every identifier is; one that is not resolved yet is a person of its own."""
    found: dict[str, str] = {}
    resolved = False
    for row in graph.ask("internal/identity/partition"):
        for key, oneid in zip(row["keys"], row["oneids"], strict=True):
            found[key] = oneid or key
            resolved = resolved or bool(oneid)
    if not resolved:
        raise GraphError("No identifier belongs to anybody yet.", action="Run: onepath resolve")
    return found


def pairs(graph: Graph, rules: Rules) -> Iterator[tuple[str, str]]:
    """The two ends of every link that is sure enough for its rule, whether or not a merge rule blocks it."""
    thresholds = {rule: found.threshold for rule, found in rules.links.items()}
    for row in graph.ask("internal/identity/pairs", thresholds=thresholds):
        yield from zip(row["a"], row["b"], strict=True)


def sweep(graph: Graph, truth: Mapping[str, str]) -> list[SweepPoint]:
    """Pairwise figures by the threshold of similar links, over the links that no merge rule blocks.

    From the strictest threshold to the loosest, links are only added, so all are read once.
    """
    found = _checked(partition(graph), truth)
    both = [key for key in found if key in truth]
    connected = ConnectedComponents(found)
    similar: list[tuple[float, str, str]] = []
    for row in graph.ask("internal/identity/pairs_kept"):
        for a, b, confidence in zip(row["a"], row["b"], row["similar"], strict=True):
            if confidence < 0:
                connected.join(a, b)
            else:
                similar.append((confidence, a, b))
    similar.sort()
    points = []
    for step in range(_STEPS, -1, -1):
        threshold = LOWEST_PROBABILITY + (1 - LOWEST_PROBABILITY) * step / _STEPS
        while similar and similar[-1][0] >= threshold:
            _, a, b = similar.pop()
            connected.join(a, b)
        components = {key: connected.of(key) for key in both}
        points.append(SweepPoint(threshold, pairwise(components, truth, both)))
    return points[::-1]


def _checked(found: dict[str, str], truth: Mapping[str, str]) -> dict[str, str]:
    if not any(key in found for key in truth):
        raise InputError(
            f"None of the {len(truth):,} identifiers of the truth is in the graph.",
            action="Write them as the graph does, kind:value, such as phone:+8613800138000; "
            "and check that the truth is of the data that was loaded.",
        )
    return found
