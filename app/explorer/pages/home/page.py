"""What is in the graph, how fresh and how good it is, what changed, and where to continue."""

import streamlit as st
from onepath.app.explorer.cache import cached_rows
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.formats import cell
from onepath.app.explorer.language import say, word
from onepath.app.explorer.loads import is_running, show_failures
from onepath.app.explorer.navigation import switch_to
from onepath.app.explorer.pages.home.activity import show_activity
from onepath.app.explorer.pages.home.changes import show_changes
from onepath.app.explorer.pages.home.first_steps import show_first_steps
from onepath.app.explorer.pages.home.questions import show_recent_questions, show_saved_questions
from onepath.app.explorer.pages.home.totals import show_freshness, show_pending, show_totals


def search_person() -> None:
    """Goes to the page People with what was typed."""
    wanted = st.text_input(
        say("home.search"), key="home_search", placeholder=word("home.search_hint"), icon=":material/search:"
    )
    if wanted.strip():
        switch_to("people", {"who": wanted.strip()})


st.title(say("home.title"))
graph = open_graph()
with working(say("home.counting")):
    totals = graph.ask("sources/overview")[0]
    pending = graph.ask("internal/explore/unfinished")[0]
    quality = cached_rows(graph, "internal/explore/quality")[0]
if not totals["events"] or is_running():
    show_first_steps(graph)
    st.stop()
show_failures()
search_person()
show_freshness(totals)
show_pending(pending)
show_totals(totals, quality)
left_half, right_half = st.columns(2, gap="large")
with left_half:
    changes = st.container()
with right_half:
    show_saved_questions(graph)
    show_recent_questions()
show_activity(graph)
# Last, since it takes longest: what is above is there meanwhile.
if totals["journeys"]:
    with changes:
        show_changes(graph, cell(totals["last_event"]))  # type: ignore[arg-type] # there are events
