"""The one way from what somebody typed to a person or an identifier, in any spelling.

An identifier as `kind:value` or as the bare value, spelled as `load` accepts it; an account,
`source:user_id`; or a OneID, current or former.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.loaders.identifiers import Spelling
from onepath.loaders.kinds import KINDS

from ..errors import GraphError
from ..identity import Rules, default_rules
from ..store import Graph


@dataclass(frozen=True, slots=True)
class FoundOneID:
    """A person, and identifiers of other people that the same text names."""

    oneid: str
    others: list[str]


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """An identifier that a text may mean, and its person as of now.

    `account`: the text is the key of an account that has it. `isolated`: it is shared or blocked.
    """

    key: str
    oneid: str | None
    isolated: bool
    account: bool


def find_oneid(graph: Graph, text: str, rules: Rules | None = None) -> FoundOneID | None:
    """The person with this identifier, account or OneID; None if there is none.

    A OneID that was merged away leads to the person it is now. `rules` say how identifiers are spelled.
    """
    text = text.strip()
    survivor = _survivor(graph, text)
    if survivor:
        return FoundOneID(survivor, [])
    found = [one for one in find_identifiers(graph, text, rules) if one.oneid]
    if not found or found[0].oneid is None:
        return None
    others = [one.key for one in found if one.oneid != found[0].oneid]
    return FoundOneID(found[0].oneid, [] if found[0].key == text else others)


def require_oneid(graph: Graph, text: str, rules: Rules | None = None) -> str:
    """The same where a person is needed. Raises GraphError if there is none."""
    found = find_oneid(graph, text, rules)
    if found is None:
        raise unknown_person(text)
    return found.oneid


def require_identifier(
    graph: Graph, text: str, rules: Rules | None = None, *, or_person: bool = False
) -> str:
    """The key of the one identifier that a text means.

    An account stands for its strongest identifier; with `or_person` a OneID stands for the identifier that
    the person is named after. Raises GraphError if there is none, and if it may be one of several.
    """
    text = text.strip()
    if survivor := _survivor(graph, text):
        if or_person:
            anchor: str = graph.ask("internal/identity/anchors", oneids=[survivor])[0]["anchor"]
            return anchor
        raise GraphError(
            f"{text} is a OneID: the identifier is meant here.",
            kept="Nothing was changed.",
            action="See the person's identifiers with: onepath person ONEID",
        )
    found = find_identifiers(graph, text, rules)
    if not found:
        raise unknown_person(text)
    if found[0].key != text and not found[0].account:
        meant = [one.key for one in found if not one.account]
        if len(meant) > 1:
            raise GraphError(
                f"{text!r} may be {_or(meant)}.", kept="Nothing was changed.", action="Write one of them."
            )
    return found[0].key


def unknown_person(text: str) -> GraphError:
    """What to say about a text that leads to no person."""
    return GraphError(
        f"No person has the identifier, account or OneID {text!r}.",
        action="Write it as kind:value or as the bare value. If it was just loaded, run: onepath resolve",
    )


def find_identifiers(graph: Graph, text: str, rules: Rules | None = None) -> list[FoundIdentifier]:
    """The identifiers that a text may mean, the likeliest first: by its key, by its value, an account's.

    Of an account the strongest comes first, by the rules, and those that are isolated come last.
    """
    rules = rules or default_rules()
    rows = graph.ask("internal/identity/find", keys=possible_keys(text, rules), value=text)
    found = [FoundIdentifier(**row) for row in rows]
    return sorted(
        found,
        key=lambda one: (
            one.key != text,
            one.account,
            one.account and one.isolated,
            -rules.of(one.key.partition(":")[0]).priority if one.account else 0,
            one.key,
        ),
    )


def possible_keys(text: str, rules: Rules | None = None) -> list[str]:
    """The keys that a text may mean: a key, or the value of any kind."""
    spelling = Spelling(normalisers=(rules or default_rules()).normalisers)
    keys = [text]
    kind, colon, value = text.partition(":")
    kinds = list(dict.fromkeys((*KINDS, *spelling.normalisers)))
    candidates = [(kind, value)] if colon and kind in kinds else [(known, text) for known in kinds]
    for known, raw in candidates:
        try:
            normal = spelling.value(known, raw)
        except ValueError:
            continue  # not an identifier of this kind, perhaps of another
        if normal:
            keys.append(f"{known}:{normal}")
    return list(dict.fromkeys(keys))


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _survivor(graph: Graph, text: str) -> str | None:
    for row in graph.ask("internal/identity/survivor", oneid=text):
        if row["oneid"] is None:
            raise GraphError(
                f"The OneID {text} was merged away, and its tombstone leads to nobody.",
                action="See what is broken with: onepath identity verify",
            )
        oneid: str = row["oneid"]
        return oneid
    return None
