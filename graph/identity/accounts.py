"""Accounts of the sources: what they say about a person, and the identifier that stands for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress

from ..attributes import Meaning, Profile, read_values
from ..store import Graph, Row, Transaction, microseconds
from .rules import Rules

Profiles = dict[str, tuple[Profile, ...]]
"""By identifier, what the accounts say that it stands for."""

_AT_ONCE = 20_000
_FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the identifier that stands for it, when it was changed (microseconds), what it says."""

    identifier: str
    updated_at: int | None
    profile: Profile


def read_accounts(graph: Graph, rules: Rules) -> Iterator[Account]:
    """Every account with an identifier of its own that is neither blocked nor shared, in order of key."""
    reader = _ProfileReader(rules.attributes)
    for batch in _batches(graph, reader.names):
        columns = (batch["updated_at"], batch["values"], batch["identifiers"], batch["shared"])
        for updated_at, values, identifiers, shared in zip(*columns, strict=True):
            identifier = rules.strongest(key for key in identifiers if key not in shared)
            if identifier is not None:
                yield Account(identifier, None if updated_at < 0 else updated_at, reader.read(values))


def all_profiles(graph: Graph, rules: Rules, until: datetime = _FOREVER) -> Profiles:
    """What every account says that can keep people separate, if it was last changed before a moment.

    Empty where the rules keep nobody separate by attributes.
    """
    latest = microseconds(until)
    reader = _ProfileReader(rules.separating_attributes)
    if not reader.names:
        return {}
    return _by_identifier(
        (
            (values, identifiers)
            for batch in _batches(graph, reader.names)
            for updated_at, values, identifiers in zip(
                batch["updated_at"], batch["values"], batch["identifiers"], strict=True
            )
            if updated_at < latest
        ),
        reader,
        rules,
    )


def profiles_of(
    graph: Graph | Transaction, keys: Sequence[str], rules: Rules, until: datetime = _FOREVER
) -> Profiles:
    """The same for the accounts with one of these identifiers that were last changed before a moment."""
    reader = _ProfileReader(rules.separating_attributes)
    if not reader.names or not keys:
        return {}
    ask = graph.ask if isinstance(graph, Graph) else graph.run
    rows: Sequence[Row] = ask("internal/identity/profiles", keys=list(keys), names=reader.names, until=until)
    return _by_identifier(((row["values"], row["identifiers"]) for row in rows), reader, rules)


def separating_profile(attributes: Mapping[str, str], rules: Rules) -> Profile:
    """What an account with these attributes says that can keep people separate."""
    return read_values(rules.separating_attributes, attributes)


def _batches(graph: Graph, names: Sequence[str]) -> Iterator[Row]:
    after = ""
    while True:
        (batch,) = graph.ask("internal/identity/users", after=after, limit=_AT_ONCE, names=list(names))
        if not batch["keys"]:
            return
        after = batch["keys"][-1]
        yield batch


class _ProfileReader:
    """Reads profiles from the values of attributes, in the order of `names`."""

    def __init__(self, attributes: Mapping[Meaning, Sequence[str]]) -> None:
        self.names = sorted({name for names in attributes.values() for name in names})
        self._attributes = attributes

    def read(self, values: Sequence[str]) -> Profile:
        return read_values(self._attributes, dict(compress(zip(self.names, values, strict=True), values)))


def _by_identifier(
    accounts: Iterable[tuple[Sequence[str], Sequence[str]]], reader: _ProfileReader, rules: Rules
) -> Profiles:
    found: Profiles = {}
    for values, identifiers in accounts:
        identifier = rules.strongest(identifiers)
        if identifier is not None and any(values) and (profile := reader.read(values)).says:
            found[identifier] = tuple(dict.fromkeys((*found.get(identifier, ()), profile)))
    return found
