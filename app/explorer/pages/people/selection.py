"""What is selected in the identity graph, in full, with what can be done about it."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.identity import block, unmerge, unmerge_identifier
from onepath.graph.people import EXPAND_LIMIT
from onepath.graph.store import Graph

from ...cache import cached
from ...calendars import view_calendar, view_time
from ...language import say
from ...reasons import reason_text
from ...tables import show_table
from . import address
from .decisions import ask_to_confirm, ask_to_merge
from .picture import Dot, Line, Picture

__all__ = ["show_selected"]

_EVENTS = 20


def show_selected(graph: Graph | None, picture: Picture, oneid: str) -> None:
    """One identifier or one line. Without a graph it is of the past, where nothing can be done."""
    keys = address.selected()
    dots = {dot.known.key: dot for dot in picture.dots}
    with st.container(border=True, key="selected"):
        if len(keys) == 1 and keys[0] in dots:
            _show_dot(graph, dots[keys[0]], picture, oneid)
        elif line := next((line for line in picture.lines if {line.a, line.b} == set(keys)), None):
            _show_line(graph, line, dots, oneid)
        else:
            st.markdown(f"**{say('person_graph.nothing')}**")
            st.caption(say("person_graph.nothing_hint"))


def _show_dot(graph: Graph | None, dot: Dot, picture: Picture, oneid: str) -> None:
    known = dot.known
    st.caption(say("person_graph.identifier", kind=known.kind))
    st.text(known.value)
    zone = view_calendar().zone
    times = [view_time(seen) or "–" for seen in (known.first_seen, known.last_seen)]
    st.caption(say("person_graph.seen", n=known.event_count or 0, first=times[0], last=times[1], zone=zone))
    if known.why:
        st.caption(say("person_graph.isolated", why=reason_text(known.why)), width="stretch")
    if not dot.own and known.oneid:
        address.person_button(known.oneid, say("person_graph.of_other", oneid=known.oneid), "selected")
    if graph is None:
        _offer_hide(known.key)
        return
    if known.beyond:
        _offer_expansion(dot, picture)
    elif dot.own:
        st.caption(say("person_graph.nobody_else"))
    _offer_hide(known.key)
    if (
        dot.own
        and len([other for other in picture.dots if other.own]) > 1
        and st.button(
            say("person_graph.take_out"), key="take_out", icon=":material/person_remove:", width="stretch"
        )
    ):
        ask_to_confirm(
            say("decide.take_out", key=known.key), say("decide.take_out_effect"),
            lambda who, rules: unmerge_identifier(graph, known.key, who, rules),
        )  # fmt: skip
    if dot.own and st.button(
        say("person_graph.block"), key="block", icon=":material/block:", width="stretch"
    ):
        ask_to_confirm(
            say("decide.block", key=known.key), say("decide.block_effect"),
            lambda who, rules: block(graph, known.key, who, rules),
        )  # fmt: skip


def _offer_expansion(dot: Dot, picture: Picture) -> None:
    """How many identifiers of others are linked with this one, and a button for the next of them."""
    key, total = dot.known.key, picture.totals.get(dot.known.key, dot.known.beyond)
    taken = EXPAND_LIMIT * address.expansions().count(key)
    if taken >= total:
        st.caption(say("person_graph.all_drawn", n=total))
        return
    shown = {"shown": min(EXPAND_LIMIT, total - taken), "n": total}
    st.button(
        say("person_graph.next", **shown) if taken else say("person_graph.expand", **shown),
        key="expand", icon=":material/hub:", type="primary", width="stretch",
        on_click=address.expand, args=(key,),
    )  # fmt: skip


def _offer_hide(key: str) -> None:
    st.button(
        say("person_graph.hide"), key="hide", icon=":material/visibility_off:", width="stretch",
        on_click=address.hide, args=(key,),
    )  # fmt: skip


def _show_line(graph: Graph | None, line: Line, dots: dict[str, Dot], oneid: str) -> None:
    st.caption(say("person_graph.evidence"))
    st.text(f"{line.a}\n{line.b}")
    for why in dict.fromkeys(link.cut for link in line.links if link.cut):
        st.caption(say("person_graph.blocked", why=reason_text(why)))
    show_table(
        [
            {
                "rule": link.rule, "source": link.source, "count": link.count, "confidence": link.confidence,
                "first_seen": link.first_seen, "last_seen": link.last_seen, "cut": link.cut,
            }
            for link in line.links
        ],
        "evidence",
    )  # fmt: skip
    if graph is None:
        return
    _show_evidence(graph, [link.key for link in line.links])
    ends = (dots[line.a], dots[line.b])
    if all(end.own for end in ends):
        if st.button(say("person_graph.unmerge"), key="split", icon=":material/call_split:", width="stretch"):
            ask_to_confirm(
                say("decide.unmerge", a=line.a, b=line.b), say("decide.unmerge_effect"),
                lambda who, rules: unmerge(graph, oneid, [link.key for link in line.links], who, rules),
            )  # fmt: skip
    elif ends[0].known.oneid != ends[1].known.oneid and st.button(
        say("person_graph.merge"), key="join", icon=":material/call_merge:", width="stretch"
    ):
        ask_to_merge(graph, line.a, line.b)


def _show_evidence(graph: Graph, keys: Sequence[str]) -> None:
    """The events that carry both ends, and the accounts that have both."""
    found = cached(graph, Graph.ask, "internal/identity/evidence", keys=list(keys), limit=_EVENTS)
    evidence = [
        {"at": event["at"], "name": event["name"], "key": event["key"]}
        for row in found for event in row["events"]
    ]  # fmt: skip
    accounts = [account for row in found for account in row["accounts"]]
    evidence += [{"at": None, "name": None, "key": account} for account in accounts]
    if evidence:
        st.caption(say("person_graph.based_on", n=len(evidence)))
        show_table(evidence, "behind_evidence")
