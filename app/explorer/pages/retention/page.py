"""Who comes back, and how long after the first time."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st
from onepath.app.explorer.catalog import kept, known_events, rows_of
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.drill_down import Opening, opened
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import Filters, choose_filters, counting, end_of_nobody
from onepath.app.explorer.formats import number, plain
from onepath.app.explorer.inputs import choose
from onepath.app.explorer.language import say, word
from onepath.app.explorer.metrics import Tile, draw_tiles
from onepath.app.explorer.pages.attribution.charts import DRAWN, exactly, retention_map
from onepath.app.explorer.people import show_people
from onepath.graph.conditions import Group, group_of
from onepath.graph.outcomes import (
    PERIODS,
    READINGS,
    SOURCE,
    Cohort,
    Retention,
    RetentionQuestion,
    retained,
    retention,
)
from onepath.graph.store import Graph


def choose_question(names: Sequence[str], properties: Sequence[str]) -> RetentionQuestion:
    """The question, by the inputs on the page."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    start = first.selectbox(
        say("retention.start"), names, index=None, key="start", bind="query-params",
        placeholder=word("retention.any"),
    )  # fmt: skip
    back = second.selectbox(
        say("retention.back"), names, index=None, key="back", bind="query-params",
        placeholder=word("retention.any"),
    )  # fmt: skip
    group = third.selectbox(
        say("retention.group"), [SOURCE, *properties], index=None, key="group", bind="query-params",
        placeholder=word("retention.by_time"),
    )  # fmt: skip
    first, second, third = st.columns(3, vertical_alignment="bottom")
    with first:
        by = choose(
            say("retention.by"), tuple(PERIODS), "by", default="week",
            named=lambda one: word(f"retention.by_{one}"),
        )  # fmt: skip
    with second:
        reading = choose(
            say("retention.reading"), tuple(READINGS), "reading",
            named=lambda one: word(f"retention.reading_{one}"),
        )  # fmt: skip
    periods = third.slider(say("retention.periods"), 1, 60, 12, key="periods", bind="query-params")
    return RetentionQuestion(
        None if start is None else exactly([start]), None if back is None else exactly([back]),
        by, reading, group, periods,
    )  # fmt: skip


def command(question: RetentionQuestion, filters: Filters) -> str:
    """The command that asks the same."""
    parts = ["onepath", "retention", "--by", question.by]
    usual = RetentionQuestion()
    for name in ("start", "back", "reading", "group", "periods"):
        value = getattr(question, name)
        option = "--return" if name == "back" else f"--{name}"
        parts += [option, str(value)] if value != getattr(usual, name) else []
    return shlex.join([*parts, *filters.options])


def show_summary(found: Retention, question: RetentionQuestion) -> None:
    """Everybody, and how many of them were there after a period."""
    cells = {cell.period: cell for cell in found.overall.cells}
    tiles = [Tile(say("retention.tile_people"), found.overall.people, word("retention.began"))]
    for period in (1, 4):
        if period in cells:
            name = say(f"retention.{question.by}_n", n=period)
            words = word(f"retention.{question.reading}_share")
            tiles.append(Tile(name, f"{cells[period].share:.1%}", words))
    draw_tiles(tiles)


def rows_for(cohorts: Sequence[Cohort]) -> list[dict[str, object]]:
    """One row a cell."""
    return [
        {
            "cohort": cohort.name, "size": cohort.people, "period": cell.period, "people": cell.people,
            "of": cell.of, "share": cell.share, "complete": cell.complete,
        }
        for cohort in cohorts
        for cell in cohort.cells
    ]  # fmt: skip


def token(cohort: Cohort, period: int | None) -> str:
    return f"cell.{cohort.name}.{'all' if period is None else period}"


def numbers_of(cohorts: Sequence[Cohort]) -> dict[str, tuple[Cohort, int | None, int, int | None]]:
    """By its token: the cohort, the period, how many they are, and the place in the chart's list."""
    numbers: dict[str, tuple[Cohort, int | None, int, int | None]] = {}
    place = 0
    for shown, cohort in enumerate(cohorts):
        numbers[token(cohort, None)] = (cohort, None, cohort.people, None)
        for cell in cohort.cells:
            numbers[token(cohort, cell.period)] = (
                cohort, cell.period, cell.people, place if shown < DRAWN else None
            )  # fmt: skip
            place += 1
    return numbers


def label(cohort: Cohort, period: int | None) -> str:
    if period is None:
        return word("retention.whole", cohort=cohort.name)
    return word("retention.came_back", cohort=cohort.name, period=period)


def show_cells(
    graph: Graph, question: RetentionQuestion, group: Group, found: Retention, filters: Filters
) -> None:
    """The triangle of cohorts, and who is in one of its cells."""
    cohorts = [found.overall, *found.cohorts]
    numbers = numbers_of(cohorts)
    note = say(
        "retention.note", share=word(f"retention.{question.reading}_share"),
        until=f"{found.until:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if len(cohorts) > DRAWN:
        note += " " + say("retention.more", shown=DRAWN, n=len(cohorts))
    figure(
        retention_map(cohorts, question.by), "retention",
        title=say("retention.title"),
        alt=word("retention.alt", n=len(found.cohorts)), meaning=say("retention.meaning"),
        rows=rows_for(cohorts), height=60 + 30 * min(len(cohorts), DRAWN),
        queries=("internal/outcomes/retention", "internal/outcomes/retained"),
        command=command(question, filters), note=note,
        opens=[
            Opening(
                one, f"{label(cohort, period)} · {number(count)}",
                () if place is None else (("main", 0, place),),
            )
            for one, (cohort, period, count, place) in numbers.items()
        ],
        wide=5 if question.periods > 12 else 3,
    )  # fmt: skip
    chosen = numbers.get(opened() or "")
    if chosen is None:
        return
    cohort, period, count, _ = chosen
    with working(say("retention.finding")):
        oneids = kept(graph, retained, question, cohort.name, period, group=group)
    rows = [{"oneid": oneid} for oneid in oneids]
    show_people(graph, rows, "retention", title=plain(label(cohort, period)), expected=count)


st.title(say("pages.retention"))
graph = open_graph()
with working(say("retention.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("sources/overview")[0]["events"])
        hint_without_journeys()
    properties = [row["property"] for row in rows_of(graph, "internal/outcomes/property_names")]
filters = choose_filters(graph)
question = choose_question([row.name for row in events], properties)
with counting(say("retention.counting"), filters):
    group = kept(graph, group_of, **asdict(filters))
    found = kept(graph, retention, question, group=group)
end_of_nobody(filters, found.overall.people)
show_summary(found, question)
show_cells(graph, question, group, found, filters)
