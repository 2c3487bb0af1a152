"""The identity graph in the page: what Python placed is drawn by vis-network, and clicks come back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from ...language import word
from ...theme import kind_colour
from .html_export import dot_size, dot_title, line_title, line_width
from .picture import Dot, Line, Picture, box_of, label_of

__all__ = ["HEIGHT", "KEY", "Action", "draw_picture", "last_action", "line_id"]

KEY = "identity_graph"
HEIGHT = 520
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
"""Where the package pyvis keeps the library that it puts into its own pages."""
_BELOW = 20  # a label hangs under its dot: the box's middle is lower than the dot's
_SEEN = f"{KEY}_seen"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader did in the drawing: `node`, `edge`, `none`, `expand` or `kind`, and of which."""

    what: str
    of: str


def last_action() -> Action | None:
    """What was done in the drawing since the last run; reported once."""
    action = (st.session_state.get(KEY) or {}).get("action")
    if not action or action["at"] == st.session_state.get(_SEEN):
        return None
    st.session_state[_SEEN] = action["at"]
    return Action(str(action["what"]), str(action["id"]))


def draw_picture(picture: Picture, person: str, *, selected: Sequence[str], highlighted: str | None) -> None:
    """Draws it, with `selected` (identifiers, or a line's id) marked and all but one kind dimmed."""
    near = _guests_near(picture)
    _element()(
        key=KEY,
        on_action_change=lambda: None,
        data={
            "person": person,
            "dots": [_dot(dot, near[dot.known.key]) for dot in picture.dots],
            "lines": [_line(line) for line in picture.lines],
            "legend": _legend(picture.dots),
            "selected": list(selected),
            "highlighted": highlighted or "",
            "bounds": _bounds(picture.dots),
            "height": HEIGHT,
            "words": {
                "legend": word("person_graph.legend"),
                "fit": word("person_graph.fit"),
                "alt": word("person_graph.alt", dots=len(picture.dots), lines=len(picture.lines)),
            },
        },
    )


def line_id(a: str, b: str) -> str:
    """A line's name in the drawing."""
    return f"{min(a, b)}\n{max(a, b)}"


def _guests_near(picture: Picture) -> Counter[str]:
    """By identifier: how many of others that a link leads to from it are drawn already."""
    guests = {dot.known.key for dot in picture.dots if not dot.own}
    ends = [(line.a, line.b) for line in picture.lines]
    return Counter(one for a, b in ends for one, other in ((a, b), (b, a)) if other in guests)


def _dot(dot: Dot, drawn: int) -> dict[str, Any]:
    more = f" +{dot.known.beyond - drawn}" if dot.known.beyond > drawn else ""
    return {
        "id": dot.known.key, "kind": dot.known.kind, "label": label_of(dot.known) + more,
        "title": dot_title(dot), "colour": kind_colour(dot.known.kind), "size": round(dot_size(dot), 1),
        "own": dot.own, "x": round(dot.spot[0], 1), "y": round(dot.spot[1], 1),
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line_id(line.a, line.b), "from": line.a, "to": line.b, "width": line_width(line),
        "cut": line.cut, "title": line_title(line),
    }  # fmt: skip


def _legend(dots: Sequence[Dot]) -> list[dict[str, Any]]:
    counts = Counter(dot.known.kind for dot in dots)
    return [
        {"name": kind, "count": count, "colour": kind_colour(kind)} for kind, count in counts.most_common()
    ]


def _bounds(dots: Sequence[Dot]) -> dict[str, float]:
    """What has to be in sight: all dots with their labels."""
    sides = [(dot.spot, box_of(label_of(dot.known))) for dot in dots] or [((0.0, 0.0), (1.0, 1.0))]
    return {
        "left": min(x - wide / 2 for (x, _), (wide, _) in sides),
        "right": max(x + wide / 2 for (x, _), (wide, _) in sides),
        "top": min(y - tall / 2 for (_, y), (_, tall) in sides) + _BELOW,
        "bottom": max(y + tall / 2 for (_, y), (_, tall) in sides) + _BELOW,
    }


@cache
def _assets() -> tuple[str, str]:
    here = files("onepath.app.explorer.pages.people")
    library = files("pyvis").joinpath(_VIS).read_text("utf-8")
    # A text without a line break would be taken for a file's name.
    own = here.joinpath("canvas.js").read_text("utf-8")
    style = here.joinpath("canvas.css").read_text("utf-8")
    return f"// vis-network, from the package pyvis.\n{library}\n{own}", style


@cache
def _element() -> Any:
    script, style = _assets()
    return st.components.v2.component(KEY, js=script, css=style)
