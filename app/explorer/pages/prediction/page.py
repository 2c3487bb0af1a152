"""What is likely to come next, how often that is right, and who did it."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.cache import answer_of
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.prediction.charts import model_name, next_bars, score_bars
from onepath.app.explorer.pages.prediction.form import choose_question
from onepath.app.explorer.pages.prediction.people import next_steps, show_next_people
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.errors import NobodyLeft
from onepath.graph.outcomes import PredictedEvent, Prediction, PredictionQuestion
from onepath.graph.store import Graph

_DRAWN = 10


def show_next(
    graph: Graph, question: PredictionQuestion, answer: Prediction, likely: tuple[PredictedEvent, ...]
) -> None:
    """What is likely to come next, and the people who did it."""
    drawn = likely[:_DRAWN]
    steps = next_steps(likely)
    before = " > ".join(answer.context or ()) or word("prediction.anything")
    figure(
        next_bars(drawn), "next",
        title=say("prediction.next_title", before=before),
        alt=word("prediction.next_alt", n=len(drawn)), meaning=say("prediction.next_meaning"),
        rows=[asdict(one) for one in likely], height=40 + 34 * len(drawn),
        queries=("internal/outcomes/next_counts", "internal/outcomes/followed"),
        command=question.command_text,
        note=say("prediction.next_note"), drill_downs=[one.drill_down for one in steps],
    )  # fmt: skip
    show_next_people(graph, question, answer, steps)


def show_accuracy(question: PredictionQuestion, answer: Prediction) -> None:
    """The accuracy of each model, compared with the baseline."""
    last = answer.orders[-1]
    draw_metrics(
        [
            Metric(
                say("prediction.tile_predictions"), last.predictions,
                word("prediction.held_out", n=answer.holdout),
            ),
            Metric(
                say("prediction.tile_first"), f"{last.top1:.1%}",
                word("prediction.base_rate", share=f"{answer.baseline.top1:.1%}"),
            ),
            Metric(
                say("prediction.tile_three"), f"{last.top3:.1%}",
                word("prediction.base_rate", share=f"{answer.baseline.top3:.1%}"),
            ),
        ]
    )  # fmt: skip
    rows = [
        {
            "model": model_name(score.order), "predictions": score.predictions, "top1": score.top1,
            "top3": score.top3, "log_loss": score.log_loss,
        }
        for score in (answer.baseline, *answer.orders)
    ]  # fmt: skip
    figure(
        score_bars(answer), "scores",
        title=say("prediction.scores_title"), alt=word("prediction.scores_alt", n=len(answer.orders)),
        meaning=say("prediction.scores_meaning"), rows=rows, height=300,
        queries=("internal/outcomes/next_counts", "internal/outcomes/held_out"),
        command=question.replace(after=None, person=None).command_text,
        note=say("prediction.scores_note", learnt=answer.trained, held=answer.holdout),
    )  # fmt: skip


st.title(say("pages.prediction"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, "prediction")
if not isinstance(question, PredictionQuestion):
    with working(say("prediction.looking")):
        question = choose_question(graph, [row.name for row in events], filters)
offer_to_save(graph, question)
with counting(say("prediction.training"), question.filter):
    try:
        answer = answer_of(graph, question)
    except NobodyLeft:
        end_of_nobody(question.filter, 0)
        raise
if answer.next is not None:
    show_next(graph, question, answer, answer.next)
show_accuracy(question, answer)
