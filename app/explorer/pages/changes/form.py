"""What the page Changes asks: which shifts are looked for, and on which days."""

import shlex
from collections.abc import Sequence

import streamlit as st
from onepath.graph.changes import LONGEST, Incident
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.store import Graph

from ...catalog import cached_incidents
from ...connection import working
from ...filters import Filters
from ...language import say, word
from ..funnels import read_question

__all__ = ["choose_question", "command_line", "incidents_of"]


def choose_question(
    names: Sequence[str], properties: Sequence[str]
) -> tuple[int, str, FunnelQuestion | None]:
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


def incidents_of(
    graph: Graph, longest: int, value: str, funnel: FunnelQuestion | None, days: Filters
) -> list[Incident]:
    """The incidents. Those of the plain question share the cache with the page Home."""
    more = {"funnel": funnel, "since": days.since, "until": days.until}
    return cached_incidents(graph, longest, value, **{name: given for name, given in more.items() if given})


def command_line(longest: int, value: str, funnel: FunnelQuestion | None, days: Filters, *more: str) -> str:
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
