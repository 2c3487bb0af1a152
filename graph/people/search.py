"""People found by what somebody remembers of them: a beginning of an identifier, or words of an account."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..identity import Rules
from ..store import Graph, Row
from .lookup import find_identifiers, possible_keys
from .person import attributes_of

MOST = 1_000
"""How many identifiers and how many accounts a search looks at."""
_OWN = ("key", "updated_at")
_PLAIN = re.compile(r"[0-9A-Za-z]+\Z")
_PHONE = re.compile(r"[0-9][0-9 ()./-]{2,}\Z")


@dataclass(slots=True)
class Match:
    """Somebody who was found, and by what: identifiers, or `attribute: value` of accounts."""

    oneid: str
    by: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Search:
    """The people that were found, those by an identifier first."""

    people: list[Match]
    more: bool
    """There may be more: a search ends after `MOST` identifiers, and after as many accounts."""
    accounts: bool
    """Whether accounts were searched: a graph of an older onepath has no index before `onepath up`."""


def search_people(graph: Graph, text: str, *, most: int = MOST, rules: Rules | None = None) -> Search:
    """People with an identifier that begins with `text`, or an account that holds all of its words.

    Capitals do not count in accounts. Both ways go by an index; neither reads more than `most` rows.
    """
    text = text.strip()
    if not text:
        return Search([], more=False, accounts=True)
    found: dict[str, Match] = {}
    values = graph.ask("internal/identity/search_values", beginnings=_beginnings(text, rules), limit=most)
    for row in values:
        found.setdefault(row["oneid"], Match(row["oneid"])).by.append(row["key"])
    for one in find_identifiers(graph, text, rules):
        if one.account and one.oneid and one.oneid not in found:
            found[one.oneid] = Match(one.oneid, [f"account {text}"])
    searched = bool(graph.ask("internal/identity/searched"))
    asked = _asked(text)
    accounts = (
        graph.ask("internal/identity/search_accounts", words=asked, limit=most) if searched and asked else []
    )
    words = [word.casefold() for word in text.split()]
    for row in accounts:
        match = found.setdefault(row["oneid"], Match(row["oneid"]))
        match.by += [text for text in _held(row, words) if text not in match.by]
    return Search(list(found.values()), max(len(values), len(accounts)) >= most, searched)


def _beginnings(text: str, rules: Rules | None) -> list[str]:
    beginnings = [text, text.lower(), *possible_keys(text, rules)]
    if _PHONE.match(text):
        # A phone number is kept with its country; what is typed may be the first half of one.
        digits = re.sub(r"\D", "", text)
        beginnings += [f"+{digits}", f"+86{digits}"]
    return list(dict.fromkeys(beginnings))


def _asked(text: str) -> str:
    """The text as a query of Lucene's: every word must be there, Latin ones by their beginning."""
    words = []
    for word in text.split():
        if _PLAIN.match(word):
            words.append(f"+{word.lower()}*")
        elif any(letter.isalnum() for letter in word):
            # Quoted, its marks mean nothing; letters of Chinese stand side by side then.
            escaped = word.replace("\\", "\\\\").replace('"', '\\"')
            words.append(f'+"{escaped}"')
    return " ".join(words)


def _held(row: Row, words: Sequence[str]) -> Iterator[str]:
    """The attributes of an account that hold one of the words."""
    for name, value in sorted(attributes_of(row).items()):
        if name not in _OWN and any(word in str(value).casefold() for word in words):
            yield f"{row['source']} {name}: {value}"
