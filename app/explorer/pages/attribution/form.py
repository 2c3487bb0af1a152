"""What the page Attribution asks: the conversion, the channels, and how long a touchpoint counts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.outcomes import AttributionQuestion
from onepath.graph.store import Graph

from ...catalog import known_properties
from ...event_patterns import exact_pattern
from ...inputs import choose, choose_number, choose_one, choose_several, choose_whether
from ...language import say, word

__all__ = ["choose_question"]

_CHANNELS = ("sources", "events", "property")


def choose_question(
    graph: Graph, names: Sequence[str], suggested: Sequence[str], filters: Filter
) -> AttributionQuestion:
    """Draws the form and answers its question; ends the page while no channel is chosen."""
    which, back, half, each = st.columns([4, 2, 2, 3], vertical_alignment="bottom")
    usual = suggested[-1] if suggested else names[0]
    target = (
        choose_one(say("attribution.target"), names, "target", usual=usual, free=True, place=which) or usual
    )
    lookback = choose_number(say("attribution.lookback"), 1, 3650, "lookback", usual=30, place=back)
    half_life = choose_number(say("attribution.half_life"), 1, 3650, "half_life", usual=7, place=half)
    every = choose_whether(say("attribution.every"), "every", toggle=True, place=each)
    touch, by = _choose_channels(graph, names)
    return AttributionQuestion(
        target=exact_pattern([target]), touch=touch, by=by, every=every, lookback=timedelta(days=lookback),
        half_life=timedelta(days=half_life), filter=filters, **_choose_more(),
    )  # fmt: skip


def _choose_more() -> dict[str, Any]:
    """Draws which channels are direct or none, and how repeats count; answers these fields."""
    usual = list(AttributionQuestion.model_fields["direct"].default)
    with st.expander(say("attribution.more")):
        left, right = st.columns(2)
        direct = choose_several(
            say("attribution.direct"), usual, "direct", usual=usual, free=True, place=left,
            placeholder=word("attribution.type_channels"),
        )  # fmt: skip
        none: list[str] = choose_several(
            say("attribution.not_a_channel"), [], "not_a_channel", free=True, place=right,
            placeholder=word("attribution.type_channels"), help=say("attribution.not_a_channel_help"),
        )  # fmt: skip
        repeats = choose_whether(say("attribution.keep_repeats"), "keep_repeats", toggle=True)
    return {"direct": tuple(direct), "not_a_channel": tuple(none), "keep_repeats": repeats}


def _choose_channels(graph: Graph, names: Sequence[str]) -> tuple[str | None, str | None]:
    """The events that are touchpoints, and the property that names channels; neither for sources."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    with side:
        kind = choose(
            say("attribution.channels"), _CHANNELS, "channels",
            named=lambda one: word(f"attribution.channels_{one}"),
        )  # fmt: skip
    if kind == "events":
        chosen = choose_several(
            say("attribution.touch"), names, "touch", place=which, placeholder=word("attribution.choose")
        )
        if not chosen:
            st.caption(say("attribution.choose_touches"))
            st.stop()
        return exact_pattern(chosen), None
    if kind == "property":
        properties = known_properties(graph)
        usual = properties[0] if properties else None
        by = choose_one(say("attribution.property"), properties, "by", usual=usual, place=which)
        if by is None:
            st.caption(say("attribution.no_property"))
            st.stop()
        return None, by
    return None, None
