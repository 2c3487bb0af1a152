"""What is in the graph, how fresh and how good it is, what changed, and where to go on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from onepath.app.explorer.changes.opened import incident_openings
from onepath.app.explorer.charts import daily_bars, source_bars
from onepath.app.explorer.connection import hint_unresolved, open_graph, working
from onepath.app.explorer.figures import figure, heading
from onepath.app.explorer.filling.beginning import show_beginning, show_ended
from onepath.app.explorer.filling.jobs import working_now
from onepath.app.explorer.going import link_to, switch_to
from onepath.app.explorer.language import say, word
from onepath.app.explorer.moments import ago, interval
from onepath.app.explorer.overview import events_by_day, events_by_source, worth_a_look
from onepath.app.explorer.reading import changes_of, kept_of_loads, rows_of
from onepath.app.explorer.recent import asked_of_late, show_asked
from onepath.app.explorer.text import cell, finely, per, percent
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.changes import LONGEST
from onepath.graph.saved_questions import list_questions
from onepath.graph.store import Graph

_PAGES = {"funnel": "funnels", "paths": "journeys", "patterns": "patterns", "cypher": "query"}


def find_somebody() -> None:
    """The way to a person, from the first page on."""
    wanted = st.text_input(
        say("home.search"), key="home_search", placeholder=word("home.search_hint"), icon=":material/search:"
    )
    if wanted.strip():
        switch_to("views/people.py", {"who": wanted.strip()})


def freshness(totals: Mapping[str, Any]) -> str:
    """One sentence: how old the newest event and the newest load are."""
    now = datetime.now(UTC)
    parts = []
    for column, key in (("last_event", "home.newest"), ("last_load", "home.last_load")):
        moment = cell(totals.get(column))
        if isinstance(moment, datetime):
            parts.append(say(key, at=f"{moment:%Y-%m-%d %H:%M}", ago=ago(moment, now)))
    return " · ".join(parts) or say("home.nothing_loaded")


def show_unfinished(left: Mapping[str, int]) -> None:
    """Says which of what was loaded is not in the numbers yet, and the command that brings it in."""
    hint_unresolved(left["unresolved"])
    if left["journeys_due"]:
        st.info(say("home.journeys_due", n=left["journeys_due"]), icon=":material/route:")


def show_totals(totals: Mapping[str, Any], quality: Mapping[str, Any]) -> None:
    """How many of everything, and how good it is."""
    people, events = totals["people"], totals["events"]
    known = quality["identified_events"] / quality["journey_events"] if quality["journey_events"] else None
    draw_tiles(
        [
            _tile("people", people, n=per(totals["identifiers"], people)),
            _tile("identifiers", totals["identifiers"]),
            _tile("links", totals["links"]),
            _tile("users", totals["users"]),
            _tile("identified", percent(known)),
        ]
    )
    draw_tiles(
        [
            _tile("events", events, n=per(events, people)),
            _tile("sessions", totals["sessions"]),
            _tile("journeys", quality["journeys"]),
            _tile("rejected", quality["rejected"], n=quality["rows"]),
            _tile("suspicions", quality["suspicions"]),
        ]
    )


def _tile(name: str, value: int | str, **values: object) -> Tile:
    return Tile(say(f"home.{name}"), value, word(f"home.{name}_note", **values))


def show_events(graph: Graph) -> None:
    """Events by day and by source."""
    with working(say("home.counting_days")):
        by_day = kept_of_loads(graph, events_by_day)
    by_source = events_by_source(by_day)
    figure(
        daily_bars(by_day), "events_by_day", title=say("home.by_day"), alt=word("home.by_day_alt"),
        meaning=say("home.by_day_meaning"), rows=by_day, height=300, note=say("home.by_day_note"),
        queries=("explore/events_by_day",), command="onepath query explore/events_by_day",
    )  # fmt: skip
    figure(
        source_bars(by_source), "events_by_source", title=say("home.by_source"),
        alt=word("home.by_source_alt"), meaning=say("home.by_source_meaning"), rows=by_source,
        height=50 + 34 * len(by_source), queries=("explore/events_by_source",),
        command="onepath query explore/events_by_source",
    )  # fmt: skip


def show_kept(graph: Graph) -> None:
    """The questions that are kept, the newest first, each with the way to its page."""
    heading(say("home.kept"), say("home.kept_none"), ("questions/saved",), "onepath question list")
    questions = sorted(list_questions(graph), key=lambda one: one.saved_at, reverse=True)
    if not questions:
        st.caption(say("home.kept_none"))
    now = datetime.now(UTC)
    for one in questions[:8]:
        page = _PAGES[one.question.kind]
        with st.container(horizontal=True, vertical_alignment="center"):
            label = say("home.kept_name", name=one.name, page=word(f"pages.{page}"))
            link_to(f"views/{page}.py", label, {"question": one.name}, icon=None)
            st.caption(say("home.saved_at", ago=ago(one.saved_at, now)))


def show_recent() -> None:
    """What was asked of late in this window."""
    if asked_of_late():
        heading(say("home.recent"), say("home.recent_meaning"))
        show_asked()


def show_changes(graph: Graph, last: datetime) -> None:
    """What was unusual of late, in a line each."""
    heading(say("home.changes"), say("home.changes_meaning"), command="onepath change")
    with working(say("home.looking")):
        recent, incidents = worth_a_look(changes_of(graph, LONGEST, ""), last.date())
    if not incidents:
        st.caption(say("home.changes_none"))
        return
    st.caption(say("home.changes_recent") if recent else say("home.changes_past"))
    for one, opening in zip(incidents, incident_openings(incidents), strict=True):
        first = one.shifts[0]
        label = say(
            "home.change", days=interval(one.since, one.until), what=first.text,
            share=finely(first.share), before=finely(first.share_outside),
        )  # fmt: skip
        link_to("views/changes.py", label, {"open": opening.token}, icon=None)
    link_to("views/changes.py", say("home.all_changes"), {})


st.title(say("home.title"))
graph = open_graph()
with working(say("home.counting")):
    totals = graph.ask("explore/overview")[0]
    left = graph.ask("explore/unfinished")[0]
    quality = rows_of(graph, "explore/quality")[0]
if not totals["events"] or working_now():
    show_beginning(graph)
    st.stop()
show_ended()
find_somebody()
st.caption(freshness(totals))
show_unfinished(left)
show_totals(totals, quality)
left_half, right_half = st.columns(2, gap="large")
with left_half:
    changes = st.container()
with right_half:
    show_kept(graph)
    show_recent()
show_events(graph)
# Last, since it takes longest: what is above is there meanwhile.
if totals["journeys"]:
    with changes:
        show_changes(graph, cell(totals["last_event"]))  # type: ignore[arg-type] # there are events
