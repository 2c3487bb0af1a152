"""What the page Next event asks: how many previous events are looked at, and which ones."""

import shlex
from collections.abc import Sequence

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.identity import load_rules
from onepath.graph.outcomes import START, Context, NextEvents
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ...event_patterns import exact_pattern
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_context", "command_line"]


def choose_context(graph: Graph, counted: NextEvents, names: Sequence[str]) -> Context | None:
    """The previous events: chosen, or the last ones of a person."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    with side:
        kind = choose(
            say("prediction.predict"), ("events", "person"), "predict",
            named=lambda one: word(f"prediction.predict_{one}"),
        )  # fmt: skip
    if kind == "events":
        chosen = which.multiselect(
            say("prediction.after"), [START, *names], default=[START], key="after",
            max_selections=counted.grams.order, bind="query-params",
        )  # fmt: skip
        if START in chosen[1:]:
            st.caption(say("prediction.start_first"))
            return None
        return counted.context([exact_pattern([name]) for name in chosen])
    who = which.text_input(say("prediction.who"), key="who", bind="query-params")
    if not who:
        return None
    oneid = find_oneid(graph, who, load_rules(Settings().rules).normalisers)
    if oneid is None:
        st.warning(say("prediction.nobody"), icon=":material/person_off:")
        st.text(who)
        return None
    return counted.context_of(oneid)


def command_line(order: str, filters: Filter, context: Context | None = None) -> str:
    """The command that asks the same; `order` is one or a range, such as 1..3."""
    after = [] if context is None else ["--after", ">".join(context.texts)]
    return shlex.join(["onepath", "predict", "--order", order, *after, *filters.options()])
