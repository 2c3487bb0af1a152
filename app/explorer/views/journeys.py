"""What people do next after an event, or did before it."""

from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.flowing import choose_lens, open_people, show_walkers
from onepath.app.explorer.keeping import keep_question, kept_question
from onepath.app.explorer.reading import known_events
from onepath.app.explorer.sankey import sankey, tallest
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, plain
from onepath.graph.flows import Show, labels, path_passages, paths, spelling
from onepath.graph.questions import PathDocument
from onepath.graph.store import Graph

_FROM, _TO = "Starting from", "Leading to"


def ask_question(graph: Graph, plain_names: list[str]) -> PathDocument:
    """What is asked, from the page's inputs."""
    lens = choose_lens()
    with working("Reading the names of events"):
        plainly = lens.show is Show.NAME and not lens.groups
        names = plain_names if plainly else labels(graph, lens)
    side, which, far, many = st.columns([3, 4, 3, 3], vertical_alignment="bottom")
    direction = side.selectbox("Direction", [_FROM, _TO], key="direction", bind="query-params")
    event = which.selectbox("Event", names, key="event", bind="query-params")
    depth = far.slider("Steps", 1, 10, 3, key="depth", bind="query-params")
    limit = many.slider("Events shown per step", 3, 20, 8, key="top", bind="query-params")
    before = st.selectbox(
        "Only where it comes directly after", names, index=None, key="pair", placeholder="any event"
    )
    anchor = spelling([before, event] if before else [event])
    end = "end" if direction == _TO else "start"
    return PathDocument(
        **{end: anchor}, depth=depth, limit=limit, scope=lens.scope, show=lens.show, groups=lens.groups,
        collapse=lens.collapsed,
    )  # fmt: skip


st.title("Journeys")
graph = open_graph()
with working("Reading the names of events"):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()

kept = kept_question(graph, "paths")
question = kept if isinstance(kept, PathDocument) else ask_question(graph, [row.name for row in events])
lens, depth, limit = question.lens, question.depth, question.limit
backwards = question.start is None
anchor = question.start or question.end or ""
ends = {"end" if backwards else "start": anchor}
keep_question(graph, question)
with working("Following the journeys"):
    steps = paths(graph, **ends, depth=depth, limit=limit, lens=lens)
if not steps:
    st.warning(
        "No journey goes on from here." if not backwards else "No journey leads here.",
        icon=":material/search_off:",
    )
    st.text(anchor)
    st.stop()
passages = sum(step.times for step in steps if step.step == 1)
st.caption(
    f"What happened {'before' if backwards else 'after'} **{plain(anchor)}**, across all sources: "
    f"{number(passages)} passages. A person who passes several times counts each time in the chart; the "
    "table counts people too."
)
chart, table = st.tabs(["Chart", "Table"])
with chart:
    words = f"Flow of passages over {depth} steps, {(_TO if backwards else _FROM).lower()} the chosen event"
    with st.container(key=f"wide_{min(depth, 5)}"):
        draw(sankey(steps, backwards), "sankey", words, max(420, 200 + 40 * tallest(steps, backwards)))
    st.caption(
        "A band is as wide as its number of passages; % are of all passages through the chosen event. "
        + plain("(other)")
        + " holds the events that are not among the most frequent at that step, "
        + (
            plain("(start)") + " is where journeys or sessions begin."
            if backwards
            else plain("(end)") + " is where they end."
        )
    )
with table:
    show_table([asdict(step) for step in steps], "paths")
chosen = open_people(
    "People of a step",
    [f"{one.step}: {one.source} → {one.target} · {number(one.people)} people" for one in steps],
    "people_of",
)
if chosen is not None:
    step = steps[chosen]
    with working("Looking for the people"):
        found = path_passages(graph, step.step, step.source, step.target, **ends, limit=limit, lens=lens)
        show_walkers(found, f"Step {step.step}, {step.source} → {step.target}")
