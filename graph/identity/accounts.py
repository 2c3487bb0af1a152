"""Accounts of the sources: what they say about a person, and the identifier that stands for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..attributes import Profile, read_values
from ..store import Graph
from .rules import Rules

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the identifier that stands for it, when it was changed (microseconds), what it says."""

    identifier: str
    updated_at: int | None
    profile: Profile


def read_accounts(graph: Graph, rules: Rules) -> Iterator[Account]:
    """Every account with an identifier of its own that is neither blocked nor shared, in order of key."""
    names = rules.attribute_names
    after = ""
    while True:
        (batch,) = graph.ask("internal/identity/users", after=after, limit=_AT_ONCE, names=names)
        if not batch["keys"]:
            return
        after = batch["keys"][-1]
        columns = (batch["updated_at"], batch["values"], batch["identifiers"])
        for updated_at, values, identifiers in zip(*columns, strict=True):
            identifier = rules.strongest(identifiers)
            if identifier is not None:
                profile = profile_of(names, values, rules)
                yield Account(identifier, None if updated_at < 0 else updated_at, profile)


def profile_of(names: Sequence[str], values: Sequence[str], rules: Rules) -> Profile:
    """What the values of these attributes say."""
    return read_values(rules.attributes, dict(zip(names, values, strict=True)))
