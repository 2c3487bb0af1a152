"""What comes next, how often that is right, and who did it."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict, replace

import streamlit as st
from onepath.app.explorer.catalog import kept, known_events
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.drill_down import Opening, opened
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import Filters, choose_filters, counting, end_of_nobody
from onepath.app.explorer.formats import number
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Tile, draw_tiles
from onepath.app.explorer.pages.attribution.charts import exactly, next_bars, order_name, score_bars
from onepath.app.explorer.people import show_people
from onepath.graph.conditions import group_of
from onepath.graph.errors import QuestionInvalid
from onepath.graph.identity import load_rules
from onepath.graph.outcomes import START, Context, Evaluation, NextEvents
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_DRAWN = 10


def learn(graph: Graph, order: int, filters: Filters) -> tuple[NextEvents, Evaluation] | None:
    """What follows on what, and how often its predictions are right; None if the filters leave nobody."""
    group = group_of(graph, **asdict(filters))
    try:
        counted = NextEvents.read(graph, order, group=group)
    except QuestionInvalid:
        return None
    return counted, counted.evaluate()


def show_scores(judged: Evaluation, order: int, filters: Filters) -> None:
    """How often each order is right, beside the base rate."""
    last = judged.orders[-1]
    draw_tiles(
        [
            Tile(
                say("prediction.tile_predictions"), last.predictions,
                word("prediction.held_out", n=judged.held),
            ),
            Tile(
                say("prediction.tile_first"), f"{last.top1:.1%}",
                word("prediction.base_rate", share=f"{judged.base.top1:.1%}"),
            ),
            Tile(
                say("prediction.tile_three"), f"{last.top3:.1%}",
                word("prediction.base_rate", share=f"{judged.base.top3:.1%}"),
            ),
        ]
    )  # fmt: skip
    rows = [
        {
            "model": order_name(score.order), "predictions": score.predictions, "top1": score.top1,
            "top3": score.top3, "log_loss": score.log_loss,
        }
        for score in (judged.base, *judged.orders)
    ]  # fmt: skip
    figure(
        score_bars(judged), "scores",
        title=say("prediction.scores_title"), alt=word("prediction.scores_alt", n=len(judged.orders)),
        meaning=say("prediction.scores_meaning"), rows=rows, height=300,
        queries=("internal/outcomes/next_counts", "internal/outcomes/held_out"),
        command=shlex.join(["onepath", "predict", "--order", f"1..{order}", *filters.options]),
        note=say("prediction.scores_note", learnt=judged.learnt, held=judged.held),
    )  # fmt: skip


def choose_context(graph: Graph, counted: NextEvents, names: Sequence[str]) -> Context | None:
    """The events before: chosen, or the last ones of a person."""
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
        return counted.context([exactly([name]) for name in chosen])
    who = which.text_input(say("prediction.who"), key="who", bind="query-params")
    if not who:
        return None
    oneid = find_oneid(graph, who, load_rules(Settings().rules).normalisers)
    if oneid is None:
        st.warning(say("prediction.nobody"), icon=":material/person_off:")
        st.text(who)
        return None
    return counted.context_of(oneid)


def show_next(graph: Graph, counted: NextEvents, context: Context, order: int, filters: Filters) -> None:
    """What comes next, and the people who did it."""
    coming = counted.after(context)
    before = " > ".join(context.texts)
    drawn = coming[:_DRAWN]
    openings = [
        Opening(f"next.{before}.{one.name}", f"{one.name} · {number(one.times)}", (("main", 0, place),))
        for place, one in enumerate(coming)
        if one.times
    ]
    line = ["onepath", "predict", "--order", str(order), "--after", ">".join(context.texts)]
    figure(
        next_bars(drawn), "next",
        title=say("prediction.next_title", before=before or word("prediction.anything")),
        alt=word("prediction.next_alt", n=len(drawn)), meaning=say("prediction.next_meaning"),
        rows=[asdict(one) for one in coming], height=40 + 34 * len(drawn),
        queries=("internal/outcomes/next_counts", "internal/outcomes/followed"),
        command=shlex.join([*line, *filters.options]),
        note=say("prediction.next_note"), opens=openings,
    )  # fmt: skip
    chosen = next((one for one in coming if f"next.{before}.{one.name}" == opened()), None)
    if chosen is None or not chosen.times:
        return
    with working(say("prediction.finding")):
        found = counted.followers(context, exactly([chosen.name]))
    title = say("prediction.followers", before=before, name=chosen.name, n=sum(one.times for one in found))
    show_people(graph, [asdict(one) for one in found], "next", title=title)


st.title(say("pages.prediction"))
graph = open_graph()
with working(say("prediction.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("sources/overview")[0]["events"])
        hint_without_journeys()
filters = choose_filters(graph)
order = st.slider(say("prediction.order"), 1, 5, 2, key="order", bind="query-params")
with counting(say("prediction.learning"), filters):
    found = kept(graph, learn, order, filters)
if found is None:
    end_of_nobody(filters, 0)
    st.stop()
learnt, judged = found
# What is kept was asked on the connection of its time.
counted = replace(learnt, graph=graph)
with working(say("prediction.looking")):
    context = choose_context(graph, counted, [row.name for row in events])
if context is not None:
    with working(say("prediction.predicting")):
        show_next(graph, counted, context, order, filters)
show_scores(judged, order, filters)
