"""Where the accounts of one person contradict each other: two birth dates, two names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..attributes import Attribute, Profile, differ, read_values
from ..identity import Rules


@dataclass(frozen=True, slots=True)
class AccountValue:
    """What one account says; `account` is its key, `source:id`."""

    account: str
    value: str


@dataclass(frozen=True, slots=True)
class AccountContradiction:
    """An attribute of which two accounts of a person say things that are not true of one person."""

    attribute: Attribute
    values: list[AccountValue]


_ATTRIBUTES: tuple[Attribute, ...] = ("birth_date", "name", "suffix", "gender")


def contradictions_of(users: Sequence[Mapping[str, Any]], rules: Rules) -> list[AccountContradiction]:
    """The contradictions between these accounts, whether or not the rules keep accounts separate by them."""
    profiles = {
        str(user["key"]): read_values(rules.attributes, {name: str(value) for name, value in user.items()})
        for user in users
    }
    found = []
    for attribute in _ATTRIBUTES:
        against = {
            account
            for (one, ours), (other, theirs) in combinations(profiles.items(), 2)
            if differ(attribute, ours, theirs, rules.against.names_differ_below)
            for account in (one, other)
        }
        values = [
            AccountValue(key, _said(attribute, profile))
            for key, profile in profiles.items()
            if key in against
        ]
        if values:
            found.append(AccountContradiction(attribute, values))
    return found


def _said(attribute: Attribute, profile: Profile) -> str:
    if attribute == "birth_date":
        return str(profile.birth)
    return str(profile.gender if attribute == "gender" else profile.name)
