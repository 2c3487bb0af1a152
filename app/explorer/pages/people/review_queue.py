"""The review queue: what the rules did not merge, of one person or of all, to be merged or kept separate."""

from collections.abc import Sequence

import streamlit as st
from onepath.graph.identity import (
    ReviewItem,
    blocked_links,
    keep_separate,
    read_review_queue,
    review_items_of,
)
from onepath.graph.store import Graph

from ...cache import cached
from ...drill_down import open_token, set_open
from ...formats import number
from ...inputs import choose
from ...language import say
from ...reasons import reason_text
from ...selectable_tables import choose_row
from ...tables import show_table
from .address import person_button
from .decisions import ask_to_confirm
from .explanation import show_path

__all__ = ["show_people", "show_review_items", "show_review_queue"]

_MOST = 5_000
_NAMED = 20  # an item lists no more links and people than these


def show_review_queue(graph: Graph) -> None:
    """The queue of all people, the most evidence first."""
    found = cached(graph, read_review_queue, _MOST).review_items
    if not found:
        st.caption(say("review.none"))
        return
    st.caption(say("review.all", n=len(found)) if len(found) < _MOST else say("review.first", n=_MOST))
    _choose(graph, found)


def show_review_items(graph: Graph, oneid: str) -> None:
    """What the rules blocked of this person, by cause, and their isolated identifiers."""
    found = cached(graph, review_items_of, oneid).review_items
    if not found:
        st.caption(say("review.none_of_person"))
        return
    st.caption(say("review.of_person", n=len(found)))
    _choose(graph, found)


def _choose(graph: Graph, found: Sequence[ReviewItem]) -> None:
    """The list, and the one of it that is open."""
    rows = [
        {
            "one": item.a, "other": item.b, "reason": reason_text(item.reason),
            "links": number(item.links_total), "people": _people(item),
        }
        for item in found
    ]  # fmt: skip
    names = [_name(item) for item in found]
    chosen = choose_row(rows, names, "review_items")
    if chosen:
        set_open(chosen)
    _show_open(graph, dict(zip(names, found, strict=True)))


def _people(item: ReviewItem) -> str:
    if item.people_total is not None:
        return number(item.people_total)
    return f"{_NAMED}+" if len(item.people) >= _NAMED else number(len(item.people))


def _name(item: ReviewItem) -> str:
    return f"{item.a} | {item.b}" if item.b else item.a


def _show_open(graph: Graph, by_name: dict[str, ReviewItem]) -> None:
    """The item that is open: its evidence, the people, and both decisions."""
    item = by_name.get(open_token() or "")
    if item is None:
        st.caption(say("review.choose"))
        return
    with st.container(border=True, key="suspicion"):
        st.text(f"{item.a}\n{item.b}" if item.b else item.a)
        st.caption(say("review.reason", why=reason_text(item.reason)))
        show_people(graph, item.people)
        links = cached(graph, Graph.ask, "internal/identity/evidence", keys=item.links, limit=3)
        if item.b is None:
            st.caption(say("review.isolated"))
            show_table(
                [{name: link[name] for name in ("a", "b", "rule", "source", "count")} for link in links],
                "suspicion_links",
            )
            return
        if item.people_total is not None and item.people_total > 2:
            st.caption(say("review.several", n=item.people_total - 1))
        pairs = [(str(link["a"]), str(link["b"])) for link in links]
        show_path(graph, *_choose_pair(pairs or [(item.a, item.b)]))
        _offer_keep_separate(graph, item)


def _choose_pair(pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The blocked link that is looked at."""
    if len(pairs) == 1:
        return pairs[0]
    names = {f"{a} – {b}": (a, b) for a, b in pairs}
    return names[choose(say("review.pair"), list(names), "pair", named=str, view=True)]


def _offer_keep_separate(graph: Graph, item: ReviewItem) -> None:
    """Confirms all blocked links of the item at once."""
    several = item.people_total is not None and item.people_total > 2
    what = (
        say("decide.keep_all_separate", a=item.a, n=item.links_total)
        if several
        else say("decide.keep_separate", a=item.a, b=item.b or "")
    )
    if st.button(say("review.keep_separate"), key="keep_separate", icon=":material/call_split:"):
        ask_to_confirm(
            what, say("decide.keep_separate_effect"),
            lambda who, rules: keep_separate(graph, _links(graph, item), who, rules),
        )  # fmt: skip


def _links(graph: Graph, item: ReviewItem) -> list[str]:
    """All links of an item, which names only some."""
    if item.links_total <= len(item.links):
        return item.links
    return blocked_links(graph, item.a, None, item.reason)


def show_people(graph: Graph, oneids: Sequence[str]) -> None:
    """A button for each of the people that it is about."""
    known = cached(graph, Graph.ask, "internal/explore/people", oneids=list(oneids))
    with st.container(horizontal=True):
        for person in known:
            label = say(
                "review.person", name=person["known_as"], n=person["identifiers"], events=person["events"]
            )
            person_button(person["oneid"], label, "review")
