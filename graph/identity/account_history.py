"""What an account's records say of it: its newest record is its present evidence, the others are its past.

A source sends records of an account again and again. Records of one time are read together; one without a
time is older than every one that has a time. A record speaks of the kinds of identifiers that it has a place
for: an identifier of such a kind that it does not name is no longer the account's, and its links end then.

An account of which a record names no identifier has one of its own, `source_account:SOURCE:ID`, so that it is
a person like any other. All its records name it then: what another record names belongs to the same person,
and the order of the records does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import blake2b
from itertools import combinations
from typing import Any

from onepath.loaders.kinds import ACCOUNT_KIND

from ..store import Row, microseconds, moment, native

Attributes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """What a source said of one of its accounts at one time (in microseconds since 1970).

    `kinds`: the kinds of identifiers that it speaks of, None for all of them. `loads`: the numbers of the
    loads that brought it. `order` puts contradicting records of one time into one fixed order.
    """

    account: str
    source: str
    user_id: str
    updated_at: int | None
    attributes: Attributes
    identifiers: tuple[str, ...]
    kinds: tuple[str, ...] | None = None
    loads: tuple[int, ...] = ()
    key: str = ""

    @classmethod
    def of(
        cls,
        source: str,
        user_id: str,
        updated_at: int | None,
        attributes: Attributes,
        identifiers: Iterable[str],
        kinds: Iterable[str] | None,
        loads: Iterable[int],
    ) -> "AccountRecord":
        """A record whose key names its content, so that the same record sent again is the same one.

        Without identifiers it names the account's own one.
        """
        account = f"{source}:{user_id}"
        named = tuple(sorted(set(identifiers))) or (own_identifier(account),)
        spoken = None if kinds is None else tuple(sorted(set(kinds)))
        content = repr((updated_at, sorted(attributes.items()), named, spoken))
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
        return cls(
            account,
            source,
            user_id,
            updated_at,
            attributes,
            named,
            spoken,
            tuple(loads),
            f"{account}#{digest}",
        )

    @classmethod
    def read(cls, properties: Row, source: str, user_id: str) -> "AccountRecord":
        """The record that a `UserRecord` node is."""
        kinds = properties.get("_kinds")
        return cls(
            account=f"{source}:{user_id}",
            source=source,
            user_id=user_id,
            updated_at=microseconds(native(properties.get("updated_at"))),
            attributes={
                name: native(value)
                for name, value in properties.items()
                if name not in ("key", "updated_at") and not name.startswith("_")
            },
            identifiers=tuple(properties.get("_identifiers", ())),
            kinds=None if kinds is None else tuple(kinds.split()),
            loads=tuple(properties["_loads"]),
            key=properties["key"],
        )

    @property
    def own_properties(self) -> dict[str, Any]:
        """What a `UserRecord` node has beside the account's attributes and its time, as `read` takes it."""
        return {
            "_identifiers": list(self.identifiers) or None,
            "_kinds": None if self.kinds is None else " ".join(self.kinds),
            "_loads": list(self.loads),
        }

    def brought_by(self, loads: Iterable[int]) -> "AccountRecord":
        """The same record, brought by these loads."""
        return replace(self, loads=tuple(sorted(set(loads))))

    @property
    def order(self) -> tuple[bool, int, int, str]:
        # Of records without a time the last loaded is the newest: there is no other sign.
        undated = self.updated_at is None
        return not undated, self.updated_at or 0, max(self.loads, default=0) if undated else 0, self.key

    def denies(self, identifier: str) -> bool:
        """Whether the record speaks of such identifiers, and does not name this one."""
        kind = identifier.partition(":")[0]
        return (self.kinds is None or kind in self.kinds) and identifier not in self.identifiers


@dataclass(frozen=True, slots=True)
class AccountLink:
    """An account's word that two identifiers belong together: since when, and until when (None: still).

    Times in microseconds since 1970. `gaps`: begins and ends, in turn, of the times in which it did not.
    """

    key: str
    a: str
    b: str
    source: str
    account: str
    first_seen: int | None
    last_seen: int | None
    ended_at: int | None = None
    gaps: tuple[int, ...] = ()


@dataclass(slots=True)
class AccountState:
    """An account as its records make it. `former`: identifiers that it had and no longer has."""

    key: str
    source: str
    user_id: str
    updated_at: int | None = None
    attributes: Attributes = field(default_factory=dict)
    identifiers: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    links: dict[str, AccountLink] = field(default_factory=dict)

    @property
    def properties(self) -> Attributes:
        """What a `User` node has of it."""
        at = None if self.updated_at is None else moment(self.updated_at)
        own = {"key": self.key, "source": self.source, "user_id": self.user_id, "updated_at": at}
        return self.attributes | {name: value for name, value in own.items() if value is not None}


def own_identifier(account: str) -> str:
    """The identifier that an account has by itself, where a record of it names no other."""
    return f"{ACCOUNT_KIND}:{account}"


def account_of(records: Iterable[AccountRecord]) -> AccountState | None:
    """The account that these records make, in whatever order they came; None for no records."""
    ordered = sorted(records, key=lambda record: record.order)
    if not ordered:
        return None
    account = AccountState(ordered[0].account, ordered[0].source, ordered[0].user_id)
    own = own_identifier(account.key)
    if any(own in record.identifiers for record in ordered):
        ordered = [_with(record, own) for record in ordered]
    account.attributes = reduce(lambda known, record: known | record.attributes, ordered, {})
    at_once: list[AccountRecord] = []
    for record in ordered:
        if at_once and record.updated_at != at_once[0].updated_at:
            _apply(account, at_once)
            at_once = []
        at_once.append(record)
    _apply(account, at_once)
    return account


def _with(record: AccountRecord, own: str) -> AccountRecord:
    return replace(record, identifiers=tuple(sorted({*record.identifiers, own})))


def _apply(account: AccountState, records: list[AccountRecord]) -> None:
    """Apply these records, all of one time that is later than any before."""
    at = account.updated_at = records[0].updated_at
    named = {key for record in records for key in record.identifiers}
    lost = {key for key in account.identifiers - named if any(record.denies(key) for record in records)}
    account.identifiers = (account.identifiers - lost) | named
    account.former = (account.former | lost) - named
    if lost:
        for key, link in account.links.items():
            if link.ended_at is None and (link.a in lost or link.b in lost):
                account.links[key] = replace(link, ended_at=at)
    for record in records:
        for a, b in combinations(record.identifiers, 2):
            _see(account, a, b, at)


def _see(account: AccountState, a: str, b: str, at: int | None) -> None:
    key = f"same_user {account.key}|{account.source}|{a}|{b}"
    link = account.links.get(key)
    if link is None:
        account.links[key] = AccountLink(key, a, b, account.source, account.key, at, at)
    elif link.ended_at is None:
        account.links[key] = replace(link, last_seen=at)
    else:
        # Only a record with a time can end a link, and this one is later.
        gaps = (*link.gaps, link.ended_at, at or 0)
        account.links[key] = replace(link, last_seen=at, ended_at=None, gaps=gaps)
