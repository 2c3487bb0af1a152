"""How often pairs of letters stand at each distance from an anchor, and which of them are named."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ..store import Graph
from .labels import CLOSES, OPENS, RARE
from .path_anchor import Anchor

Band = tuple[int, str]
"""A distance, and the letters of the nearer and the farther event."""
Counts = Mapping[Band, tuple[int, int]]
"""Occurrences and people of each band."""


def count_bands(graph: Graph, anchor: Anchor, depth: int, pairs: Sequence[Mapping[str, str]]) -> Counts:
    """Occurrences and people of every pair of letters; `pairs` say what each is counted as, by distance."""
    counted: dict[Band, tuple[int, int]] = {}
    for row in graph.ask_in_parts("internal/flows/paths", **anchor.parameters(depth), bands=pairs):
        band = row["step"], row["pair"]
        occurrences, people = counted.get(band, (0, 0))
        counted[band] = occurrences + row["times"], people + row["people"]
    return counted


def named_letters(anchor: Anchor, exact: Counts, limit: int) -> dict[int, set[str]]:
    """For each distance the letters of the most frequent events; of equals the first by name."""
    label = anchor.labels.label
    return {
        step: {
            letter for letter, _ in sorted(events.items(), key=lambda one: (-one[1], label(one[0])))[:limit]
        }
        for step, events in _events(anchor, exact).items()
    }


def grouped_letters(anchor: Anchor, exact: Counts, named: Mapping[int, set[str]]) -> dict[int, list[str]]:
    """For each distance the letters of the events that are not named, the most frequent first."""
    label = anchor.labels.label
    return {
        step: sorted(set(events) - named[step], key=lambda letter: (-events[letter], label(letter)))
        for step, events in _events(anchor, exact).items()
    }


def grouped_pair(anchor: Anchor, named: Mapping[int, set[str]], step: int, pair: str) -> str:
    """What a pair of letters is counted as: events that are not named are one."""
    near, far = tuple(pair.translate(anchor.labels.table))
    return _named(near, None if step == 1 else named[step - 1]) + _named(far, named.get(step, set()))


def _named(letter: str, named: set[str] | None) -> str:
    return letter if named is None or letter in (OPENS, CLOSES) or letter in named else RARE


def _events(anchor: Anchor, exact: Counts) -> dict[int, Counter[str]]:
    """For each distance how often each event stands there, by its label's letter."""
    events: dict[int, Counter[str]] = {}
    for (step, pair), (occurrences, _) in exact.items():
        if pair[1] not in (OPENS, CLOSES):
            events.setdefault(step, Counter())[pair[1].translate(anchor.labels.table)] += occurrences
    return events
