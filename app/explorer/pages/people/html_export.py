"""The identity graph as one HTML page to send, which loads nothing from the internet."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from pyvis.network import Network

from ...formats import number
from ...reasons import reason_text
from ...theme import dark, ink, kind_colour
from .picture import Dot, Line, Picture, box_of, label_of

__all__ = ["dot_size", "dot_title", "identity_page", "line_title", "line_width"]

_HEIGHT = 720
_OUTSIDE = re.compile(r"<!--.*?-->|<link\b[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>", re.DOTALL)
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "hover": True, "keyboard": False},
    "edges": {"smooth": False},
}


def identity_page(picture: Picture) -> str:
    """The page as text. Places come from here and not from a simulation in the browser."""
    ids = {dot.known.key: place for place, dot in enumerate(picture.dots)}
    ground = "#0F1720" if dark() else "#FFFFFF"
    # Colours and sizes are constants: pyvis puts them into the page as they are.
    network = Network(height=f"{_HEIGHT}px", width="100%", cdn_resources="in_line", bgcolor=ground)
    for dot in picture.dots:
        colour = kind_colour(dot.known.kind)
        x, y = dot.spot
        network.add_node(
            ids[dot.known.key],  # a number: an identifier's own text would be markup in pyvis' menus
            label=label_of(dot.known),
            title=_safe(dot_title(dot)),
            color={"background": colour if dot.own else ground, "border": colour},
            borderWidth=1 if dot.own else 3,
            size=dot_size(dot),
            font={"color": ink(), "size": 14, "strokeWidth": 4, "strokeColor": ground},
            x=x,
            y=y,
        )
    for line in picture.lines:
        network.add_edge(
            ids[line.a],
            ids[line.b],
            width=line_width(line),
            color="#C2410C" if line.cut else "#7A8B99",
            dashes=line.cut,
            title=_safe(line_title(line)),
        )
    network.set_options(json.dumps(_OPTIONS))
    page = _OUTSIDE.sub("", network.generate_html()).replace("<center>", "")
    page = page.replace("</head>", _STYLE + "</head>", 1)
    # The last script of the page: the network is there.
    return page.replace("</body>", _legend(picture.dots) + _fit(picture.dots) + "</body>", 1)


def dot_title(dot: Dot) -> str:
    """The tooltip of a dot."""
    known = dot.known
    return "\n".join(
        filter(
            None,
            (f"{known.kind}: {known.value}", number(known.event_count or 0), reason_text(known.why or "")),
        )
    )


def dot_size(dot: Dot) -> float:
    """Larger with more events."""
    return 12 + min(18.0, 3 * math.pow(len(str(dot.known.event_count or 0)), 1.5))


def line_title(line: Line) -> str:
    """The tooltip of a line: each piece of evidence, and why a rule blocked it."""
    return "\n".join(
        f"{link.rule} ({link.source}): {number(link.count or 0)}"
        + (f", {reason_text(link.cut)}" if link.cut else "")
        for link in line.links
    )


def line_width(line: Line) -> int:
    """Wider with more evidence."""
    return 1 + min(5, len(str(sum(link.count or 0 for link in line.links))))


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


def _fit(dots: Sequence[Dot]) -> str:
    """The script that shows all dots with their labels, below the legend."""
    sides = [
        (x - w / 2, x + w / 2, y - h / 2, y + h / 2)
        for (x, y), (w, h) in ((dot.spot, box_of(label_of(dot.known))) for dot in dots)
    ] or [(0.0, 1.0, 0.0, 1.0)]
    left, right = min(side[0] for side in sides), max(side[1] for side in sides)
    top, bottom = min(side[2] for side in sides), max(side[3] for side in sides)
    return _FIT.format(
        legend=_LEGEND_HEIGHT,
        wide=f"{right - left + 20:.0f}",
        tall=f"{bottom - top + 20:.0f}",
        x=f"{(left + right) / 2:.0f}",
        y=f"{(top + bottom) / 2 + _BELOW:.0f}",
    )


def _legend(dots: Sequence[Dot]) -> str:
    """The kinds and how many of each are drawn. A kind may have been named by the source."""
    counts = Counter(dot.known.kind for dot in dots)
    entries = "".join(
        f'<span><i style="background:{kind_colour(kind)}"></i>{escape(kind)} {count}</span>'
        for kind, count in counts.most_common()
    )
    return f'<div id="kinds" style="color:{ink()}">{entries}</div>'


def _safe(title: str) -> str:
    # One title with the letters "href" makes pyvis show every title as HTML. A zero-width space keeps the
    # text readable and its popups text.
    return re.sub("(?i)h(?=ref)", lambda match: match[0] + "\u200b", title)
