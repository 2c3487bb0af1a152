"""What every view of the page asks: how trails are read, and of which people."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from shlex import join
from typing import Any, TypeVar

import streamlit as st
from onepath.graph.conditions import Filter, Group
from onepath.graph.flows import OTHER, Lens, Scope, Show, event_alternatives, event_text, labels, transitions
from onepath.graph.store import Graph

from ...cache import cached
from ...catalog import known_events
from ...connection import working
from ...inputs import choose
from ...language import say, word

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class JourneyForm:
    """The graph, how its trails are read, and of which people; `group` is what the `filters` give."""

    graph: Graph
    lens: Lens
    group: Group
    filters: Filter

    def answer(self, ask: Callable[..., _Answer], /, *given: Any, **named: Any) -> _Answer:
        """The answer of a question of `graph/flows/` to this form; cached until the graph changes."""
        how = {"lens": self.lens} | ({} if "groups" in named else {"group": self.group})
        with working(say("journeys.counting")):
            return cached(self.graph, ask, *given, **named, **how)

    def filtered_by(self, saved: Filter) -> "JourneyForm":
        """The same with the filter of a saved question, where the page's own says nothing else."""
        filters = Filter.from_options({**saved.model_dump(), **self.filters.model_dump()})
        with working(say("journeys.loading")):
            return replace(self, group=filters.group(self.graph), filters=filters)

    def labels(self) -> list[str]:
        """The labels of steps, the most frequent first where that is known without counting."""
        if self.lens.show is Show.NAME and not self.lens.groups:
            return [row.name for row in known_events(self.graph)]
        with working(say("journeys.loading")):
            return cached(self.graph, labels, self.lens)

    def with_rest(self, most: int, always: str | None = None) -> tuple["JourneyForm", list[str]]:
        """The same with all but the `most` frequent events, and `always`, as one; and which are one."""
        volume: Counter[str] = Counter()
        for one in self.answer(transitions):
            volume[one.target] += one.times
        volume.pop("(end)", None)
        ordered = sorted(volume, key=lambda name: (-volume[name], name))
        # One event alone stays what it is.
        rest = [name for name in ordered[most:] if name != always] if len(ordered) > most + 1 else []
        return (replace(self, lens=replace(self.lens, rest=tuple(rest))) if rest else self), rest

    def text(self, label: str) -> str:
        """A label as a funnel names it; empty for the ends of journeys and for grouped events."""
        if label in ("(start)", "(end)", OTHER):
            return ""
        # An event group that is named by its pattern, such as view_*, is not a label.
        return cached(self.graph, event_text, label, replace(self.lens, rest=())) or label

    def alternatives(self, label: str) -> str:
        """A label as a part of an event group."""
        return cached(self.graph, event_alternatives, label, replace(self.lens, rest=()))

    def command(self, *words: object) -> str:
        """The command line that counts the same."""
        lens, filters = self.lens, self.filters
        options = [*words]
        if lens.scope is not Scope.PERSON:
            options += ["--scope", lens.scope]
        if lens.show is not Show.NAME:
            options += ["--show", lens.show]
        for group in lens.groups:
            options += ["--group", group]
        if lens.rest:
            options += ["--group", f"{OTHER}={'|'.join(map(self.alternatives, lens.rest))}"]
        if lens.collapsed:
            options.append("--collapse")
        return join(["onepath", *map(str, options), *filters.options()])


def choose_options() -> Lens:
    """Draws the inputs and answers how trails are read."""
    scope, show, several, run = st.columns([3, 3, 5, 3], vertical_alignment="bottom")
    with scope:
        unit = choose(say("journeys.scope"), ["person", "session"], "scope", named=_scope)
    with show:
        shown = choose(say("journeys.show"), ["name", "source", "both"], "show", named=_show)
    with several:
        groups = st.multiselect(
            say("journeys.groups"), st.session_state.get("groups") or [], key="groups", bind="query-params",
            persist_state="session", accept_new_options=True, help=say("journeys.groups_help"),
            placeholder="view=view_*|product_view",
        )  # fmt: skip
    with run:
        collapsed = st.toggle(
            say("journeys.collapse"), key="collapse", bind="query-params", persist_state="session",
            help=say("journeys.collapse_help"),
        )  # fmt: skip
    read_as = {"name": Show.NAME, "source": Show.SOURCE, "both": Show.BOTH}
    return Lens(Scope(unit), read_as[shown], tuple(groups), collapsed)


def _scope(code: str) -> str:
    return word(f"journeys.scope_{code}")


def _show(code: str) -> str:
    return word(f"journeys.show_{code}")
