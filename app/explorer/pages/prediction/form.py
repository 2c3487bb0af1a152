"""What the page Next event asks: how many previous events are looked at, and which ones."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.identity import load_rules
from onepath.graph.outcomes import PredictionQuestion
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.graph.trails import START

from ...event_patterns import exact_pattern
from ...inputs import choose
from ...language import say, word

__all__ = ["choose_question"]


def choose_question(graph: Graph, names: Sequence[str], filters: Filter) -> PredictionQuestion:
    """Draws the form and answers its question, without a context while none can be read from the form."""
    order = st.slider(say("prediction.order"), 1, 5, 2, key="order", bind="query-params")
    context = _choose_context(graph, order, names)
    # All orders up to the chosen one are tested, for their accuracy side by side.
    return PredictionQuestion.parse(previous=f"1..{order}", filter=filters, **context)


def _choose_context(graph: Graph, order: int, names: Sequence[str]) -> dict[str, str]:
    """The previous events as a field of the question: chosen, or the last ones of a person."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    with side:
        kind = choose(
            say("prediction.predict"), ("events", "person"), "predict",
            named=lambda one: word(f"prediction.predict_{one}"),
        )  # fmt: skip
    if kind == "events":
        chosen = which.multiselect(
            say("prediction.after"), [START, *names], default=[START], key="after",
            max_selections=order, bind="query-params",
        )  # fmt: skip
        if START in chosen[1:]:
            st.caption(say("prediction.start_first"))
            return {}
        return {"after": ">".join(name if name == START else exact_pattern([name]) for name in chosen)}
    who = which.text_input(say("prediction.who"), key="who", bind="query-params")
    if not who:
        return {}
    if find_oneid(graph, who, load_rules(Settings().rules).normalisers) is None:
        st.warning(say("prediction.nobody"), icon=":material/person_off:")
        st.text(who)
        return {}
    return {"person": who}
