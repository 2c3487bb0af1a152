"""The funnel in Cypher agrees with its definition, written down plainly, on any journeys."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.store import Graph
from stored import store, walk_in_time

EVENTS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5)), max_size=15)
"""Names, and the microseconds since the event before: many at one instant."""


def reached(journey: list[tuple[str, int]], steps: str, window: int) -> int:
    """The most steps that any attempt reached: from each start, each next step as early as possible."""
    furthest = 0
    for place, (name, start) in enumerate(journey):
        if name != steps[0]:
            continue
        level = 1
        for later, at in journey[place + 1 :]:
            if level < len(steps) and later == steps[level] and at <= start + window:
                level += 1
        furthest = max(furthest, level)
    return furthest


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EVENTS, min_size=1, max_size=8), st.text("abcd", min_size=1, max_size=5), st.integers(0, 20))
def test_a_funnel_counts_the_furthest_attempt_of_each_person(graph: Graph, people, steps: str, window: int):
    journeys = [walk_in_time(events) for events in people]
    store(graph, journeys)
    levels = [reached(journey, steps, window) for journey in journeys]
    counted = {
        row["reached"]: row["people"]
        for row in graph.ask("internal/funnels/reached", steps=list(steps), window=window)
    }
    assert counted == Counter(level for level in levels if level)
