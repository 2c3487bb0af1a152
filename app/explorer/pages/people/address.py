"""What of a person is open, in the address: a link shows the same, and Back undoes the last step."""

import streamlit as st

__all__ = [
    "hidden", "hide", "light", "lit", "look_at", "offer_person", "select", "selected", "show_again",
    "step_back", "step_out", "steps", "who",
]  # fmt: skip

_WHO, _SELECTED, _STEPS, _HIDDEN, _LIT = "who", "selected", "expanded", "hidden", "kind"
_MOST = 200
"""Steps and hidden identifiers that an address may ask for; a link of thousands is no link of ours."""


def who() -> str:
    """What was searched for: an identifier, a OneID, or words."""
    return (st.query_params.get(_WHO) or "").strip()


def look_at(text: str) -> None:
    """Somebody else from now on, seen as a whole."""
    # At once, so that it is one step for Back; what has no value leaves the address.
    gone: dict[str, list[str]] = {
        name: [] for name in (_SELECTED, _STEPS, _HIDDEN, _LIT, "open") if name in st.query_params
    }
    st.query_params.update({_WHO: text, **gone})


def offer_person(text: str, label: str, place: object = "") -> None:
    """A way to somebody; Back leads here again. `label` is Markdown, `place` tells two ways apart."""
    # Not a page link: one to the page that one is on leaves the address as it was.
    st.button(
        label, key=f"look_{place}_{text}", type="tertiary", icon=":material/person:",
        on_click=look_at, args=(text,),
    )  # fmt: skip


def selected() -> tuple[str, ...]:
    """One identifier, or the two ends of a line."""
    return tuple(st.query_params.get_all(_SELECTED)[:2])


def select(*keys: str) -> None:
    if keys != selected():
        _put(_SELECTED, list(keys))


def steps() -> tuple[str, ...]:
    """The identifiers that were expanded, in order; one that stands twice brought the next ones too."""
    return tuple(st.query_params.get_all(_STEPS)[:_MOST])


def step_out(key: str) -> None:
    _put(_STEPS, [*steps(), key])


def step_back() -> None:
    _put(_STEPS, list(steps()[:-1]))


def hidden() -> tuple[str, ...]:
    """Identifiers that are not drawn for now."""
    return tuple(st.query_params.get_all(_HIDDEN)[:_MOST])


def hide(key: str) -> None:
    if key not in hidden():
        _put(_HIDDEN, [*hidden(), key])


def show_again() -> None:
    _put(_HIDDEN, [])


def lit() -> str | None:
    """The one kind of identifier that is not dimmed."""
    return st.query_params.get(_LIT) or None


def light(kind: str) -> None:
    _put(_LIT, [kind] if kind else [])


def _put(name: str, values: list[str]) -> None:
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]
