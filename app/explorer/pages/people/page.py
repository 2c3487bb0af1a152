"""People: found by anything that is known of them, seen from all sides, and decided about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from onepath.app.explorer.catalog import kept, rows_of
from onepath.app.explorer.connection import hint_unresolved, hint_when_empty, open_graph, working
from onepath.app.explorer.formats import number, plain
from onepath.app.explorer.inputs import choose_one_of
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.people import address
from onepath.app.explorer.pages.people.decisions import confirm, tell_decided
from onepath.app.explorer.pages.people.explanation import show_explain
from onepath.app.explorer.pages.people.history import show_deeds
from onepath.app.explorer.pages.people.identity_graph import show_identities, show_past_identities
from onepath.app.explorer.pages.people.review_queue import show_suspicions, show_suspicions_of
from onepath.app.explorer.pages.people.search import show_examples, show_found
from onepath.app.explorer.pages.people.timeline import MOST, show_past_timeline, show_timeline, show_visits
from onepath.app.explorer.tables import show_table
from onepath.graph.identity import How
from onepath.graph.people import Found, Portrait, Sizes, accounts_of, find, look_up, sizes_of
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_SECTIONS = ("graph", "timeline", "sessions", "accounts", "explain", "suspicions", "history")
_BEGIN = ("examples", "suspicions")
_PAST = ("graph", "timeline", "accounts", "since")
_LAST = ("key", "updated_at")


def choose_person() -> tuple[str, date | None]:
    """The search, and the day as of which; what is typed is part of the address."""
    wanted = address.who()
    if st.session_state.get("looked_at") != wanted:
        # Another one by a link, by Back or by a click: the box says so too.
        st.session_state["looked_at"] = st.session_state["typed"] = wanted
    left, right = st.columns([4, 1])
    with left:
        st.text_input(
            say("people.search"), key="typed", placeholder=word("people.placeholder"),
            help=say("people.help"),
            on_change=lambda: address.look_at(st.session_state["typed"].strip()),
        )  # fmt: skip
    with right:
        day = st.date_input(
            say("people.as_of"), value=None, key="as_of", bind="query-params", max_value="today",
            help=say("people.as_of_help"),
        )  # fmt: skip
    return wanted, day


def show_nobody_yet(graph: Graph) -> None:
    """Where to begin: somebody to look at, or what needs a look."""
    begin = choose_one_of(
        say("people.begin"), _BEGIN, "begin", named=lambda name: word(f"people.begin_{name}")
    )
    if begin == "suspicions":
        tell_decided()
        with working(say("people.looking")):
            show_suspicions(graph)
        confirm()
        return
    with working(say("people.looking")):
        examples = rows_of(graph, "internal/identity/examples")
    if examples:
        show_examples(examples)


def show_sizes(oneid: str, sizes: Sizes) -> None:
    """How much is known, on one line: what is looked at stands below it and in sight."""
    counts = {
        "identifiers": sizes.identifiers, "links": sizes.links, "users": sizes.users,
        "sources": len(sizes.sources), "events": sizes.events,
    }  # fmt: skip
    with st.container(horizontal=True, gap="large", key="sizes"):
        for name, count in counts.items():
            st.metric(say(f"person.{name}"), number(count), width="content", help=say(f"person.{name}_are"))
    parts = [f"OneID {oneid}", ", ".join(sorted(sizes.sources))]
    if sizes.first_event and sizes.last_event:
        days = (f"{sizes.first_event:%Y-%m-%d}", f"{sizes.last_event:%Y-%m-%d}")
        parts.insert(1, word("person.span", first=days[0], last=days[1]))
    st.caption(plain(" · ".join(parts)))


def show_accounts(users: Sequence[Mapping[str, Any]]) -> None:
    """The accounts in the sources; the columns that most of them fill stand first."""
    st.caption(say("person.accounts_hint") if users else say("person.no_account"))
    if not users:
        return
    filled = {name: sum(user.get(name) is not None for user in users) for user in users for name in user}
    names = sorted(filled, key=lambda name: (name != "source", name in _LAST, -filled[name], name))
    show_table([{name: user.get(name) for name in names} for user in users], "users")


def show_since(graph: Graph, person: Portrait) -> None:
    """Whose the identifiers of a past day are now."""
    rows = graph.ask("internal/identity/who", keys=[row.key for row in person.identifiers])
    if {row["oneid"] for row in rows} == {person.oneid}:
        st.caption(say("person.since_same"))
        return
    st.caption(say("person.since"))
    show_table([{"identifier": row["key"], "oneid_now": row["oneid"]} for row in rows], "since")


def choose_section(sections: Sequence[str]) -> str:
    """Which side of the person is shown; the others are not asked for."""
    return choose_one_of(say("person.show"), sections, "show", named=lambda name: word(f"person.show_{name}"))


def show_present(graph: Graph, found: Found) -> None:
    """The person as of now."""
    tell_decided()
    if found.others:
        st.info(say("people.others"), icon=":material/group:")
        for other in found.others:
            address.offer_person(other, say("people.other", key=other), "other")
    sizes = kept(graph, sizes_of, found.oneid)
    if sizes:
        show_sizes(found.oneid, sizes)
    section = choose_section(_SECTIONS)
    with working(say("people.looking")):
        match section:
            case "graph":
                show_identities(graph, found.oneid)
            case "timeline":
                show_timeline(graph, found.oneid)
            case "sessions":
                show_visits(graph, found.oneid)
            case "accounts":
                show_accounts(kept(graph, accounts_of, found.oneid))
            case "explain":
                show_explain(graph, found.oneid)
            case "suspicions":
                show_suspicions_of(graph, found.oneid)
            case "history":
                show_deeds(graph, found.oneid)
    confirm()


def show_past(graph: Graph, person: Portrait, day: date) -> None:
    """The person as of the end of a past day, which cannot be changed."""
    st.caption(say("people.as_of_day", day=f"{day:%Y-%m-%d}"))
    events = person.timeline
    sources = {event.source for event in events} | {s for row in person.identifiers for s in row.sources}
    show_sizes(
        person.oneid,
        Sizes(
            len(person.identifiers), len(person.links), len(person.users), len(events), sorted(sources),
            events[0].at if events else None, events[-1].at if events else None,
        )
    )  # fmt: skip
    match choose_section(_PAST):
        case "graph":
            show_past_identities(person)
        case "timeline":
            show_past_timeline(events)
        case "accounts":
            show_accounts(person.users)
        case "since":
            show_since(graph, person)


def show_nobody(graph: Graph, text: str, day: date | None) -> None:
    """Nobody has what was typed, and nothing is like it."""
    said = say("people.nobody_then", day=f"{day:%Y-%m-%d}") if day else say("people.nobody")
    st.warning(said, icon=":material/search_off:")
    st.text(text)
    hint_unresolved(graph.ask("internal/explore/unfinished")[0]["unresolved"])


st.title(say("pages.people"))
graph = open_graph()
with working(say("people.looking")):
    hint_when_empty(graph.ask("sources/overview")[0]["events"])
wanted, day = choose_person()
how = How.by(Settings())
if not wanted:
    show_nobody_yet(graph)
    hint_unresolved(graph.ask("internal/explore/unfinished")[0]["unresolved"])
elif day:
    with working(say("people.looking")):
        person = kept(graph, look_up, wanted, how, day, events=MOST)
    if person is None:
        show_nobody(graph, wanted, day)
    else:
        show_past(graph, person, day)
else:
    with working(say("people.looking")):
        found = kept(graph, find, wanted, how.rules.normalisers)
    if found is not None:
        show_present(graph, found)
    elif not show_found(graph, wanted):
        show_nobody(graph, wanted, None)
