"""The one way from what somebody typed, an identifier in any spelling or a OneID, to a person."""

from dataclasses import dataclass

from onepath.loaders.kinds import KINDS
from onepath.loaders.spelling import Normalisers, Spelling

from ..errors import GraphError
from ..store import Graph, Row


@dataclass(frozen=True, slots=True)
class FoundOneID:
    """A person, and identifiers of other people that the same text names."""

    oneid: str
    others: list[str]


def find_oneid(graph: Graph, text: str, normalisers: Normalisers | None = None) -> FoundOneID | None:
    """The person with this identifier (`kind:value`, or a bare value) or OneID; None if there is none.

    A OneID that was merged away leads to the person it is now. `normalisers`: those of the rules.
    """
    text = text.strip()
    survivor = _survivor(graph, text)
    if survivor:
        return FoundOneID(survivor, [])
    known = [row for row in find_identifiers(graph, text, normalisers) if row["oneid"]]
    if not known:
        return None
    exact = next((row for row in known if row["key"] == text), known[0])
    others = [row["key"] for row in known if row["oneid"] != exact["oneid"]]
    return FoundOneID(exact["oneid"], [] if exact["key"] == text else others)


def require_oneid(graph: Graph, text: str, normalisers: Normalisers | None = None) -> str:
    """The same where a person is needed. Raises GraphError if there is none."""
    found = find_oneid(graph, text, normalisers)
    if found is None:
        raise unknown_person(text)
    return found.oneid


def unknown_person(text: str) -> GraphError:
    """What to say about a text that leads to no person."""
    return GraphError(
        f"No person has the identifier or OneID {text!r}.",
        action="Write it as kind:value or as the bare value. If it was just loaded, run: onepath resolve",
    )


def find_identifiers(graph: Graph, text: str, normalisers: Normalisers | None) -> list[Row]:
    """The identifiers that a text may mean (`key`), each with its person's `oneid` as of now."""
    return graph.ask("internal/identity/find", keys=possible_keys(text, normalisers), value=text)


def possible_keys(text: str, normalisers: Normalisers | None) -> list[str]:
    """The keys that a text may mean: a key, or the value of any kind."""
    spelling = Spelling(normalisers=normalisers or {})
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
    return keys


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
