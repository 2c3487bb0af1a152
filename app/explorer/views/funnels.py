"""How many people take a sequence of steps within a time, how long it takes them, and who they are."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from itertools import pairwise
from typing import Any, get_args

import streamlit as st
from onepath.app.explorer.choosing import choose_one_of
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.figures import figure, heading
from onepath.app.explorer.filters import choose_filters, counting, end_of_nobody
from onepath.app.explorer.funnels.asked import build_steps, choose_reading, command_line, read_question
from onepath.app.explorer.funnels.charts import funnel_bars, group_bars, time_bars, trend_lines
from onepath.app.explorer.funnels.numbers import group_numbers, step_numbers, time_numbers, trend_numbers
from onepath.app.explorer.funnels.opened import show_open_number
from onepath.app.explorer.going import link_to
from onepath.app.explorer.keeping import keep_question, kept_question
from onepath.app.explorer.language import say, word
from onepath.app.explorer.reading import answer_of, first_funnel, known_events, rows_of
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import percent, short
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.app.spans import length
from onepath.graph.funnels import Funnel, FunnelQuestion, Period
from onepath.graph.store import Graph

_PARTS = ("times", "groups", "trend", "closer", "drivers")


def show_result(answer: Funnel) -> None:
    """The ends of the funnel and the step that loses the most."""
    first, last = answer.steps[0], answer.steps[-1]
    what = word(f"funnels.count_{answer.counted}")
    named = short(first.name, 40), short(last.name, 40)
    tiles = [
        Tile(say("funnels.tile_first", what=what), first.people, word("funnels.did", name=named[0])),
        Tile(say("funnels.tile_last", what=what), last.people, word("funnels.came", name=named[1])),
        Tile(
            say("funnels.tile_conversion"), f"{last.conversion_from_first or 0:.1%}", word("funnels.of_first")
        ),
    ]
    if len(answer.steps) > 1:
        before, worst = max(pairwise(answer.steps), key=lambda pair: pair[0].people - pair[1].people)
        between = word("funnels.between", first=short(before.name, 24), second=short(worst.name, 24))
        tiles.append(Tile(say("funnels.tile_loss"), before.people - worst.people, between))
    draw_tiles(tiles)


def waiting(message: str, question: FunnelQuestion) -> AbstractContextManager[None]:
    """As `counting`; a plain question is answered sooner for all days than for some."""
    return working(message) if question.plain else counting(message, question.filter)


def show_steps(graph: Graph, question: FunnelQuestion, answer: Funnel) -> None:
    """The bars of the steps, and who is behind one of them."""
    steps = answer.steps
    numbers = step_numbers(question, steps)
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
        queries=("funnels/reached",) if question.plain else ("funnels/walks",),
        command=command_line(question),
        note=say("funnels.note") if opens else say("funnels.note_clickhouse"),
        opens=[one.opening for one in numbers] if opens else (), wide=2,
    )  # fmt: skip
    if opens:
        show_open_number(graph, question, numbers)


def show_times(graph: Graph, question: FunnelQuestion, answer: Funnel) -> None:
    """How long it took those who came to the end."""
    times = answer.time_to_convert
    if times is None:
        st.caption(say("funnels.times_none"))
        return
    numbers = time_numbers(times)
    figure(
        time_bars(times), "times",
        title=say("funnels.part_times"),
        alt=word("funnels.times_alt", n=times.converted),
        meaning=say("funnels.times_meaning"),
        rows=[
            {"from": length(bar.from_seconds) or "0s", "to": length(bar.to_seconds), "people": bar.people}
            for bar in times.histogram
        ],
        height=300, queries=("funnels/reached",) if question.plain else ("funnels/walks",),
        command=command_line(question),
        note=say(
            "funnels.times_note", median=length(times.median_seconds), quarter=length(times.p25_seconds),
            nine=length(times.p90_seconds),
        ),
        opens=[one.opening for one in numbers],
    )  # fmt: skip
    show_open_number(graph, question, numbers)


def show_groups(graph: Graph, question: FunnelQuestion, properties: Sequence[str]) -> None:
    """The same steps for each value of what it is broken down by."""
    options = ["source", "first.source", *properties, *(f"first.{name}" for name in properties)]
    by = st.selectbox(
        say("funnels.by"), list(dict.fromkeys([*([question.by] if question.by else []), *options])),
        key="by", bind="query-params", accept_new_options=True, help=say("funnels.by_help"), required=True,
    )  # fmt: skip
    asked = question.replace(by=by)
    with waiting(say("funnels.counting"), question):
        answer = answer_of(graph, asked)
    if not answer.breakdown:
        st.caption(say("funnels.groups_none"))
        return
    numbers = group_numbers(asked, answer.breakdown)
    figure(
        group_bars(asked, answer.breakdown), "groups",
        title=say("funnels.groups_title", by=by),
        alt=word("funnels.groups_alt", n=len(answer.breakdown), by=by),
        meaning=say("funnels.groups_meaning"),
        rows=[
            {
                "value": one.value,
                **{f"{place}. {step.name}": step.people for place, step in enumerate(one.steps, 1)},
                "share_converted": one.steps[-1].conversion_from_first,
                "median_time": length(one.median_seconds),
            }
            for one in answer.breakdown
        ],
        height=44 + 34 * len(answer.breakdown),
        queries=("funnels/reached",) if asked.plain else ("funnels/walks_with_properties",),
        command=command_line(asked), note=say("funnels.groups_note"),
        opens=[one.opening for one in numbers],
    )  # fmt: skip
    show_open_number(graph, asked, numbers)


def show_trend(graph: Graph, question: FunnelQuestion) -> None:
    """How it went, by when the attempts began."""
    period: Period = choose_one_of(  # type: ignore[assignment] # one of the options
        say("funnels.period"), get_args(Period), "period", default="week",
        named=lambda one: word(f"funnels.by_{one}"),
    )  # fmt: skip
    with working(say("funnels.looking")):
        asked = question.replace(details=True, trend=period)
        answer = answer_of(graph, asked)
    numbers = trend_numbers(answer, period)
    figure(
        trend_lines(answer.trend), "trend",
        title=say("funnels.part_trend"),
        alt=word("funnels.trend_alt", n=len(answer.trend)),
        meaning=say("funnels.trend_meaning"),
        rows=[asdict(one) for one in answer.trend], height=300, columns=("begins", "entered", "converted"),
        queries=("funnels/walks",), command=command_line(question.replace(trend=period)),
        note=say("funnels.trend_note"), opens=[one.opening for one in numbers],
    )  # fmt: skip
    show_open_number(graph, asked, numbers)


def show_closer(graph: Graph, question: FunnelQuestion) -> None:
    """At each step who dropped and what they did next, and how long the step took."""
    with working(say("funnels.looking")):
        closer = answer_of(graph, question.replace(details=True))
    heading(
        say("funnels.part_closer"), say("funnels.closer_meaning"), ("funnels/walks",),
        command_line(question.replace(details=True)),
    )  # fmt: skip
    rows = [
        {
            "step": step.name, "people": step.people, "dropped": step.dropped, "elsewhere": step.elsewhere,
            "then": ", ".join(f"{one.event} ({one.people:,})" for one in step.next[:5]),
            "time_from_previous": length(step.median_seconds),
        }
        for step in closer.steps
    ]  # fmt: skip
    show_table(rows, "dropped")
    if closer.events_without_number:
        st.caption(say("funnels.numbers_missing", n=closer.events_without_number))
    st.caption(say("funnels.closer_note"))


def show_drivers(question: FunnelQuestion) -> None:
    """The way to what those do who come to the last step, and the others not."""
    first, last = question.steps[0].names, question.steps[-1].names
    st.caption(say("funnels.drivers_note", first=first, last=last))
    for view, did in (("drivers", {"target": last}), ("contrast", {"target": last})):
        link_to(
            "views/patterns.py", say(f"funnels.to_{view}", last=last), {"view": view, **did}, filters=True
        )


def show_part(part: str, graph: Graph, question: FunnelQuestion, answer: Funnel) -> None:
    """What is looked at closer; nothing of it is asked before it is shown."""
    shown: Mapping[str, Callable[[], Any]] = {
        "times": lambda: show_times(graph, question, answer),
        "groups": lambda: show_groups(graph, question, properties),
        "trend": lambda: show_trend(graph, question),
        "closer": lambda: show_closer(graph, question),
        "drivers": lambda: show_drivers(question),
    }
    shown[part]()


st.title(say("pages.funnels"))
graph = open_graph()
with working(say("funnels.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
    names = [row.name for row in events]
    properties = [row["property"] for row in rows_of(graph, "outcomes/property_names")]
with working(say("funnels.suggesting")):
    suggested = first_funnel(graph, events)
filters = choose_filters(graph)

question = kept_question(graph, "funnel")
if not isinstance(question, FunnelQuestion):
    steps = build_steps(names, suggested)
    with working(say("funnels.reading_question")):
        question = read_question(steps, choose_reading(names, properties), filters, names)
    if question is None:
        st.info(say("funnels.too_few"), icon=":material/filter_alt:")
        st.stop()
    if steps == suggested and "step" not in st.query_params:
        st.caption(say("funnels.suggested"))
keep_question(graph, question)
with waiting(say("funnels.counting"), question):
    answer = answer_of(graph, question)
end_of_nobody(question.filter, answer.steps[0].people)
show_result(answer)
show_steps(graph, question, answer)
st.subheader(say("funnels.part"), anchor=False)
part = choose_one_of(
    say("funnels.part"), _PARTS if question.mode == "onepath" else ("drivers",), "part",
    named=lambda one: word(f"funnels.part_{one}"),
)  # fmt: skip
show_part(part, graph, question, answer)
