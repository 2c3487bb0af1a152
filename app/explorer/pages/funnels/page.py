"""How many people take a sequence of steps within a time, how long they need, and who they are."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise

import streamlit as st
from onepath.app.explorer.address import all_given
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, known_properties, suggested_steps
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, end_of_nobody
from onepath.app.explorer.formats import percent, short
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.funnels.charts import funnel_bars
from onepath.app.explorer.pages.funnels.details import show_details, waiting
from onepath.app.explorer.pages.funnels.form import choose_options, read_question
from onepath.app.explorer.pages.funnels.measures import step_measures
from onepath.app.explorer.pages.funnels.people import show_measure_people
from onepath.app.explorer.pages.funnels.steps_form import choose_steps
from onepath.app.explorer.pages.funnels.view import as_viewed, without_view
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.conditions import Filter
from onepath.graph.funnels import Funnel, FunnelQuestion
from onepath.graph.journeys import EventName
from onepath.graph.store import Graph


def show_totals(answer: Funnel) -> None:
    """The ends of the funnel and the step with the biggest drop-off."""
    first, last = answer.steps[0], answer.steps[-1]
    what = word(f"funnels.count_{answer.counted}")
    named = short(first.name, 40), short(last.name, 40)
    metrics = [
        Metric(say("funnels.tile_first", what=what), first.people, word("funnels.did", name=named[0])),
        Metric(
            say("funnels.tile_last", what=what), last.people, word("funnels.reached_in_time", name=named[1])
        ),
        Metric(
            say("funnels.tile_conversion"), f"{last.conversion_from_first or 0:.1%}", word("funnels.of_first")
        ),
    ]
    if len(answer.steps) > 1:
        before, worst = max(pairwise(answer.steps), key=lambda pair: pair[0].people - pair[1].people)
        between = word("funnels.between", first=short(before.name, 24), second=short(worst.name, 24))
        metrics.append(Metric(say("funnels.tile_loss"), before.people - worst.people, between))
    draw_metrics(metrics)


def show_steps(graph: Graph, question: FunnelQuestion, answer: Funnel) -> None:
    """The bars of the steps, and the people behind one of them."""
    steps = answer.steps
    measures = step_measures(question, steps)
    opens = question.mode == "onepath"
    rows = [
        {name: value for name, value in asdict(step).items() if value not in (None, ())} for step in steps
    ]
    figure(
        funnel_bars(question, answer), "funnel",
        title=say("funnels.title"),
        alt=word("funnels.alt", n=len(steps), reached=percent(steps[-1].conversion_from_first)),
        meaning=say("funnels.meaning"),
        rows=rows, height=44 + 60 * len(steps),
        queries=("internal/funnels/reached",) if question.plain else ("internal/funnels/walks",),
        command=command_line(question),
        note=say("funnels.note") if opens else say("funnels.note_clickhouse"),
        drill_downs=[one.drill_down for one in measures] if opens else (), wide=2,
    )  # fmt: skip
    if opens:
        show_measure_people(graph, question, measures)


def choose_question(
    graph: Graph, events: Sequence[EventName], properties: Sequence[str], filters: Filter
) -> FunnelQuestion:
    """The question of the form; ends the page while there are too few steps."""
    names = [row.name for row in events]
    suggested = suggested_steps(graph, events)
    steps = choose_steps(names, suggested)
    with working(say("funnels.checking")):
        question = read_question(steps, choose_options(names, properties), filters, names)
    if question is None:
        st.info(say("funnels.too_few"), icon=":material/filter_alt:")
        st.stop()
    if steps == suggested and not all_given("step"):
        st.caption(say("funnels.suggested"))
    return question


st.title(say("pages.funnels"))
graph = open_graph()
events = journey_events(graph)
properties = known_properties(graph)
filters = choose_filters(graph)
viewed = choose_saved_question(graph, filters, FunnelQuestion)
if viewed is None:
    viewed = in_view(choose_question(graph, events, properties, filters))
question = without_view(viewed)
offer_to_save(graph, as_viewed(viewed))
with waiting(say("funnels.counting"), question):
    answer = answer_of(graph, question)
end_of_nobody(question.filter, answer.steps[0].people)
show_totals(answer)
show_steps(graph, question, answer)
show_details(graph, viewed, answer, properties)
