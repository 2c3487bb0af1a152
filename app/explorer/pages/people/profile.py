"""How much is known of a person, and their accounts."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.identity import Rules
from onepath.graph.people import PersonDetails, PersonSize, contradictions_of
from onepath.graph.store import Graph

from ...calendars import view_day
from ...formats import number, plain
from ...language import say, word
from ...tables import show_table

__all__ = ["show_accounts", "show_past_sizes", "show_since", "show_sizes"]

_LAST = ("key", "updated_at")
"""The columns of accounts that stand last."""


def show_sizes(oneid: str, sizes: PersonSize) -> None:
    """How much is known, on one line, so that what is shown below stays in sight."""
    counts = {
        "identifiers": sizes.identifiers, "links": sizes.links, "users": sizes.users,
        "sources": len(sizes.sources), "events": sizes.events,
    }  # fmt: skip
    with st.container(horizontal=True, gap="large", key="sizes"):
        for name, count in counts.items():
            st.metric(say(f"person.{name}"), number(count), width="content", help=say(f"person.{name}_are"))
    parts = [f"OneID {oneid}", ", ".join(sorted(sizes.sources))]
    if sizes.first_event and sizes.last_event:
        days = (view_day(sizes.first_event), view_day(sizes.last_event))
        parts.insert(1, word("person.span", first=days[0], last=days[1]))
    st.caption(plain(" · ".join(parts)))


def show_past_sizes(person: PersonDetails) -> None:
    """The same as of a past day."""
    events = person.timeline
    sources = {event.source for event in events} | {s for row in person.identifiers for s in row.sources}
    show_sizes(
        person.oneid,
        PersonSize(
            len(person.identifiers), len(person.links), len(person.users), len(events), sorted(sources),
            events[0].at if events else None, events[-1].at if events else None,
        )
    )  # fmt: skip


def show_accounts(users: Sequence[Mapping[str, Any]], rules: Rules) -> None:
    """The accounts in the sources; the columns that most of them fill stand first.

    Above them is where they contradict each other.
    """
    st.caption(say("person.accounts_hint") if users else say("person.no_account"))
    if not users:
        return
    for contradiction in contradictions_of(users, rules):
        values = ", ".join(f"{one.account}: {one.value}" for one in contradiction.values)
        name = word(f"person.contradiction_{contradiction.attribute}")
        st.warning(say("person.contradiction", attribute=name, values=values), icon=":material/error:")
    filled = {name: sum(user.get(name) is not None for user in users) for user in users for name in user}
    names = sorted(filled, key=lambda name: (name != "source", name in _LAST, -filled[name], name))
    show_table([{name: user.get(name) for name in names} for user in users], "users")


def show_since(graph: Graph, person: PersonDetails) -> None:
    """The people to whom the identifiers of a past day belong now."""
    rows = graph.ask("internal/identity/who", keys=[row.key for row in person.identifiers])
    if {row["oneid"] for row in rows} == {person.oneid}:
        st.caption(say("person.since_same"))
        return
    st.caption(say("person.since"))
    show_table([{"identifier": row["key"], "oneid_now": row["oneid"]} for row in rows], "since")
