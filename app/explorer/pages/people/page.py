"""People: found by anything that is known of them, seen from all sides, and decided about."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from onepath.app.explorer.cache import cached, cached_rows
from onepath.app.explorer.calendars import view_calendar, view_today
from onepath.app.explorer.connection import hint_unresolved, hint_when_empty, open_graph, working
from onepath.app.explorer.inputs import choose, choose_day
from onepath.app.explorer.language import say, word
from onepath.app.explorer.pages.people import address
from onepath.app.explorer.pages.people.decision_list import show_decisions
from onepath.app.explorer.pages.people.decisions import show_confirmation, show_decision
from onepath.app.explorer.pages.people.explanation import show_explanation
from onepath.app.explorer.pages.people.history import show_history
from onepath.app.explorer.pages.people.identity_graph import show_identity_graph, show_past_identity_graph
from onepath.app.explorer.pages.people.profile import show_accounts, show_past_sizes, show_since, show_sizes
from onepath.app.explorer.pages.people.review_queue import show_review_items, show_review_queue
from onepath.app.explorer.pages.people.search import show_examples, show_search_results
from onepath.app.explorer.pages.people.sessions import show_sessions
from onepath.app.explorer.pages.people.timeline import MOST, show_past_timeline, show_timeline
from onepath.graph.identity import ResolveOptions, Rules
from onepath.graph.people import FoundOneID, PersonDetails, accounts_of, find_oneid, person_size, read_person
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

_SECTIONS = ("graph", "timeline", "sessions", "accounts", "explain", "review", "history")
_BEGIN = ("examples", "review", "decisions")
_PAST = ("graph", "timeline", "accounts", "since")


def choose_person() -> tuple[str, date | None]:
    """The search, and the day as of which; what is typed is part of the address."""
    wanted = address.who()
    st.session_state["typed"] = wanted
    left, right = st.columns([4, 1])
    with left:
        st.text_input(
            say("people.search"), key="typed", placeholder=word("people.placeholder"),
            help=say("people.help"),
            on_change=lambda: address.open_person(st.session_state["typed"].strip()),
        )  # fmt: skip
    with right:
        day = choose_day(say("people.as_of"), "as_of", max_value=view_today(), help=say("people.as_of_help"))
    return wanted, day


def show_start(graph: Graph) -> None:
    """What to begin with: examples of people, the review queue, or everybody's decisions."""
    begin = choose(
        say("people.begin"),
        _BEGIN,
        "begin",
        named=lambda name: word(f"people.begin_{name}"),
        buttons=True,
    )
    if begin != "examples":
        show_decision()
        with working(say("people.looking")):
            if begin == "review":
                show_review_queue(graph)
            else:
                show_decisions(graph)
        show_confirmation()
        return
    with working(say("people.looking")):
        examples = cached_rows(graph, "internal/identity/examples")
    if examples:
        show_examples(examples)


def choose_section(sections: Sequence[str]) -> str:
    """Which side of the person is shown; the others are not computed."""
    return choose(
        say("person.show"),
        sections,
        "show",
        named=lambda name: word(f"person.show_{name}"),
        buttons=True,
        view=True,
    )


def show_present(graph: Graph, found: FoundOneID, rules: Rules) -> None:
    """The person as of now."""
    show_decision()
    if found.others:
        st.info(say("people.others"), icon=":material/group:")
        for other in found.others:
            address.person_button(other, say("people.other", key=other), "other")
    sizes = cached(graph, person_size, found.oneid)
    if sizes:
        show_sizes(found.oneid, sizes)
    section = choose_section(_SECTIONS)
    with working(say("people.looking")):
        match section:
            case "graph":
                show_identity_graph(graph, found.oneid)
            case "timeline":
                show_timeline(graph, found.oneid)
            case "sessions":
                show_sessions(graph, found.oneid)
            case "accounts":
                show_accounts(cached(graph, accounts_of, found.oneid), rules)
            case "explain":
                show_explanation(graph, found.oneid)
            case "review":
                show_review_items(graph, found.oneid)
            case "history":
                show_history(graph, found.oneid)
    show_confirmation()


def show_past(graph: Graph, person: PersonDetails, day: date, rules: Rules) -> None:
    """The person as of the end of a past day, which cannot be changed."""
    st.caption(say("people.as_of_day", day=f"{day:%Y-%m-%d}", zone=view_calendar().zone))
    show_past_sizes(person)
    match choose_section(_PAST):
        case "graph":
            show_past_identity_graph(person)
        case "timeline":
            show_past_timeline(person.timeline)
        case "accounts":
            show_accounts(person.users, rules)
        case "since":
            show_since(graph, person)


def show_nobody(graph: Graph, text: str, day: date | None) -> None:
    """Says that nobody has what was typed, and that nothing is like it."""
    message = say("people.nobody_then", day=f"{day:%Y-%m-%d}") if day else say("people.nobody")
    st.warning(message, icon=":material/search_off:")
    st.text(text)
    hint_unresolved(graph.ask("internal/explore/unfinished")[0]["unresolved"])


st.title(say("pages.people"))
graph = open_graph()
with working(say("people.looking")):
    hint_when_empty(graph.ask("sources/overview")[0]["events"])
wanted, day = choose_person()
how = ResolveOptions.from_settings(Settings())
if not wanted:
    show_start(graph)
    hint_unresolved(graph.ask("internal/explore/unfinished")[0]["unresolved"])
elif day:
    with working(say("people.looking")):
        person = cached(graph, read_person, wanted, how, day, events=MOST, calendar=view_calendar())
    if person is None:
        show_nobody(graph, wanted, day)
    else:
        show_past(graph, person, day, how.rules)
else:
    with working(say("people.looking")):
        found = cached(graph, find_oneid, wanted, how.rules)
    if found is not None:
        show_present(graph, found, how.rules)
    elif not show_search_results(graph, wanted):
        show_nobody(graph, wanted, None)
