"""What is likely to come next, how often that is right, and who did it."""

from dataclasses import asdict, replace

import streamlit as st
from onepath.app.explorer.cache import cached
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.prediction.charts import model_name, next_bars, score_bars
from onepath.app.explorer.pages.prediction.form import choose_context, command_line
from onepath.app.explorer.pages.prediction.people import next_steps, show_next_people
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from onepath.graph.outcomes import Context, Evaluation, NextEvents
from onepath.graph.store import Graph

_DRAWN = 10


def train(graph: Graph, order: int, filters: Filter) -> tuple[NextEvents, Evaluation] | None:
    """What follows what, and how accurate predictions are; None if the filters leave nobody."""
    group = filters.group(graph)
    try:
        counted = NextEvents.read(graph, order, group=group)
    except QuestionInvalid:
        return None
    return counted, counted.evaluate()


def show_next(graph: Graph, counted: NextEvents, context: Context, order: int, filters: Filter) -> None:
    """What is likely to come next, and the people who did it."""
    coming = counted.after(context)
    drawn = coming[:_DRAWN]
    steps = next_steps(context, coming)
    figure(
        next_bars(drawn), "next",
        title=say("prediction.next_title", before=" > ".join(context.texts) or word("prediction.anything")),
        alt=word("prediction.next_alt", n=len(drawn)), meaning=say("prediction.next_meaning"),
        rows=[asdict(one) for one in coming], height=40 + 34 * len(drawn),
        queries=("internal/outcomes/next_counts", "internal/outcomes/followed"),
        command=command_line(str(order), filters, context),
        note=say("prediction.next_note"), drill_downs=[one.drill_down for one in steps],
    )  # fmt: skip
    show_next_people(graph, counted, context, steps)


def show_accuracy(found: Evaluation, order: int, filters: Filter) -> None:
    """The accuracy of each model, compared with the baseline."""
    last = found.orders[-1]
    draw_metrics(
        [
            Metric(
                say("prediction.tile_predictions"), last.predictions,
                word("prediction.held_out", n=found.held),
            ),
            Metric(
                say("prediction.tile_first"), f"{last.top1:.1%}",
                word("prediction.base_rate", share=f"{found.base.top1:.1%}"),
            ),
            Metric(
                say("prediction.tile_three"), f"{last.top3:.1%}",
                word("prediction.base_rate", share=f"{found.base.top3:.1%}"),
            ),
        ]
    )  # fmt: skip
    rows = [
        {
            "model": model_name(score.order), "predictions": score.predictions, "top1": score.top1,
            "top3": score.top3, "log_loss": score.log_loss,
        }
        for score in (found.base, *found.orders)
    ]  # fmt: skip
    figure(
        score_bars(found), "scores",
        title=say("prediction.scores_title"), alt=word("prediction.scores_alt", n=len(found.orders)),
        meaning=say("prediction.scores_meaning"), rows=rows, height=300,
        queries=("internal/outcomes/next_counts", "internal/outcomes/held_out"),
        command=command_line(f"1..{order}", filters),
        note=say("prediction.scores_note", learnt=found.learnt, held=found.held),
    )  # fmt: skip


st.title(say("pages.prediction"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
order = st.slider(say("prediction.order"), 1, 5, 2, key="order", bind="query-params")
with counting(say("prediction.training"), filters):
    trained = cached(graph, train, order, filters)
if trained is None:
    end_of_nobody(filters, 0)
    st.stop()
counted, accuracy = trained
# What is cached was read on the connection of its time.
counted = replace(counted, graph=graph)
with working(say("prediction.looking")):
    context = choose_context(graph, counted, [row.name for row in events])
if context is not None:
    with working(say("prediction.predicting")):
        show_next(graph, counted, context, order, filters)
show_accuracy(accuracy, order, filters)
