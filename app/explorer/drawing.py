"""The identity graph as one HTML page that asks nothing of the internet."""

import json
import re
from collections.abc import Sequence

import rustworkx
from onepath.app.explorer.text import number, short
from onepath.app.explorer.theme import dark, ink, kind_colour
from onepath.graph.identity import IdentifierRow, LinkRow
from pyvis.network import Network

__all__ = ["DRAWN", "identity_page"]

DRAWN = 300
"""How many identifiers are drawn; the table beside the drawing has all of them."""

_HEIGHT = 460
_WIDE, _TALL = 760.0, 350.0
_OUTSIDE = re.compile(r"<!--.*?-->|<link\b[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>", re.DOTALL)
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "hover": True, "keyboard": False},
    "edges": {"smooth": False},
}


def identity_page(identifiers: Sequence[IdentifierRow], links: Sequence[LinkRow]) -> str:
    """The drawing of identifiers and the evidence between them, at most `DRAWN` of them.

    Places come from here and not from a simulation in the browser: it draws at once, and the same
    graph always looks the same.
    """
    shown = sorted(identifiers, key=lambda row: (-(row.event_count or 0), row.key))[:DRAWN]
    ids = {row.key: place for place, row in enumerate(sorted(shown, key=lambda row: row.key))}
    drawn = [link for link in links if link.a in ids and link.b in ids]
    places = _places(len(ids), [(ids[link.a], ids[link.b]) for link in drawn])
    # Colours and sizes are constants: pyvis puts them into the page as they are.
    network = Network(
        height=f"{_HEIGHT}px",
        width="100%",
        cdn_resources="in_line",
        bgcolor="#0F1720" if dark() else "#FFFFFF",
    )
    for row in shown:
        x, y = places[ids[row.key]]
        network.add_node(
            ids[row.key],  # a number: an identifier's own text would be markup in pyvis' menus
            label=f"{short(row.value)}\n{row.kind}",
            title=_safe(
                f"{row.kind}: {row.value}\n{number(row.event_count or 0)} events\n{', '.join(row.sources)}"
            ),
            color=kind_colour(row.kind),
            size=12 + min(18, 3 * len(str(row.event_count or 0)) ** 1.5),
            font={"color": ink(), "size": 13},
            x=x,
            y=y,
        )
    for (a, b), evidence in _bundles(drawn).items():
        network.add_edge(
            ids[a],
            ids[b],
            width=1 + min(5, len(str(sum(link.count or 0 for link in evidence)))),
            color="#7A8B99",
            title=_safe(
                "\n".join(f"{link.rule} ({link.source}): {number(link.count or 0)}" for link in evidence)
            ),
        )
    network.set_options(json.dumps(_OPTIONS))
    return (
        _OUTSIDE.sub("", network.generate_html())
        .replace("<center>", "")
        .replace("</head>", _STYLE + "</head>", 1)
    )


_STYLE = "<style>body{margin:0}.card{border:0}#mynetwork{border:0!important}h1{display:none}</style>"


def _bundles(links: Sequence[LinkRow]) -> dict[tuple[str, str], list[LinkRow]]:
    # Several rules may join the same two: one line, whose tooltip names them all.
    bundles: dict[tuple[str, str], list[LinkRow]] = {}
    for link in links:
        pair = (link.a, link.b) if link.a <= link.b else (link.b, link.a)
        bundles.setdefault(pair, []).append(link)
    return bundles


def _places(count: int, edges: Sequence[tuple[int, int]]) -> dict[int, tuple[float, float]]:
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(edges))
    layout = rustworkx.spring_layout(graph, seed=7, num_iter=120, k=2.2 / max(1, count) ** 0.5)
    xs, ys = [x for x, _ in layout.values()], [y for _, y in layout.values()]
    # Up to about 14 fit the frame at their own size; with more the frame shows a larger field.
    grow = max(1.0, (count / 14) ** 0.5)
    return {
        node: (_WIDE * grow * _between(float(x), xs), _TALL * grow * _between(float(y), ys))
        for node, (x, y) in layout.items()
    }


def _between(value: float, values: Sequence[float]) -> float:
    span = max(values) - min(values)
    return (value - min(values)) / span if span > 1e-9 else 0.5


def _safe(title: str) -> str:
    # One title with the letters "href" makes pyvis show every title as HTML. A zero-width space keeps the
    # text readable and its popups text.
    return re.sub("(?i)h(?=ref)", lambda match: match[0] + "\u200b", title)
