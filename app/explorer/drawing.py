"""The identity graph as one HTML page that asks nothing of the internet."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from onepath.app.explorer.placing import places
from onepath.app.explorer.text import number, short
from onepath.app.explorer.theme import dark, ink, kind_colour
from onepath.graph.identity import IdentifierRow, LinkRow
from onepath.loaders.kinds import strongest_first
from pyvis.network import Network

__all__ = ["DRAWN", "identity_page"]

DRAWN = 300
"""How many identifiers are drawn; the table beside the drawing has all of them."""

_HEIGHT = 480
_LABEL = 18
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
    labels = {row.key: f"{short(row.value, _LABEL)}\n{row.kind}" for row in shown}
    boxes = [_box(labels[key]) for key in ids]
    spots = places(boxes, [(ids[link.a], ids[link.b]) for link in drawn])
    ground = "#0F1720" if dark() else "#FFFFFF"
    # Colours and sizes are constants: pyvis puts them into the page as they are.
    network = Network(
        height=f"{_HEIGHT}px",
        width="100%",
        cdn_resources="in_line",
        bgcolor=ground,
    )
    for row in shown:
        x, y = spots[ids[row.key]]
        network.add_node(
            ids[row.key],  # a number: an identifier's own text would be markup in pyvis' menus
            label=labels[row.key],
            title=_safe(
                f"{row.kind}: {row.value}\n{number(row.event_count or 0)} events\n{', '.join(row.sources)}"
            ),
            color=kind_colour(row.kind),
            size=12 + min(18, 3 * len(str(row.event_count or 0)) ** 1.5),
            font={"color": ink(), "size": 14, "strokeWidth": 4, "strokeColor": ground},
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
    page = _OUTSIDE.sub("", network.generate_html()).replace("<center>", "")
    page = page.replace("</head>", _STYLE + "</head>", 1)
    # The last script of the page: the network is there.
    return page.replace("</body>", _legend(shown) + _fit(spots, boxes) + "</body>", 1)


_STYLE = """<style>
body{margin:0}.card{border:0}#mynetwork{border:0!important}h1{display:none}
#kinds{position:absolute;left:0;top:0;font:12px sans-serif;pointer-events:none}
#kinds span{margin-right:14px;white-space:nowrap}
#kinds i{display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:5px}
</style>"""
# vis-network's own fit looks at dots and cuts their labels; {x} and its like are numbers of ours.
# At once: drawn already, it would wait for the next drawing and move under the reader's hand.
_FIT = """<script>(function () {{
  const frame = document.getElementById("mynetwork"), top = {legend};
  const scale = Math.min(frame.clientWidth / {wide}, (frame.clientHeight - top) / {tall}, 1.2);
  network.moveTo({{position: {{x: {x}, y: {y} - top / 2 / scale}}, scale: scale}});
  document.body.dataset.fitted = "yes";
}})();</script>"""
_LEGEND_HEIGHT = 40
_BELOW = 20  # a label hangs under its dot: the box's middle is lower than the node's


def _fit(spots: Sequence[tuple[float, float]], boxes: Sequence[tuple[float, float]]) -> str:
    """The script that shows all dots with their labels, below the legend."""
    sides = [
        (x - w / 2, x + w / 2, y - h / 2, y + h / 2) for (x, y), (w, h) in zip(spots, boxes, strict=True)
    ]
    left, right = min(side[0] for side in sides), max(side[1] for side in sides)
    top, bottom = min(side[2] for side in sides), max(side[3] for side in sides)
    return _FIT.format(
        legend=_LEGEND_HEIGHT,
        wide=f"{right - left + 20:.0f}",
        tall=f"{bottom - top + 20:.0f}",
        x=f"{(left + right) / 2:.0f}",
        y=f"{(top + bottom) / 2 + _BELOW:.0f}",
    )


def _legend(shown: Sequence[IdentifierRow]) -> str:
    """The kinds and how many of each are drawn. A kind may be named by whoever sent the data."""
    counts = Counter(row.kind for row in shown)
    entries = "".join(
        f'<span><i style="background:{kind_colour(kind)}"></i>{escape(kind)} {counts[kind]}</span>'
        for kind in strongest_first(counts)
    )
    return f'<div id="kinds" style="color:{ink()}">{entries}</div>'


def _box(label: str) -> tuple[float, float]:
    """What a node and its label take: Chinese characters are about twice as wide as Latin ones."""
    widest = max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in label.splitlines())
    return max(48.0, 7.5 * widest + 12), 78.0


def _bundles(links: Sequence[LinkRow]) -> dict[tuple[str, str], list[LinkRow]]:
    # Several rules may join the same two: one line, whose tooltip names them all.
    bundles: dict[tuple[str, str], list[LinkRow]] = {}
    for link in links:
        pair = (link.a, link.b) if link.a <= link.b else (link.b, link.a)
        bundles.setdefault(pair, []).append(link)
    return bundles


def _safe(title: str) -> str:
    # One title with the letters "href" makes pyvis show every title as HTML. A zero-width space keeps the
    # text readable and its popups text.
    return re.sub("(?i)h(?=ref)", lambda match: match[0] + "\u200b", title)
