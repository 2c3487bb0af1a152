"""What changed in the last days, a line each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import streamlit as st
from onepath.graph.changes import ChangesQuestion, Incident
from onepath.graph.store import Graph

from ...calendars import in_view, view_calendar
from ...connection import working
from ...dates import interval
from ...figures import heading
from ...formats import number
from ...language import say
from ...navigation import link_to
from ...questions import answer_of
from ..changes import incident_drill_downs

__all__ = ["recent_incidents", "show_changes"]

_RECENT = timedelta(days=7)
_SHOWN = 6


def show_changes(graph: Graph, last: datetime) -> None:
    """The incidents of the week up to `last`, or the clearest ones before it, each with a link."""
    heading(say("home.changes"), say("home.changes_meaning"), command="onepath change")
    with working(say("home.looking")):
        recent, incidents = recent_incidents(
            list(answer_of(graph, in_view(ChangesQuestion())).incidents),
            last.astimezone(view_calendar().tzinfo).date(),
        )
    if not incidents:
        st.caption(say("home.changes_none"))
        return
    st.caption(say("home.changes_recent") if recent else say("home.changes_past"))
    for one, target in zip(incidents, incident_drill_downs(incidents), strict=True):
        first = one.shifts[0]
        label = say(
            "home.change", days=interval(one.since, one.until), what=first.what,
            n=number(first.occurrences), expected=number(round(first.expected)),
        )  # fmt: skip
        link_to("changes", label, {"open": target.token}, icon=None)
    link_to("changes", say("home.all_changes"), {})


def recent_incidents(incidents: Sequence[Incident], last: date) -> tuple[bool, list[Incident]]:
    """Those of the last week up to `last`, and whether there are any; else the clearest ones before it."""
    recent = [one for one in incidents if one.until > last - _RECENT]
    return bool(recent), (recent or list(incidents))[:_SHOWN]
