"""What is likely to come next, how often that is right, and who did it."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.prediction.charts import model_name, next_bars, score_bars
from onepath.app.explorer.pages.prediction.form import choose_question
from onepath.app.explorer.pages.prediction.measures import next_measures
from onepath.app.explorer.people import show_people_behind
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.errors import NobodyLeft
from onepath.graph.outcomes import Prediction, PredictionQuestion
from onepath.graph.store import Graph

_DRAWN = 10


def predict(graph: Graph, question: PredictionQuestion) -> Prediction:
    """The answer; where the filters leave nobody, says so and ends the page."""
    with counting(say("prediction.training"), question.filter):
        try:
            return answer_of(graph, question)
        except NobodyLeft:
            end_of_nobody(question.filter, 0)
            raise


def show_next(graph: Graph, question: PredictionQuestion, found: Prediction) -> None:
    """What is likely to come next, and the people who did it."""
    coming = found.next or ()
    drawn = coming[:_DRAWN]
    previous = " > ".join(found.context or ())
    measures = next_measures(previous, coming)
    figure(
        next_bars(drawn), "next",
        title=say("prediction.next_title", before=previous or word("prediction.anything")),
        alt=word("prediction.next_alt", n=len(drawn)), meaning=say("prediction.next_meaning"),
        rows=[asdict(one) for one in coming], height=40 + 34 * len(drawn),
        queries=("internal/outcomes/next_counts", "internal/outcomes/followed"),
        command=command_line(question), note=say("prediction.next_note"),
        drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    show_people_behind(graph, question, measures, "next", columns=("occurrences",))


def show_accuracy(question: PredictionQuestion, found: Prediction) -> None:
    """The accuracy of each model, compared with the baseline."""
    last = found.orders[-1]
    draw_metrics(
        [
            Metric(
                say("prediction.tile_predictions"), last.predictions,
                word("prediction.held_out", n=found.holdout),
            ),
            Metric(
                say("prediction.tile_first"), f"{last.top1:.1%}",
                word("prediction.base_rate", share=f"{found.baseline.top1:.1%}"),
            ),
            Metric(
                say("prediction.tile_three"), f"{last.top3:.1%}",
                word("prediction.base_rate", share=f"{found.baseline.top3:.1%}"),
            ),
        ]
    )  # fmt: skip
    rows = [
        {
            "model": model_name(score.order), "predictions": score.predictions, "top1": score.top1,
            "top3": score.top3, "log_loss": score.log_loss,
        }
        for score in (found.baseline, *found.orders)
    ]  # fmt: skip
    figure(
        score_bars(found), "scores",
        title=say("prediction.scores_title"), alt=word("prediction.scores_alt", n=len(found.orders)),
        meaning=say("prediction.scores_meaning"), rows=rows, height=300,
        queries=("internal/outcomes/next_counts", "internal/outcomes/held_out"),
        command=command_line(question.replace(after=None, person=None)),
        note=say("prediction.scores_note", learnt=found.trained, held=found.holdout),
    )  # fmt: skip


st.title(say("pages.prediction"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, PredictionQuestion)
if question is None:
    question = in_view(choose_question(graph, [row.name for row in events], filters))
offer_to_save(graph, question)
found = predict(graph, question)
if found.next is not None:
    show_next(graph, question, found)
show_accuracy(question, found)
