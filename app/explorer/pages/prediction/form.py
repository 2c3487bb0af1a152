"""What the page Next event asks: how many previous events are used, and which ones."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.identity import load_rules
from onepath.graph.outcomes import Orders, PredictionQuestion
from onepath.graph.people import find_oneid
from onepath.graph.questions import join_names
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.graph.trails import START

from ...event_patterns import exact_pattern
from ...inputs import choose, choose_number, choose_several, type_text
from ...language import named, say, word

__all__ = ["choose_question"]


def choose_question(graph: Graph, names: Sequence[str], filters: Filter) -> PredictionQuestion:
    """Draws the form and answers its question; without previous events it asks for the accuracy alone."""
    order = choose_number(say("prediction.order"), 1, 5, "order", usual=2, slider=True)
    previous = Orders(1, order)
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    with side:
        kind = choose(
            say("prediction.predict"), ("events", "person"), "predict",
            named=lambda one: word(f"prediction.predict_{one}"),
        )  # fmt: skip
    if kind == "person":
        who = type_text(say("prediction.who"), "who", place=which)
        person = who if who and _is_known(graph, who) else None
        return PredictionQuestion(previous=previous, person=person, filter=filters)
    chosen = choose_several(
        say("prediction.after"),
        [START, *names],
        "after",
        usual=[START],
        place=which,
        max_selections=order,
        format_func=named,
    )
    if START in chosen[1:]:
        st.caption(say("prediction.start_first"))
        return PredictionQuestion(previous=previous, filter=filters)
    after = join_names([exact_pattern([name]) for name in chosen])
    return PredictionQuestion(previous=previous, after=after, filter=filters)


def _is_known(graph: Graph, who: str) -> bool:
    if find_oneid(graph, who, load_rules(Settings().rules)) is not None:
        return True
    st.warning(say("prediction.nobody"), icon=":material/person_off:")
    st.text(who)
    return False
