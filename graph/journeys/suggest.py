"""A funnel to begin with, from the order in which people do things."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, permutations
from math import prod

from ..store import Graph
from .names import EventName

_LOOKED_AT = 12
_STEPS_BEFORE = 4
_HALF = 0.5
# What shops call the event that brings money, the clearest names first. Only a preference: where there is
# none of them, any event may be the last.
_OUTCOMES = (
    re.compile("purchase|购买|成交", re.I),
    re.compile("order|paid|payment|checkout|下单|支付", re.I),
)

_Shares = Mapping[tuple[str, str], float]


def suggest_funnel(graph: Graph, names: Sequence[EventName]) -> list[str]:
    """Steps for a first funnel, the last of them an outcome; empty where no order shows.

    Each step comes before the next for at least half of the next one's people, in a glance at some of the
    journeys.
    """
    common = [row.name for row in sorted(names, key=lambda row: (-row.people, row.name))]
    outcome = _outcome(common)
    chosen = common[:_LOOKED_AT]
    if outcome and outcome not in chosen:
        chosen.append(outcome)
    shares = _shares(graph, chosen)
    for length in range(_STEPS_BEFORE, 0, -1):
        chains = [
            (*before, last)
            for last in ([outcome] if outcome else chosen)
            for before in permutations([name for name in chosen if name != last], length)
            if _holds((*before, last), shares)
        ]
        if chains:
            # Sure of every pair, not only of neighbours; ties go to the commoner events.
            return list(max(chains, key=lambda chain: prod(shares.get(p, 0) for p in combinations(chain, 2))))
    return []


def _outcome(common: Sequence[str]) -> str | None:
    return next((name for pattern in _OUTCOMES for name in common if pattern.search(name)), None)


def _shares(graph: Graph, names: Sequence[str]) -> _Shares:
    """For each pair: of those who did the later one, the share who had done the earlier one before."""
    rows = graph.ask("internal/explore/precedence", names=list(names))
    whole = {row["later"]: row["people"] for row in rows if row["earlier"] == row["later"]}
    return {
        (row["earlier"], row["later"]): row["people"] / whole[row["later"]]
        for row in rows
        if row["earlier"] != row["later"]
    }


def _holds(chain: Sequence[str], shares: _Shares) -> bool:
    return all(shares.get(pair, 0) >= _HALF for pair in pairwise(chain))
