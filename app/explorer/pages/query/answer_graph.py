"""Nodes and relationships in an answer, drawn as a graph, each with its properties."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from onepath.graph.console import FoundLink, FoundNode

from ...formats import cell, short
from ...language import say, word
from ...layout import places
from ...navigation import link_to
from ...tables import show_table
from ...theme import ink, palette

__all__ = ["caption_of", "show_answer_graph"]

_DRAWN = 300
_ARROWS = 40
_NAMES = ("key", "oneid", "name", "title", "value", "id")
"""What names a node, the first that it has."""


def show_answer_graph(nodes: Sequence[FoundNode], links: Sequence[FoundLink], name: str) -> None:
    """Draws at most 300 of the nodes and the links between them; what is clicked shows its properties."""
    shown = list(nodes[:_DRAWN])
    there = {node.id: place for place, node in enumerate(shown)}
    between = [link for link in links if link.start in there and link.end in there]
    st.caption(say("query.drawn", shown=len(shown), n=len(nodes), links=len(between), all=len(links)))
    labels = Counter(_kind(node) for node in shown)
    option = _option(shown, [(there[one.start], there[one.end], one.type) for one in between], labels)
    state = st.echarts_chart(
        option, key=f"graph_{name}", height=520, on_select="rerun",
        alt=word("query.graph_alt", nodes=len(shown), links=len(between)),
    )  # fmt: skip
    chosen = _chosen(state)
    if chosen is None:
        st.caption(say("query.click"))
        return
    kind, place = chosen
    if kind == "node" and place < len(shown):
        _show_node(shown[place])
    elif kind == "edge" and place < len(between):
        _show_properties(between[place].type, between[place].properties)


def caption_of(node: FoundNode) -> str:
    """The node's name in a drawing: what it is called, or its label."""
    for name in _NAMES:
        if node.properties.get(name) is not None:
            return str(node.properties[name])
    return _kind(node)


def _kind(node: FoundNode) -> str:
    # `JourneyDue` is a mark on people; what they are comes last by the alphabet.
    return node.labels[-1] if node.labels else "?"


def _option(
    nodes: Sequence[FoundNode], links: Sequence[tuple[int, int, str]], labels: Counter[str]
) -> dict[str, Any]:
    kinds = [kind for kind, _ in labels.most_common()]
    stand = places([(200.0, 75.0)] * len(nodes), [(start, end) for start, end, _ in links])
    colours = palette()
    return {
        "tooltip": {},
        "legend": {"type": "scroll", "top": 0, "data": kinds, "textStyle": {"color": ink()}},
        "color": colours,
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "roam": True,
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": ink(), "borderWidth": 3}},
                "categories": [{"name": kind} for kind in kinds],
                "label": {"show": len(nodes) <= 80, "position": "bottom", "color": ink(), "fontSize": 11},
                "edgeLabel": {
                    "show": len(links) <= _ARROWS, "fontSize": 9, "color": ink(), "formatter": "{c}",
                },
                "edgeSymbol": ["none", "arrow"],
                "edgeSymbolSize": 7,
                "lineStyle": {"opacity": 0.7, "curveness": 0.08},
                "symbolSize": 22,
                "data": [
                    {
                        "id": str(place), "name": short(caption_of(node), 24), "x": x, "y": y,
                        "category": kinds.index(_kind(node)), "value": _kind(node),
                    }
                    for place, (node, (x, y)) in enumerate(zip(nodes, stand, strict=True))
                ],
                "links": [
                    {"source": str(start), "target": str(end), "value": kind} for start, end, kind in links
                ],
            }
        ],
    }  # fmt: skip


def _chosen(state: Any) -> tuple[str, int] | None:
    selected = state["selection"]["selected"] if state else []
    for one in selected:
        if one["data_indices"]:
            return str(one["data_type"]), int(one["data_indices"][-1])
    return None


def _show_node(node: FoundNode) -> None:
    if "Person" in node.labels and "oneid" in node.properties:
        oneid = str(node.properties["oneid"])
        link_to(
            "people", say("query.person", oneid=oneid), {"who": oneid},
            icon=":material/person_search:",
        )  # fmt: skip
    _show_properties(":".join(node.labels) or "?", node.properties)


def _show_properties(kind: str, properties: Mapping[str, Any]) -> None:
    st.markdown(say("query.properties", kind=kind))
    rows = [{"property": key, "value": str(cell(value))} for key, value in properties.items()]
    show_table(rows, "properties", columns=("property", "value"))
