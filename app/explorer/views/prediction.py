"""What comes next, and how often that is right."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.outcomes import exactly, next_bars, order_name, score_bars
from onepath.app.explorer.reading import known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.identity import find_oneid, load_rules
from onepath.graph.outcomes import START, Context, Evaluation, NextEvents
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_DRAWN = 10
_EVENTS, _PERSON = "After events", "For a person"


def show_scores(judged: Evaluation) -> None:
    """How often each order is right, beside the base rate."""
    last = judged.orders[-1]
    draw_tiles(
        [
            Tile("Predictions", last.predictions, f"all events of {number(judged.held)} people held out"),
            Tile("First is right", f"{last.top1:.1%}", f"base rate {judged.base.top1:.1%}"),
            Tile("One of three is right", f"{last.top3:.1%}", f"base rate {judged.base.top3:.1%}"),
        ]
    )
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        words = f"Bars: shares named right by the base rate and {len(judged.orders)} orders"
        draw(score_bars(judged), "scores", words, 300)
        st.caption(
            f"Learnt from {number(judged.learnt)} people, judged on {number(judged.held)} others. "
            "The base rate always names the commonest events. An order is how many events before are "
            "looked at."
        )
    with table:
        rows = [
            {
                "model": order_name(score.order), "predictions": score.predictions, "share_first": score.top1,
                "share_of_three": score.top3, "log_loss": score.log_loss,
            }
            for score in (judged.base, *judged.orders)
        ]  # fmt: skip
        show_table(rows, "prediction_scores")


def choose_context(graph: Graph, counted: NextEvents, names: Sequence[str]) -> Context | None:
    """The events before: chosen, or the last ones of a person."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    if side.selectbox("Predict", [_EVENTS, _PERSON], key="predict", bind="query-params") == _EVENTS:
        chosen = which.multiselect(
            "Events before, in the order you choose them", [START, *names], default=[START], key="after",
            max_selections=counted.grams.order, bind="query-params",
        )  # fmt: skip
        if START in chosen[1:]:
            st.caption("Nothing comes before the start: choose it first, or not at all.")
            return None
        return counted.context([exactly([name]) for name in chosen])
    who = which.text_input("Any identifier, or a OneID", key="who", bind="query-params")
    if not who:
        return None
    oneid = find_oneid(graph, who, load_rules(Settings().rules).normalisers)
    if oneid is None:
        st.warning("Nobody has this identifier:", icon=":material/person_off:")
        st.text(who)
        return None
    return counted.context_of(oneid)


def show_next(counted: NextEvents, context: Context) -> None:
    """What comes next, and the people who did it."""
    coming = counted.after(context)
    st.caption(f"After {plain(' > '.join(context.texts)) or 'anything'}; learnt from everybody.")
    chart, table = st.tabs(["Chart", "Table"])
    with chart:
        words = f"Bars: the {_DRAWN} likeliest next events"
        draw(next_bars(coming[:_DRAWN]), "next_events", words, 40 + 34 * min(len(coming), _DRAWN))
    with table:
        show_table([asdict(one) for one in coming], "next_events")
    name = st.selectbox(
        "People who did next", [one.name for one in coming if one.times], index=None, key="people_next",
        placeholder="Choose an event to see who did it next",
    )  # fmt: skip
    if name is not None:
        with working("Looking for the people"):
            followers = counted.followers(context, exactly([name]))
        st.caption(f"{number(len(followers))} people")
        show_table([asdict(one) for one in followers], "next_people", columns=("oneid", "times"))


st.title("Next event")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
order = st.slider("Order: how many events before are looked at", 1, 5, 2, key="order", bind="query-params")
with working("Learning what comes next"):
    counted = NextEvents.read(graph, order)
    judged = counted.evaluate()
show_scores(judged)
st.subheader("What comes next")
with working("Looking at the events before"):
    context = choose_context(graph, counted, [row.name for row in events])
if context is not None:
    with working("Predicting"):
        show_next(counted, context)
