"""Which channels lead to conversions, by several models side by side, and the people on their paths."""

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, suggested_steps
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.attribution.charts import DRAWN, credit_bars, path_bars
from onepath.app.explorer.pages.attribution.form import choose_question
from onepath.app.explorer.pages.attribution.measures import credit_measures, path_measures
from onepath.app.explorer.people import show_people_behind
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.outcomes import Attribution, AttributionQuestion
from onepath.graph.store import Graph

_QUERIES = ("internal/outcomes/channel_paths", "internal/outcomes/converted")


def show_totals(question: AttributionQuestion, found: Attribution) -> None:
    """The conversions, and the paths without one."""
    draw_metrics(
        [
            Metric(
                say("attribution.tile_conversions"), found.conversions,
                word("attribution.every_one") if question.every else word("attribution.first_of_each"),
            ),
            Metric(
                say("attribution.tile_without"), found.without_touchpoint, word("attribution.by_no_channel")
            ),
            Metric(
                say("attribution.tile_lost"), found.not_converted, word("attribution.without_conversion")
            ),
        ]
    )  # fmt: skip


def show_credit(question: AttributionQuestion, found: Attribution) -> None:
    """The credit of each channel by each model."""
    rows = [
        {"channel": row.channel, "conversions": row.conversions, "not_converted": row.not_converted}
        | {model: round(row.credit[model], 2) for model in found.models}
        for row in found.channels
    ]
    meaning = say("attribution.meaning")
    if found.permutations_sampled:
        meaning += "\n\n" + say("attribution.orders_drawn", n=found.permutations_sampled)
    figure(
        credit_bars(found), "credit",
        title=say("attribution.title"),
        alt=word("attribution.alt", n=len(found.channels), models=len(found.models)),
        meaning=meaning, rows=rows, height=90 + 130 * min(len(rows), DRAWN), queries=_QUERIES,
        command=command_line(question), note=say("attribution.note"),
        drill_downs=[one.drill_down for one in credit_measures(found)],
        labels={model: word(f"attribution.model_{model}") for model in found.models},
    )  # fmt: skip


def show_paths(graph: Graph, question: AttributionQuestion, found: Attribution) -> None:
    """The paths of each channel, and the people of those that are open."""
    measures = path_measures(found)
    figure(
        path_bars(found), "paths",
        title=say("attribution.paths_title"), alt=word("attribution.paths_alt", n=len(found.channels)),
        meaning=say("attribution.paths_meaning"),
        rows=[
            {"channel": row.channel, "conversions": row.conversions, "not_converted": row.not_converted}
            for row in found.channels
        ],
        height=60 + 34 * min(len(found.channels), DRAWN), queries=_QUERIES, command=command_line(question),
        note=say("attribution.paths_note"), drill_downs=[one.drill_down for one in measures],
    )  # fmt: skip
    show_people_behind(graph, question, measures, "attribution", columns=("last", "path"))


st.title(say("pages.attribution"))
graph = open_graph()
events = journey_events(graph)
suggested = suggested_steps(graph, events)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, AttributionQuestion)
if question is None:
    question = in_view(choose_question(graph, [row.name for row in events], suggested, filters))
offer_to_save(graph, question)
with counting(say("attribution.following"), question.filter):
    found = answer_of(graph, question)
show_totals(question, found)
if not found.channels:
    st.warning(say("attribution.nothing"), icon=":material/search_off:")
    st.stop()
show_credit(question, found)
show_paths(graph, question, found)
