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
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_question"]

_CHANNELS = ("sources", "events", "property")


def choose_question(
    graph: Graph, names: Sequence[str], suggested: Sequence[str], filters: Filter
) -> AttributionQuestion:
    """Draws the form and answers its question; ends the page while no channel is chosen."""
    which, back, half, each = st.columns([4, 2, 2, 3], vertical_alignment="bottom")
    target = which.selectbox(
        say("attribution.target"), names, index=names.index(suggested[-1]) if suggested else 0, key="target",
        bind="query-params", accept_new_options=True,
    )  # fmt: skip
    lookback = back.number_input(
        say("attribution.lookback"), 1, 3650, 30, key="lookback", bind="query-params"
    )
    half_life = half.number_input(
        say("attribution.half_life"), 1, 3650, 7, key="half_life", bind="query-params"
    )
    every = each.toggle(say("attribution.every"), key="every", bind="query-params")
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
        direct = left.multiselect(
            say("attribution.direct"), usual, default=usual, key="direct", bind="query-params",
            accept_new_options=True, placeholder=word("attribution.type_channels"),
        )  # fmt: skip
        none = right.multiselect(
            say("attribution.not_a_channel"), [], key="not_a_channel", bind="query-params",
            accept_new_options=True, placeholder=word("attribution.type_channels"),
            help=say("attribution.not_a_channel_help"),
        )  # fmt: skip
        repeats = st.toggle(say("attribution.keep_repeats"), key="keep_repeats", bind="query-params")
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
        chosen = which.multiselect(
            say("attribution.touch"), names, key="touch", bind="query-params",
            placeholder=word("attribution.choose"),
        )  # fmt: skip
        if not chosen:
            st.caption(say("attribution.choose_touches"))
            st.stop()
        return exact_pattern(chosen), None
    if kind == "property":
        by = which.selectbox(
            say("attribution.property"), known_properties(graph), key="by", bind="query-params"
        )
        if by is None:
            st.caption(say("attribution.no_property"))
            st.stop()
        return None, by
    return None, None
