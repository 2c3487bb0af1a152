"""The process behind journeys: what follows what, whole sequences, and who is where at each step."""

from dataclasses import asdict
from datetime import date

import streamlit as st
from onepath.app.explorer.charts import draw
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.flowing import choose_lens, open_people, show_walkers
from onepath.app.explorer.processes import coverage_curve, heat_map, process_graph
from onepath.app.explorer.reading import known_events
from onepath.app.explorer.tables import show_table
from onepath.app.explorer.text import number, percent, plain, short
from onepath.graph import flows
from onepath.graph.flows import Lens
from onepath.graph.store import Graph

_GRAPH, _VARIANTS, _STEPS, _NEXT = "What follows what", "Variants", "Steps", "Transitions"
_COMPARE = {
    "nothing": "",
    "who did an event, and who did not": "did",
    "two sources of the first event": "source",
    "two periods of the first event": "period",
}


def show_graph(graph: Graph, lens: Lens) -> None:
    """The directly-follows graph: the most frequent arrows, or those that take the most time."""
    left, right = st.columns([3, 5], vertical_alignment="bottom")
    by_time = left.toggle("By the time spent between events", key="by_time", bind="query-params")
    shown = right.slider("Arrows", 5, 80, 30, key="arrows", bind="query-params")
    with working("Counting what follows what"):
        found = flows.slowest(graph, lens) if by_time else flows.transitions(graph, lens)
    draw(
        process_graph(found[:shown], by_time),
        "process",
        f"The {min(shown, len(found))} most frequent of {len(found)} transitions between events",
        620,
    )
    st.caption(
        "An arrow is as wide as its times (or hours); ↻ counts an event that follows itself. "
        f"{number(min(shown, len(found)))} of {number(len(found))} arrows are drawn, the table has all."
    )
    show_table([_in_seconds(one) for one in found], "transitions")
    choices = [f"{one.source} → {one.target} · {number(one.people)} people" for one in found]
    chosen = open_people("People of a transition", choices, "people_of")
    if chosen is not None:
        one = found[chosen]
        with working("Looking for the people"):
            passages = flows.transition_passages(graph, one.source, one.target, lens=lens)
            show_walkers(passages, f"{one.source} → {one.target}")


def show_variants(graph: Graph, lens: Lens) -> None:
    """The most frequent sequences, and how many of them cover how much."""
    limit = st.slider("Variants shown", 5, 200, 20, key="variants", bind="query-params")
    with working("Counting variants"):
        found = flows.variants(graph, limit=limit, lens=lens)
    covered = found.shown[-1].covered if found.shown else 0.0
    st.caption(
        f"{number(found.units)} units have {number(found.variants)} variants; the first "
        f"{number(len(found.shown))} cover {percent(covered)}."
    )
    draw(coverage_curve(found.coverage), "coverage", "Share of all units that variants cover", 300)
    rows = [
        {
            "variant": " → ".join(one.steps),
            "units": one.units,
            "people": one.people,
            "share": one.share,
            "share_covered": one.covered,
        }
        for one in found.shown
    ]
    show_table(rows, "variants")
    choices = [f"{short(' → '.join(one.steps), 120)} · {number(one.people)} people" for one in found.shown]
    chosen = open_people("People of a variant", choices, "people_of")
    if chosen is not None:
        with working("Looking for the people"):
            text = found.shown[chosen].text
            show_walkers(flows.variant_passages(graph, text, lens=lens), short(text, 120))


def show_matrix(graph: Graph, lens: Lens, steps: bool) -> None:
    """Who is where at each step, or where one goes next; for two groups the difference."""
    around, depth = _steps_of_matrix(graph, lens) if steps else (None, 1)
    with working("Counting"):
        groups = _groups(graph)
        if steps:
            matrix = flows.step_matrix(graph, around=around, depth=depth, lens=lens, groups=groups)
        else:
            matrix = flows.transition_matrix(graph, lens=lens, groups=groups)
    compared = len(groups) == 2
    height = max(320, 90 + 26 * len(matrix.rows))
    draw(heat_map(matrix, compared), "matrix", "Shares, darker where they are larger", height)
    st.caption(
        ("% of units at each step." if steps else "% of passages from each row's event.")
        + (f" {plain(groups[0].name)} less {plain(groups[1].name)}, in points." if compared else "")
    )
    show_table([asdict(cell) for cell in matrix.cells], "matrix")
    choices = [f"{cell.row}, {cell.column} · {number(cell.people)} people" for cell in matrix.cells]
    chosen = open_people("People of a field" + (", first group" if compared else ""), choices, "people_of")
    if chosen is None:
        return
    cell = matrix.cells[chosen]
    with working("Looking for the people"):
        show_walkers(
            flows.step_passages(graph, int(cell.column), cell.row, around=around, lens=lens, group=groups[0])
            if steps
            else flows.transition_passages(graph, cell.row, cell.column, lens=lens, group=groups[0]),
            f"{cell.row}, {cell.column}",
        )


def _steps_of_matrix(graph: Graph, lens: Lens) -> tuple[str | None, int]:
    left, right = st.columns(2, vertical_alignment="bottom")
    around = left.selectbox(
        "Around the first", flows.labels(graph, lens), index=None, key="around", placeholder="from the start"
    )
    return around, right.slider("Steps", 1, 20, 6, key="steps", bind="query-params")


def _groups(graph: Graph) -> tuple[flows.Group, ...]:
    kind = _COMPARE[st.selectbox("Compare", list(_COMPARE), key="compare")]
    if kind == "did":
        event = st.selectbox("Event", [row.name for row in known_events(graph)], key="did")
        return flows.groups(graph, f"did:{event}")
    if kind == "source":
        sources = sorted({str(row["source"]) for row in graph.ask("journeys/letters")})
        first, second = st.columns(2)
        one = first.selectbox("First source", sources, key="first_source")
        other = second.selectbox("Second source", sources, index=len(sources) - 1, key="second_source")
        return flows.groups(graph, f"source:{one},{other}")
    if kind == "period":
        left, right = st.columns(2)
        spans = [left.date_input("First period", [], key="first_period"),
                 right.date_input("Second period", [], key="second_period")]  # fmt: skip
        whole = [span for span in spans if isinstance(span, tuple) and len(span) == 2]
        if len(whole) < 2:
            st.caption("Choose the first and the last day of both periods.")
            return (flows.EVERYBODY,)
        return flows.groups(graph, "period:" + ",".join(_days(*span) for span in whole))
    return (flows.EVERYBODY,)


def _days(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def _in_seconds(one: flows.Transition) -> dict[str, object]:
    row = {"source": one.source, "target": one.target, "times": one.times, "people": one.people}
    if one.total is None or one.median is None or one.p90 is None:
        return row
    lengths = {"total": one.total, "median": one.median, "p90": one.p90}
    return row | {f"{name}_hours": value.total_seconds() / 3600 for name, value in lengths.items()}


st.title("Process")
graph = open_graph()
with working("Reading the names of events"):
    if not known_events(graph):
        hint_when_empty(graph.ask("explore/overview")[0]["events"])
        hint_without_journeys()
lens = choose_lens()
view = st.segmented_control(
    "Look at", [_GRAPH, _VARIANTS, _STEPS, _NEXT], default=_GRAPH, key="view", bind="query-params"
)
if view == _VARIANTS:
    show_variants(graph, lens)
elif view in (_STEPS, _NEXT):
    show_matrix(graph, lens, view == _STEPS)
else:
    show_graph(graph, lens)
