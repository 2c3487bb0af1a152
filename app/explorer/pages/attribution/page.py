"""Which channels lead to conversions, by several models side by side, and the people on their paths."""

from collections.abc import Sequence

import streamlit as st
from onepath.app.explorer.cache import cached
from onepath.app.explorer.catalog import journey_events, suggested_steps
from onepath.app.explorer.connection import open_graph
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters, counting
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Metric, draw_metrics
from onepath.app.explorer.pages.attribution.charts import DRAWN, credit_bars, path_bars
from onepath.app.explorer.pages.attribution.form import choose_question, command_line
from onepath.app.explorer.pages.attribution.people import ChannelPaths, channel_paths, show_channel_people
from onepath.graph.outcomes import MODELS, Attribution, attribute

_QUERIES = ("internal/outcomes/channel_paths", "internal/outcomes/converted")


def show_totals(found: Attribution, every: bool) -> None:
    """The conversions, and the paths without one."""
    draw_metrics(
        [
            Metric(
                say("attribution.tile_conversions"), found.conversions,
                word("attribution.every_one") if every else word("attribution.first_of_each"),
            ),
            Metric(
                say("attribution.tile_without"), found.without_touch, word("attribution.by_no_channel")
            ),
            Metric(say("attribution.tile_lost"), found.lost, word("attribution.without_conversion")),
        ]
    )  # fmt: skip


def show_credit(found: Attribution, paths: Sequence[ChannelPaths], command: str) -> None:
    """The credit of each channel by each model."""
    rows = [
        {"channel": row.name, "conversions": row.conversions, "lost": row.lost}
        | {model: round(row.credit[model], 2) for model in MODELS}
        for row in found.channels
    ]
    meaning = say("attribution.meaning")
    if found.orders_drawn:
        meaning += "\n\n" + say("attribution.orders_drawn", n=found.orders_drawn)
    figure(
        credit_bars(found), "credit",
        title=say("attribution.title"),
        alt=word("attribution.alt", n=len(found.channels), models=len(found.models)),
        meaning=meaning, rows=rows, height=90 + 130 * min(len(rows), DRAWN), queries=_QUERIES,
        command=command, note=say("attribution.note"),
        drill_downs=[
            one.drill_down([("main", series, one.place) for series in range(len(found.models))])
            for one in paths if one.converted and one.place is not None
        ],
    )  # fmt: skip


def show_paths(found: Attribution, paths: Sequence[ChannelPaths], command: str) -> None:
    """The paths of each channel."""
    figure(
        path_bars(found), "paths",
        title=say("attribution.paths_title"), alt=word("attribution.paths_alt", n=len(found.channels)),
        meaning=say("attribution.paths_meaning"),
        rows=[
            {"channel": row.name, "conversions": row.conversions, "lost": row.lost}
            for row in found.channels
        ],
        height=60 + 34 * min(len(found.channels), DRAWN), queries=_QUERIES, command=command,
        note=say("attribution.paths_note"),
        drill_downs=[
            one.drill_down([] if one.place is None else [("main", 0 if one.converted else 1, one.place)])
            for one in paths
        ],
    )  # fmt: skip


st.title(say("pages.attribution"))
graph = open_graph()
events = journey_events(graph)
suggested = suggested_steps(graph, events)
filters = choose_filters(graph)
question = choose_question(graph, [row.name for row in events], suggested)
with counting(say("attribution.following"), filters):
    group = filters.group(graph)
    found = cached(graph, attribute, question, group=group)
show_totals(found, question.every)
if not found.channels:
    st.warning(say("attribution.nothing"), icon=":material/search_off:")
    st.stop()
command = command_line(question, filters)
paths = channel_paths(found)
show_credit(found, paths, command)
show_paths(found, paths, command)
show_channel_people(graph, question, group, paths)
