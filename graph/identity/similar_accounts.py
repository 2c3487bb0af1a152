"""Links between accounts that are probably one person's. They join people above the rules' threshold."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import GraphError
from ..store import Graph
from .accounts import Account, read_accounts
from .linkage_model import MatchingPair, matching_pairs
from .lock import alone
from .rules import Rules

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class SimilarLink:
    """A similar link as it shall be in the graph; `seen` is when the later account was changed."""

    key: str
    a: str
    b: str
    confidence: float
    waterfall: str
    seen: int | None


@dataclass(frozen=True, slots=True)
class SimilarAccounts:
    """How many accounts (`users`) were compared, the links between similar ones, and what changed in the
    graph.

    `merging`: the links that merge people, because their confidence reaches the threshold of the rules.
    """

    users: int
    links: int
    merging: int
    new: int
    changed: int
    removed: int


def link_similar(
    graph: Graph, rules: Rules, progress: Callable[[int], None] = lambda links: None
) -> SimilarAccounts:
    """Compare all accounts, and replace the graph's similar links with those found now.

    The next resolve resolves again the people that a new, changed or removed link leads to.
    Raises Refused while somebody decides about people, GraphError.
    """
    accounts = list(read_accounts(graph, rules))
    links = similar_links(accounts, rules)
    with alone(graph):
        known = _known(graph)
        write = [link for link in links.values() if known.get(link.key) != (link.confidence, link.seen)]
        gone = sorted(known.keys() - links.keys())
        for keys in _slices(gone):
            graph.run("internal/identity/similar_remove", keys=keys)
        for some in _slices(write):
            graph.run("internal/identity/similar_write", rows=[_row(link) for link in some])
            progress(len(some))
    new = sum(link.key not in known for link in write)
    threshold = rules.threshold("similar")
    return SimilarAccounts(
        users=len(accounts),
        links=len(links),
        merging=sum(link.confidence >= threshold for link in links.values()),
        new=new,
        changed=len(write) - new,
        removed=len(gone),
    )


def similar_links(accounts: Sequence[Account], rules: Rules) -> dict[str, SimilarLink]:
    """By key, the links between the identifiers of similar accounts; of several, the most probable.

    Raises GraphError when there is nothing to compare, or when the estimation fails.
    """
    links: dict[str, SimilarLink] = {}
    for pair in _matching_pairs(accounts, rules):
        one, other = accounts[pair.a], accounts[pair.b]
        a, b = sorted((one.identifier, other.identifier))
        key = f"similar|attributes|{a}|{b}"
        if a == b or (key in links and links[key].confidence >= pair.probability):
            continue
        seen = max((time for time in (one.updated_at, other.updated_at) if time is not None), default=None)
        links[key] = SimilarLink(key, a, b, pair.probability, json.dumps(pair.weights), seen)
    return links


def _matching_pairs(accounts: Sequence[Account], rules: Rules) -> list[MatchingPair]:
    """The pairs, or one message for whatever numbers the estimation cannot handle."""
    try:
        with np.errstate(divide="raise", invalid="raise"):
            return list(matching_pairs([account.profile for account in accounts], rules.against))
    except (ArithmeticError, ValueError, LookupError) as why:
        raise GraphError(
            f"How similar {len(accounts):,} accounts are could not be estimated: {why!r}.",
            kept="Nothing was changed: the similar links are those of before.",
            action="Please report this with the number of accounts and the rules. Until then people are "
            "resolved as before; [attributes] in the rules may leave out the attribute that causes it.",
        ) from why


def _known(graph: Graph) -> dict[str, tuple[float, int | None]]:
    known: dict[str, tuple[float, int | None]] = {}
    for row in graph.ask("internal/identity/similar_known"):
        for key, confidence, seen in zip(row["keys"], row["confidences"], row["last_seen"], strict=True):
            known[key] = (confidence, None if seen < 0 else seen)
    return known


def _row(link: SimilarLink) -> dict[str, Any]:
    return {
        "key": link.key, "a": link.a, "b": link.b,
        "confidence": link.confidence, "waterfall": link.waterfall, "seen": link.seen,
    }  # fmt: skip


def _slices(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
