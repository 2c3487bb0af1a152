"""What was unusual, and when: incidents, led to without being told where they are, and who was there."""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from onepath.app.explorer.catalog import changes_of, kept, known_events, rows_of
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.dates import interval
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import Filters, choose_filters
from onepath.app.explorer.formats import chance, finely, percent
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.changes.charts import course, incident_bars, shift_bars
from onepath.app.explorer.pages.changes.drill_down import (
    OpenChange,
    day_openings,
    incident_openings,
    link_on,
    open_change,
    shift_openings,
)
from onepath.app.explorer.pages.funnels.form import read_question
from onepath.app.explorer.people import show_people
from onepath.graph.changes import LONGEST, Incident, Shift, change_people
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.store import Graph

_DRAWN = 12
_QUERIES = ("internal/changes/sessions_by_day",)


def row(shift: Shift) -> dict[str, object]:
    """A shift in the table."""
    return {
        "kind": word(f"changes.kind_{shift.kind}"),
        "what": shift.text,
        "since": shift.since,
        "until": shift.until,
        "times": shift.times,
        "share": shift.share,
        "share_otherwise": shift.share_outside,
        "more_than_expected": round(shift.excess),
    }


def choose(names: Sequence[str], properties: Sequence[str]) -> tuple[int, str, FunnelQuestion | None]:
    """The longest interval, a property whose values are watched too, and a funnel whose steps are."""
    left, right = st.columns([3, 7], vertical_alignment="bottom")
    longest = left.number_input(say("changes.longest"), 1, 365, LONGEST, key="longest", bind="query-params")
    value = right.selectbox(
        say("changes.value"), properties, index=None, key="value", bind="query-params",
        accept_new_options=True, placeholder=word("changes.none"),
    )  # fmt: skip
    steps = st.multiselect(
        say("changes.steps"), names, key="steps", bind="query-params", accept_new_options=True,
        placeholder=word("changes.none"),
    )  # fmt: skip
    with working(say("changes.reading_question")):
        funnel = read_question(steps, {"count": "attempts"}, Filters(), names)
    return int(longest), (value or "").strip(), funnel


def look(
    graph: Graph, longest: int, value: str, funnel: FunnelQuestion | None, days: Filters
) -> list[Incident]:
    """The incidents. Those of the plain question are kept together with the first page's."""
    more = {"funnel": funnel, "since": days.since, "until": days.until}
    return changes_of(graph, longest, value, **{name: given for name, given in more.items() if given})


def command(longest: int, value: str, funnel: FunnelQuestion | None, days: Filters, *more: str) -> str:
    """The command that asks the same."""
    parts = ["onepath", "change"]
    if longest != LONGEST:
        parts += ["--longest", str(longest)]
    for step in funnel.steps if funnel else ():
        parts += ["--step", step.text]
    parts += ["--by", value] if value else []
    for name, day in (("--since", days.since), ("--until", days.until)):
        parts += [name, str(day)] if day else []
    return shlex.join([*parts, *more])


def show_incidents(incidents: Sequence[Incident], line: str) -> None:
    """When they were."""
    drawn = incidents[:_DRAWN]
    note = say("changes.note")
    if len(incidents) > len(drawn):
        note += " " + say("changes.more", shown=len(drawn), n=len(incidents))
    figure(
        incident_bars(drawn), "incidents",
        title=say("changes.title"), alt=word("changes.alt", n=len(drawn)), meaning=say("changes.meaning"),
        rows=[{"incident": place, **row(shift)}
              for place, one in enumerate(incidents, 1) for shift in one.shifts],
        height=30 + 32 * len(drawn), queries=_QUERIES, command=line, note=note,
        opens=incident_openings(drawn), wide=2,
    )  # fmt: skip


def show_shifts(now: OpenChange, line: str) -> None:
    """What shifted in an incident."""
    shifts = now.incident.shifts
    drawn = shifts[:_DRAWN]
    note = say("changes.shifts_note")
    if len(shifts) > len(drawn):
        note += " " + say("changes.more", shown=len(drawn), n=len(shifts))
    figure(
        shift_bars(drawn), "shifts",
        title=say("changes.shifts_title", days=interval(now.incident.since, now.incident.until)),
        alt=word("changes.shifts_alt", n=len(drawn)), meaning=say("changes.shifts_meaning"),
        rows=[row(shift) for shift in shifts], height=70 + 38 * len(drawn), queries=_QUERIES, command=line,
        note=note, opens=shift_openings(shifts), wide=2,
    )  # fmt: skip


def show_course(now: OpenChange, line: str) -> None:
    """How the share went, day by day."""
    shift = now.shift
    figure(
        course(shift), "course",
        title=say("changes.course_title", what=shift.text),
        alt=word("changes.course_alt", days=interval(shift.since, shift.until), share=percent(shift.share)),
        meaning=say(f"changes.meaning_{shift.kind}"),
        rows=_daily(shift), height=260, queries=_QUERIES, command=line,
        note=say("changes.course_note", share=finely(shift.share), otherwise=finely(shift.share_outside),
                 p=chance(shift.p)),
        opens=day_openings(shift),
    )  # fmt: skip


def _daily(shift: Shift) -> list[dict[str, Any]]:
    return [
        {"day": date.fromordinal(shift.first_day.toordinal() + place), "times": times, "of": of,
         "share": times / of if of else None}
        for place, (times, of) in enumerate(shift.daily)
    ]  # fmt: skip


def show_who(graph: Graph, now: OpenChange, funnel: FunnelQuestion | None) -> None:
    """Who was there, on all the days or on one."""
    with working(say("changes.finding")):
        found = kept(graph, change_people, now.shift, funnel=funnel, day=now.day)
    days = str(now.day) if now.day else interval(now.shift.since, now.shift.until)
    title = say("changes.who", what=now.shift.text, days=days, n=sum(times for _, times in found))
    show_people(graph, [{"oneid": oneid, "times": times} for oneid, times in found], "changes", title=title)


st.title(say("pages.changes"))
graph = open_graph()
with working(say("changes.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("sources/overview")[0]["events"])
        hint_without_journeys()
    names = [one.name for one in events]
    properties = [one["property"] for one in rows_of(graph, "internal/outcomes/property_names")]
filters = choose_filters(graph)
longest, value, funnel = choose(names, properties)
with working(say("changes.looking")):
    incidents = look(graph, longest, value, funnel, filters)
if filters.since or filters.until:
    st.caption(say("changes.compared"))
if filters.source or filters.did or filters.did_not:
    st.caption(say("changes.days_alone"))
if not incidents:
    st.info(say("changes.nothing"), icon=":material/check_circle:")
    st.stop()
line = command(longest, value, funnel, filters)
show_incidents(incidents, line)
show_shifts(open_change(incidents), line)
# Each drawing may have been clicked: what is open is read anew after it.
now = open_change(incidents)
numbered = [shift for one in incidents for shift in one.shifts].index(now.shift) + 1
show_course(now, command(longest, value, funnel, filters, "--people", str(numbered)))
link_on(now.shift, funnel)
now = open_change(incidents)
if now.asked:
    show_who(graph, now, funnel)
