"""Accounts in the graph: their records as they came, and the account that follows from all of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..identity import AccountLink, AccountRecord, AccountState, account_of
from ..store import Row, Transaction

Records = Mapping[str, AccountRecord]
"""The records of one account, by their keys."""


def add_records(transaction: Transaction, new: Mapping[str, Records]) -> set[str]:
    """Write new records of accounts, and the accounts as they are with them.

    Gives the identifiers whose people have to be resolved again, beside those that the records name.
    """
    known = read_records_of(transaction, map(_named, new.values()))
    before, after, written = {}, {}, []
    for account, records in new.items():
        there = known.get(account, {})
        merged = {**there}
        for key, record in records.items():
            old = there.get(key)
            merged[key] = record if old is None else old.brought_by((*old.loads, *record.loads))
            if old is None or old.loads != merged[key].loads:
                written.append(merged[key])
        before[account], after[account] = account_of(there.values()), account_of(merged.values())
    if written:
        transaction.run("internal/load/account_records_write", rows=[_record_row(one) for one in written])
    return write_accounts(transaction, before, after)


def _named(records: Records) -> Row:
    one = next(iter(records.values()))
    return {"key": one.account, "source": one.source, "id": one.user_id}


def read_records_of(transaction: Transaction, accounts: Iterable[Row]) -> dict[str, dict[str, AccountRecord]]:
    """All records of these accounts (key, source, id); the accounts are locked, and made if they are new."""
    named = {row["key"]: row for row in accounts}
    known: dict[str, dict[str, AccountRecord]] = {}
    for row in transaction.run("internal/load/account_records", rows=[named[key] for key in sorted(named)]):
        account = named[row["account"]]
        record = AccountRecord.read(row["record"], account["source"], account["id"])
        known.setdefault(row["account"], {})[record.key] = record
    return known


def write_accounts(
    transaction: Transaction,
    before: Mapping[str, AccountState | None],
    after: Mapping[str, AccountState | None],
) -> set[str]:
    """Write accounts whose records changed; `before` is what the graph has of them.

    Gives the identifiers at links that are no longer there, whose people have to be resolved again.
    """
    users: list[dict[str, Any]] = []
    parted: list[dict[str, str]] = []
    links = _Links()
    for key, now in after.items():
        then = before.get(key)
        if now is not None and now != then:
            users.append(_user_row(now, then))
        if then is not None:
            parted += _parted(then, now)
        links.compare(then.links if then else {}, now.links if now else {})
    if parted:
        transaction.run("internal/load/users_part", rows=parted)
    if users:
        transaction.run("internal/load/users", rows=users)
    return links.write(transaction)


def _record_row(record: AccountRecord) -> dict[str, Any]:
    return {
        "key": record.key, "account": record.account, "updated_at": record.updated_at,
        "attributes": record.attributes, "own": record.own_properties,
    }  # fmt: skip


def _user_row(now: AccountState, then: AccountState | None) -> dict[str, Any]:
    return {
        "key": now.key, "source": now.source, "user_id": now.user_id, "updated_at": now.updated_at,
        "attributes": now.attributes,
        "identifiers": sorted(now.identifiers - (then.identifiers if then else set())),
        "former": sorted(now.former - (then.former if then else set())),
    }  # fmt: skip


def _parted(then: AccountState, now: AccountState | None) -> Iterable[dict[str, str]]:
    kept, former = (now.identifiers, now.former) if now else (set[str](), set[str]())
    for key in sorted((then.identifiers - kept) | (then.former - former)):
        yield {"account": then.key, "identifier": key}


class _Links:
    """What has to be written so that the links of accounts become other ones."""

    def __init__(self) -> None:
        self.new: list[AccountLink] = []
        self.ended: list[AccountLink] = []
        self.set: list[AccountLink] = []
        self.gone: list[AccountLink] = []

    def compare(self, then: Mapping[str, AccountLink], now: Mapping[str, AccountLink]) -> None:
        for key, link in now.items():
            old = then.get(key)
            if old == link:
                continue
            if old is not None and old.ended_at is None and link.ended_at is None:
                self.set.append(link)
                continue
            if old is not None:
                self.gone.append(old)
            (self.new if link.ended_at is None else self.ended).append(link)
        self.gone += [link for key, link in then.items() if key not in now]

    def write(self, transaction: Transaction) -> set[str]:
        for name, links in (
            ("internal/load/links_drop", self.gone),
            ("internal/load/links_new", self.new),
            ("internal/load/links_ended", self.ended),
            ("internal/load/links_set", self.set),
        ):
            if links:
                transaction.run(name, rows=[link_row(link) for link in links])
        return {end for link in self.gone for end in (link.a, link.b)}


def link_row(link: AccountLink) -> dict[str, Any]:
    """A link as the `cypher/internal/load` queries take it."""
    row = {
        "key": link.key, "a": link.a, "b": link.b, "rule": "same_user", "source": link.source,
        "account": link.account, "first_seen": link.first_seen, "last_seen": link.last_seen, "count": 1,
        "gaps": list(link.gaps) or None,
    }  # fmt: skip
    return row if link.ended_at is None else row | {"ended_at": link.ended_at}
