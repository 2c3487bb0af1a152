"""The paths of a channel, and the people who walked them."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.outcomes import NO_TOUCH, Attribution, AttributionQuestion
from onepath.graph.store import Graph

from ...cache import people_of
from ...connection import working
from ...drill_down import DrillDown, Place, find_open
from ...formats import number, plain
from ...language import say, word
from ...people import show_people

__all__ = ["ChannelPaths", "channel_paths", "show_channel_people"]


@dataclass(frozen=True, slots=True)
class ChannelPaths:
    """A channel's paths that converted, or that did not; and its place in both charts."""

    channel: str
    converted: bool
    count: int
    place: int | None

    @property
    def token(self) -> str:
        return self.channel if self.converted else f"not-converted:{self.channel}"

    @property
    def label(self) -> str:
        which = word("attribution.converted") if self.converted else word("attribution.lost")
        return f"{self.channel} · {which}"

    def drill_down(self, places: Sequence[Place]) -> DrillDown:
        return DrillDown(self.token, f"{self.label} · {number(self.count)}", tuple(places))


def channel_paths(found: Attribution) -> list[ChannelPaths]:
    """The paths of each channel, and the conversions without a touchpoint."""
    paths = [
        ChannelPaths(row.channel, converted, row.conversions if converted else row.not_converted, place)
        for place, row in enumerate(found.channels)
        for converted in (True, False)
    ]
    return [*paths, ChannelPaths(NO_TOUCH, True, found.without_touchpoint, None)]


def show_channel_people(graph: Graph, question: AttributionQuestion, paths: Sequence[ChannelPaths]) -> None:
    """The people of the paths that are open."""
    chosen = find_open(paths)
    if chosen is None:
        return
    with working(say("attribution.finding")):
        found = people_of(graph, question, chosen.token)
    rows = [
        {"oneid": one.oneid, "at": one.last, "path": " > ".join(event.name for event in one.events)}
        for one in found.people
    ]
    show_people(graph, rows, "attribution", title=plain(chosen.label), expected=chosen.count)
