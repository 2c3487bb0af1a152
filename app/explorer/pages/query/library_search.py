"""The search in the library, and the choice of one of its questions."""

from collections.abc import Mapping, Sequence

import streamlit as st
from onepath.graph.store import Query, all_queries

from ...address import change, given
from ...inputs import choose, type_text
from ...language import say, word
from ...tables import show_rows
from .chart import ADDRESS as CHART
from .library_words import answers_of, grain_of, topic_name

__all__ = ["choose_query", "offered_queries"]

_FIRST = "sources/overview"
_EVERY, _INTERNAL = "every_group", "internal"


def offered_queries() -> dict[str, Query]:
    """The queries that only read, first the library, then onepath's own."""
    queries = [query for query in all_queries().values() if query.reads]
    return {
        query.name: query for query in sorted(queries, key=lambda q: (q.internal, q.name != _FIRST, q.name))
    }


def choose_query(offered: Mapping[str, Query]) -> str:
    """Draws the search and the choice; the name of the query. It is in the address: Back undoes a choice."""
    hits, searched = _search(offered)
    named = given("query")
    if named is not None and named not in offered:
        st.warning(say("query.not_there", name=named), icon=":material/search_off:")
    chosen = named if named is not None and named in offered else _FIRST
    if not hits:
        st.caption(say("query.none_found"))
    elif named is None and chosen not in hits:
        chosen = hits[0]
    choices = hits if chosen in hits or not hits else [chosen, *hits]
    st.session_state["query_choice"] = chosen
    st.selectbox(
        say("query.choose", n=len(hits)), choices or [chosen], key="query_choice", on_change=_change,
        format_func=lambda name: f"{name} · {answers_of(offered[name])}",
    )  # fmt: skip
    if searched is not None:
        _show_hits(offered, hits, expanded=bool(searched))
    return chosen


def _search(offered: Mapping[str, Query]) -> tuple[list[str], str | None]:
    """The names that were found, and the words that were searched for; None if all are shown."""
    library = [query for query in offered.values() if not query.internal]
    search, folder = st.columns([3, 2], vertical_alignment="bottom")
    wanted = type_text(
        say("query.search", n=len(library)), "search", place=search, placeholder=word("query.search_hint")
    )
    groups = sorted({query.group for query in library})
    with folder:
        within = choose(
            say("query.group"), [_EVERY, *groups, _INTERNAL], "group",
            named=lambda one: word(f"query.{one}") if one in (_EVERY, _INTERNAL) else topic_name(one),
        )  # fmt: skip
    words = wanted.lower().split()
    hits = [
        name
        for name, query in offered.items()
        if (query.internal if within == _INTERNAL else not query.internal and within in (_EVERY, query.group))
        and all(one in _searched(query) for one in words)
    ]
    return hits, wanted if wanted or within != _EVERY else None


def _show_hits(offered: Mapping[str, Query], hits: Sequence[str], *, expanded: bool) -> None:
    queries = [offered[name] for name in hits]
    rows = [{"query": one.name, "answers": answers_of(one), "grain": grain_of(one)} for one in queries]
    with st.expander(say("query.hits", n=len(hits)), expanded=expanded):
        show_rows(rows, columns=("query", "answers", "grain"))


def _searched(query: Query) -> str:
    """What a search looks at: both languages, since names and columns are English everywhere."""
    return f"{query.name} {query.answers} {answers_of(query)} {' '.join(query.returns)}".lower()


def _change() -> None:
    gone: dict[str, list[str]] = {name: [] for name in ("values", *CHART)}
    change({**gone, "query": [st.session_state["query_choice"]]})
