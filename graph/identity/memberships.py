"""The identity map: whose every identifier and account is, now or at the end of a day in the past."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..calendar import Calendar
from ..store import Graph
from .account_history import AccountRecord, account_of
from .as_of import Past
from .component import kind_of
from .resolution import ResolveOptions
from .rules import Rules

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Membership:
    """The person that an identifier belongs to."""

    identifier: str
    oneid: str


@dataclass(frozen=True, slots=True)
class AccountMembership:
    """The person that an account (`source:user_id`) belongs to: the one of its strongest identifier.

    An identifier that merges nobody counts only where the account has no other. `oneid` is null for an
    account that is not resolved yet.
    """

    account: str
    oneid: str | None


@dataclass(frozen=True, slots=True)
class IdentityMap:
    """Every identifier and every account with its person, in the order of their names.

    `as_of` is a day, null for now; `people` how many there are.
    """

    as_of: date | None
    people: int
    members: list[Membership]
    accounts: list[AccountMembership]


def identity_map(
    graph: Graph, as_of: date | None, options: ResolveOptions, calendar: Calendar | None = None
) -> IdentityMap:
    """Now, or as of the end of a day by a calendar (or the project's). Raises GraphError.

    Identifiers that are not resolved yet are left out.
    """
    past = Past.on(graph, as_of, options, calendar) if as_of else None
    found = _past(past) if past else _now(graph)
    members = [Membership(key, found[key]) for key in sorted(found)]
    accounts = list(_accounts(graph, found, options.rules, past))
    return IdentityMap(as_of, len(set(found.values())), members, accounts)


def _now(graph: Graph) -> dict[str, str]:
    return {
        key: oneid
        for row in graph.ask("internal/identity/partition")
        for key, oneid in zip(row["keys"], row["oneids"], strict=True)
        if oneid
    }


def _past(past: Past) -> dict[str, str]:
    return {member.key: group.oneid for group in past.people() for member in group.members}


def _accounts(
    graph: Graph, found: Mapping[str, str], rules: Rules, past: Past | None
) -> Iterator[AccountMembership]:
    sizes = Counter(found.values())

    def strength(key: str) -> tuple[object, ...]:
        return sizes[found[key]] == 1, -rules.of(kind_of(key)).priority, key

    for account, identifiers in _accounts_until(past) if past else _accounts_now(graph):
        known = [key for key in identifiers if key in found]
        if known or past is None:
            yield AccountMembership(account, found[min(known, key=strength)] if known else None)


_AccountIdentifiers = Iterator[tuple[str, Iterable[str]]]


def _accounts_now(graph: Graph) -> _AccountIdentifiers:
    after = ""
    while True:
        (batch,) = graph.ask("internal/identity/account_identifiers", after=after, limit=_AT_ONCE)
        if not batch["keys"]:
            return
        after = batch["keys"][-1]
        yield from zip(batch["keys"], batch["identifiers"], strict=True)


def _accounts_until(past: Past) -> _AccountIdentifiers:
    """The accounts with the identifiers that their records until that day make theirs."""
    after = ""
    while rows := past.graph.ask(
        "internal/identity/account_records_until", after=after, limit=_AT_ONCE, until=past.until
    ):
        after = rows[-1]["account"]
        for row in rows:
            state = account_of(
                AccountRecord.read(one, row["source"], row["user_id"]) for one in row["records"]
            )
            if state is not None:
                yield state.key, state.identifiers
