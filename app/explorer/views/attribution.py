"""Which channels lead to conversions, by several models side by side, and whose paths they are."""

import shlex
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

import streamlit as st
from onepath.app.explorer.choosing import choose
from onepath.app.explorer.connection import hint_when_empty, hint_without_journeys, open_graph, working
from onepath.app.explorer.figures import figure
from onepath.app.explorer.filters import Filters, choose_filters, counting
from onepath.app.explorer.language import say, word
from onepath.app.explorer.opening import Opening, Place, opened
from onepath.app.explorer.outcomes import DRAWN, credit_bars, exactly, path_bars
from onepath.app.explorer.people import show_people
from onepath.app.explorer.reading import first_funnel, kept, known_events, rows_of
from onepath.app.explorer.text import number, plain
from onepath.app.explorer.tiles import Tile, draw_tiles
from onepath.graph.conditions import Group, group_of
from onepath.graph.durations import duration_code
from onepath.graph.outcomes import MODELS, NO_TOUCH, Attribution, AttributionQuestion, attribute, touched_by
from onepath.graph.store import Graph, moment

_CHANNELS = ("sources", "events", "property")
_QUERIES = ("internal/outcomes/channel_paths", "internal/outcomes/converted")


@dataclass(frozen=True, slots=True)
class Number:
    """A channel's paths that converted, or that did not; and where it stands in both charts."""

    channel: str
    converted: bool
    count: int
    place: int | None

    @property
    def token(self) -> str:
        return f"channel.{self.channel}.{'converted' if self.converted else 'lost'}"

    @property
    def label(self) -> str:
        which = word("attribution.converted") if self.converted else word("attribution.lost")
        return f"{self.channel} · {which}"

    def opening(self, places: Sequence[Place]) -> Opening:
        return Opening(self.token, f"{self.label} · {number(self.count)}", tuple(places))


def choose_channels(graph: Graph, names: Sequence[str]) -> tuple[str | None, str | None]:
    """The events that are touches, and the property that names channels; neither for sources."""
    side, which = st.columns([3, 7], vertical_alignment="bottom")
    with side:
        kind = choose(
            say("attribution.channels"), _CHANNELS, "channels",
            named=lambda one: word(f"attribution.channels_{one}"),
        )  # fmt: skip
    if kind == "events":
        chosen = which.multiselect(
            say("attribution.touch"), names, key="touch", bind="query-params",
            placeholder=word("attribution.choose"),
        )  # fmt: skip
        if not chosen:
            st.caption(say("attribution.choose_touches"))
            st.stop()
        return exactly(chosen), None
    if kind == "property":
        known = [row["property"] for row in rows_of(graph, "internal/outcomes/property_names")]
        chosen_property = which.selectbox(
            say("attribution.property"), known, key="property", bind="query-params"
        )
        if chosen_property is None:
            st.caption(say("attribution.no_property"))
            st.stop()
        return None, chosen_property
    return None, None


def command(question: AttributionQuestion, filters: Filters) -> str:
    """The command that asks the same."""
    parts = ["onepath", "attribution", question.target]
    for name in ("touch", "by"):
        value = getattr(question, name)
        parts += [f"--{name}", value] if value is not None else []
    parts += ["--every"] if question.every else []
    parts += [
        "--lookback",
        duration_code(question.lookback),
        "--half-life",
        duration_code(question.half_life),
    ]
    return shlex.join([*parts, *filters.options])


def numbers_of(found: Attribution) -> list[Number]:
    """Every number that opens: of each channel, and of the conversions without a touch."""
    numbers = [
        Number(row.name, converted, row.conversions if converted else row.lost, place)
        for place, row in enumerate(found.channels)
        for converted in (True, False)
    ]
    return [*numbers, Number(NO_TOUCH, True, found.without_touch, None)]


def show_credit(found: Attribution, line: str) -> None:
    """What each channel earns by each model."""
    drawn = found.channels[:DRAWN]
    rows = [
        {"channel": row.name, "conversions": row.conversions, "lost": row.lost}
        | {model: round(row.credit[model], 2) for model in MODELS}
        for row in found.channels
    ]
    meaning = say("attribution.meaning")
    if found.orders_drawn:
        meaning += "\n\n" + say("attribution.orders_drawn", n=found.orders_drawn)
    figure(
        credit_bars(found), "credit",
        title=say("attribution.title"),
        alt=word("attribution.alt", n=len(found.channels), models=len(found.models)),
        meaning=meaning, rows=rows, height=90 + 130 * len(drawn), queries=_QUERIES, command=line,
        note=say("attribution.note"),
        opens=[
            one.opening([("main", series, one.place) for series in range(len(found.models))])
            for one in numbers_of(found) if one.converted and one.place is not None
        ],
    )  # fmt: skip


def show_paths(
    graph: Graph, question: AttributionQuestion, group: Group, found: Attribution, line: str
) -> None:
    """The paths behind it, and whose they are."""
    numbers = numbers_of(found)
    figure(
        path_bars(found), "paths",
        title=say("attribution.paths_title"), alt=word("attribution.paths_alt", n=len(found.channels)),
        meaning=say("attribution.paths_meaning"),
        rows=[
            {"channel": row.name, "conversions": row.conversions, "lost": row.lost}
            for row in found.channels
        ],
        height=60 + 34 * min(len(found.channels), DRAWN), queries=_QUERIES, command=line,
        note=say("attribution.paths_note"),
        opens=[
            one.opening([] if one.place is None else [("main", 0 if one.converted else 1, one.place)])
            for one in numbers
        ],
    )  # fmt: skip
    chosen = next((one for one in numbers if one.token == opened()), None)
    if chosen is None:
        return
    with working(say("attribution.finding")):
        paths = kept(graph, touched_by, question, chosen.channel, converted=chosen.converted, group=group)
    rows = [{"oneid": path.oneid, "at": moment(path.at), "path": " > ".join(path.path)} for path in paths]
    show_people(graph, rows, "attribution", title=plain(chosen.label), expected=chosen.count)


st.title(say("pages.attribution"))
graph = open_graph()
with working(say("attribution.reading_names")):
    events = known_events(graph)
    if not events:
        hint_when_empty(graph.ask("sources/overview")[0]["events"])
        hint_without_journeys()
names = [row.name for row in events]
with working(say("attribution.suggesting")):
    suggested = first_funnel(graph, events)
filters = choose_filters(graph)

which, back, half, each = st.columns([4, 2, 2, 3], vertical_alignment="bottom")
target = which.selectbox(
    say("attribution.target"), names, index=names.index(suggested[-1]) if suggested else 0, key="target",
    bind="query-params",
)  # fmt: skip
lookback = back.number_input(say("attribution.lookback"), 1, 3650, 30, key="lookback", bind="query-params")
half_life = half.number_input(say("attribution.half_life"), 1, 3650, 7, key="half_life", bind="query-params")
every = each.toggle(say("attribution.every"), key="every", bind="query-params")
touch, by = choose_channels(graph, names)
question = AttributionQuestion(
    exactly([target]), touch, by, every, timedelta(days=lookback), timedelta(days=half_life)
)
with counting(say("attribution.following"), filters):
    group = kept(graph, group_of, **asdict(filters))
    found = kept(graph, attribute, question, group=group)
draw_tiles(
    [
        Tile(
            say("attribution.tile_conversions"), found.conversions,
            word("attribution.every_one") if every else word("attribution.first_of_each"),
        ),
        Tile(say("attribution.tile_without"), found.without_touch, word("attribution.by_no_channel")),
        Tile(say("attribution.tile_lost"), found.lost, word("attribution.touched_in_vain")),
    ]
)  # fmt: skip
if not found.channels:
    st.warning(say("attribution.nothing"), icon=":material/search_off:")
    st.stop()
line = command(question, filters)
show_credit(found, line)
show_paths(graph, question, group, found, line)
