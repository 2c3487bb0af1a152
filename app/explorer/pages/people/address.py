"""What is shown of a person, in the address: a link shows the same, and Back undoes the last step."""

import streamlit as st

from ...address import all_given, change, given

__all__ = [
    "expand",
    "expansions",
    "hidden",
    "hide",
    "highlight",
    "highlighted",
    "open_person",
    "person_button",
    "select",
    "selected",
    "show_hidden",
    "undo_expansion",
    "who",
]  # fmt: skip

_WHO, _SELECTED, _EXPANDED, _HIDDEN, _KIND = "who", "selected", "expanded", "hidden", "kind"
_OF_ONE_PERSON = (_SELECTED, _EXPANDED, _HIDDEN, _KIND, "from", "to", "pair")
_MOST = 200
"""Expansions and hidden identifiers that an address may have: longer links are not ours."""


def who() -> str:
    """What was searched for: an identifier, a OneID, or words."""
    return (given(_WHO) or "").strip()


def open_person(text: str) -> None:
    """Shows somebody else, from the beginning."""
    change({_WHO: [text] if text else [], **{name: [] for name in _OF_ONE_PERSON}})


def person_button(text: str, label: str, place: object = "") -> None:
    """A button that shows somebody; Back returns. `label` is Markdown, `place` tells two buttons apart."""
    st.button(
        label, key=f"look_{place}_{text}", type="tertiary", icon=":material/person:",
        on_click=open_person, args=(text,),
    )  # fmt: skip


def selected() -> tuple[str, ...]:
    """One identifier, or the two ends of a line."""
    return tuple(all_given(_SELECTED)[:2])


def select(*keys: str) -> None:
    if keys != selected():
        _put(_SELECTED, list(keys))


def expansions() -> tuple[str, ...]:
    """The identifiers that were expanded, in order; one that stands twice brought the next ones too."""
    return tuple(all_given(_EXPANDED)[:_MOST])


def expand(key: str) -> None:
    _put(_EXPANDED, [*expansions(), key])


def undo_expansion() -> None:
    _put(_EXPANDED, list(expansions()[:-1]))


def hidden() -> tuple[str, ...]:
    """Identifiers that are not drawn for now."""
    return tuple(all_given(_HIDDEN)[:_MOST])


def hide(key: str) -> None:
    if key not in hidden():
        _put(_HIDDEN, [*hidden(), key])


def show_hidden() -> None:
    _put(_HIDDEN, [])


def highlighted() -> str | None:
    """The one kind of identifier that is not dimmed."""
    return given(_KIND) or None


def highlight(kind: str) -> None:
    _put(_KIND, [kind] if kind else [])


def _put(name: str, values: list[str]) -> None:
    change({name: values}, view=True)
