"""What every view of the page asks: how trails are labelled, and of which people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import streamlit as st
from onepath.graph.conditions import Filter
from onepath.graph.flows import (
    OTHER,
    Counted,
    FlowQuestion,
    LabelBy,
    TrailOptions,
    TransitionsQuestion,
    event_alternatives,
    event_text,
    list_labels,
)
from onepath.graph.store import Graph
from onepath.graph.trails import END, START

from ...cache import cached
from ...calendars import chosen_calendar
from ...catalog import known_events
from ...connection import working
from ...inputs import choose, choose_several, choose_whether
from ...language import say, word
from ...questions import answer_of

__all__ = ["JourneyForm", "choose_form"]


@dataclass(frozen=True, slots=True)
class JourneyForm:
    """The graph, how its trails are labelled, and of which people."""

    graph: Graph
    options: TrailOptions
    filters: Filter

    @classmethod
    def of(cls, graph: Graph, question: FlowQuestion[Any]) -> "JourneyForm":
        """That of a question."""
        return cls(graph, question.options, question.filter)

    @property
    def fields(self) -> dict[str, Any]:
        """The same as fields of any question about flows."""
        return {
            "count": self.options.count, "label": self.options.label,
            "group_events": self.options.group_events, "collapse": self.options.collapse,
            "filter": self.filters, **chosen_calendar(),
        }  # fmt: skip

    def labels(self) -> list[str]:
        """The labels of steps, the most frequent first where that is known without counting."""
        if self.options.label == "event" and not self.options.group_events:
            return [row.name for row in known_events(self.graph)]
        with working(say("journeys.loading")):
            return cached(self.graph, list_labels, self.options)

    def with_rest(self, most: int, always: str | None = None) -> "JourneyForm":
        """The same with all but the `most` frequent events, and `always`, grouped as (other)."""
        volume: Counter[str] = Counter()
        with working(say("journeys.counting")):
            found = answer_of(self.graph, TransitionsQuestion(**self.fields))
        for one in found.transitions:
            volume[one.to_event] += one.occurrences
        volume.pop(END, None)
        ordered = sorted(volume, key=lambda name: (-volume[name], name))
        rest = [name for name in ordered[most:] if name not in (always, OTHER)]
        # One event alone stays what it is.
        return self.grouping(OTHER, rest) if len(ordered) > most + 1 else self

    def grouping(self, name: str, labels: Sequence[str]) -> "JourneyForm":
        """The same with these labels as one event; groups that are among them are part of it."""
        before = [one for one in self.options.group_events if one.partition("=")[0].strip() not in labels]
        group = f"{name}={'|'.join(self._alternatives(label) for label in labels)}"
        return replace(self, options=replace(self.options, group_events=(*before, group)))

    @property
    def rest(self) -> int:
        """How many events are grouped as (other)."""
        named = tuple(one for one in self.options.group_events if one.partition("=")[0].strip() != OTHER)
        if len(named) == len(self.options.group_events):
            return 0
        plain = replace(self.options, group_events=named)
        with working(say("journeys.loading")):
            # Both lists from one place: a list of the events that occurred may be shorter, or older.
            before, after = (cached(self.graph, list_labels, options) for options in (plain, self.options))
        return len(before) - len(after) + 1

    def text(self, label: str) -> str:
        """A label as a funnel names it; empty for the ends of journeys and for grouped events."""
        if label in (START, END, OTHER):
            return ""
        # An event group that is named by its pattern, such as view_*, is not a label.
        return cached(self.graph, event_text, label, self.options) or label

    def _alternatives(self, label: str) -> str:
        return cached(self.graph, event_alternatives, label, self.options)


def choose_form(graph: Graph, filters: Filter) -> JourneyForm:
    """Draws how trails are labelled."""
    unit, label, several, repeats = st.columns([3, 3, 5, 3], vertical_alignment="bottom")
    with unit:
        count: Counted = choose(
            say("journeys.count"), get_args(Counted), "count", named=lambda one: word(f"journeys.count_{one}")
        )
    with label:
        by: LabelBy = choose(
            say("journeys.label_by"), get_args(LabelBy), "label",
            named=lambda one: word(f"journeys.label_{one}"),
        )  # fmt: skip
    with several:
        groups: list[str] = choose_several(
            say("journeys.groups"), [], "group_events", free=True,
            help=say("journeys.groups_help"), placeholder="view=view_*|product_view",
        )  # fmt: skip
    with repeats:
        collapse = choose_whether(
            say("journeys.collapse"), "collapse", toggle=True, help=say("journeys.collapse_help")
        )
    return JourneyForm(graph, TrailOptions(count, by, tuple(groups), collapse), filters)
