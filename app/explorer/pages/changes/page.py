"""What was unusual, and when: incidents found on their own, their shifts and daily trend, and the people."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st
from onepath.app.explorer.calendars import in_view
from onepath.app.explorer.catalog import journey_events, known_properties
from onepath.app.explorer.connection import open_graph, working
from onepath.app.explorer.dates import interval
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import choose_filters
from onepath.app.explorer.formats import chance, percent, precise_percent
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.changes.charts import daily_trend, incident_bars, shift_bars
from onepath.app.explorer.pages.changes.drill_down import (
    day_drill_downs,
    incident_drill_downs,
    open_change,
    shift_drill_downs,
)
from onepath.app.explorer.pages.changes.form import choose_question
from onepath.app.explorer.pages.changes.links import show_links
from onepath.app.explorer.pages.changes.people import show_shift_people
from onepath.app.explorer.questions import answer_of, command_line
from onepath.app.explorer.saved_questions import choose_saved_question, offer_to_save
from onepath.graph.changes import ChangesQuestion, Incident, Shift

_DRAWN = 12
_QUERIES = ("internal/changes/sessions_by_day",)


def shift_row(shift: Shift) -> dict[str, object]:
    """A shift in the table."""
    return {
        "shift": shift.number,
        "kind": word(f"changes.kind_{shift.kind}"),
        "what": shift.what,
        "since": shift.since,
        "until": shift.until,
        "occurrences": shift.occurrences,
        "expected": round(shift.expected),
        "share": shift.share,
        "baseline_share": shift.baseline_share,
        "difference": round(shift.difference),
    }


def drawn_note(note: str, drawn: int, found: int) -> str:
    """The note, with how many are drawn where that is not all."""
    return note if drawn == found else f"{note} {say('changes.more', shown=drawn, n=found)}"


def show_incidents(question: ChangesQuestion, incidents: Sequence[Incident]) -> None:
    """When they were."""
    drawn = incidents[:_DRAWN]
    figure(
        incident_bars(drawn), "incidents",
        title=say("changes.title"), alt=word("changes.alt", n=len(drawn)), meaning=say("changes.meaning"),
        rows=[{"incident": place, **shift_row(shift)}
              for place, one in enumerate(incidents, 1) for shift in one.shifts],
        height=30 + 32 * len(drawn), queries=_QUERIES, command=command_line(question),
        note=drawn_note(say("changes.note"), len(drawn), len(incidents)),
        drill_downs=incident_drill_downs(drawn), wide=2, of=command_line(question),
    )  # fmt: skip


def show_shifts(question: ChangesQuestion, incident: Incident) -> None:
    """What shifted in an incident."""
    shifts = incident.shifts
    drawn = shifts[:_DRAWN]
    figure(
        shift_bars(drawn), "shifts",
        title=say("changes.shifts_title", days=interval(incident.since, incident.until)),
        alt=word("changes.shifts_alt", n=len(drawn)), meaning=say("changes.shifts_meaning"),
        rows=[shift_row(shift) for shift in shifts], height=70 + 38 * len(drawn), queries=_QUERIES,
        command=command_line(question), note=drawn_note(say("changes.shifts_note"), len(drawn), len(shifts)),
        drill_downs=shift_drill_downs(shifts), wide=2, of=f"{command_line(question)} {shifts[0].number}",
    )  # fmt: skip


def show_causes(incident: Incident) -> None:
    """The property values that explain an incident."""
    if incident.causes:
        st.markdown(f"**{say('changes.causes')}**")
    for cause in incident.causes:
        line = say(
            "changes.cause", what=f"{cause.event}: {cause.property} = {cause.value}", n=cause.occurrences,
            share=precise_percent(cause.share), before=precise_percent(cause.baseline_share),
        )  # fmt: skip
        st.markdown(f"- {line}")


def show_trend(question: ChangesQuestion, shift: Shift) -> None:
    """The share of a shift, day by day."""
    figure(
        daily_trend(shift), "course",
        title=say("changes.trend_title", what=shift.what),
        alt=word("changes.trend_alt", days=interval(shift.since, shift.until), share=percent(shift.share)),
        meaning=say(f"changes.meaning_{shift.kind}"),
        rows=trend_rows(shift), height=260, queries=_QUERIES,
        command=f"{command_line(question)} --people {shift.number}",
        note=say("changes.trend_note", share=precise_percent(shift.share),
                 otherwise=precise_percent(shift.baseline_share), p=chance(shift.p)),
        drill_downs=day_drill_downs(shift), of=f"{command_line(question)} {shift.number}",
    )  # fmt: skip


def trend_rows(shift: Shift) -> list[dict[str, Any]]:
    """One row per day."""
    return [
        {"day": shift.first_day + timedelta(days=place), "occurrences": occurrences, "of": total,
         "share": occurrences / total if total else None}
        for place, (occurrences, total) in enumerate(shift.daily)
    ]  # fmt: skip


st.title(say("pages.changes"))
graph = open_graph()
events = journey_events(graph)
filters = choose_filters(graph)
question = choose_saved_question(graph, filters, ChangesQuestion)
if question is None:
    question = in_view(choose_question([one.name for one in events], known_properties(graph), filters))
offer_to_save(graph, question)
with working(say("changes.looking")):
    incidents = answer_of(graph, question).incidents
if question.days:
    st.caption(say("changes.compared"))
if any(name not in ("since", "until") for name, _ in filters.pairs()):
    st.caption(say("changes.days_alone"))
if not incidents:
    st.info(say("changes.nothing"), icon=":material/check_circle:")
    st.stop()
# Each chart may have been clicked: what is open is read again after it.
show_incidents(question, incidents)
show_shifts(question, open_change(incidents).incident)
show_causes(open_change(incidents).incident)
shift = open_change(incidents).shift
show_trend(question, shift)
show_links(question, shift)
change = open_change(incidents)
if change.people:
    show_shift_people(graph, question, change)
