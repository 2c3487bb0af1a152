"""Attribution on small journeys: asked, and its credit by channel."""

from collections.abc import Sequence

import pytest
from onepath.graph.outcomes import Attribution, AttributionQuestion
from onepath.graph.questions import PersonOccurrences
from onepath.graph.store import Graph
from stored import DAY, Walk


def walk(text: str) -> Walk:
    """`ad_a:0 buy:2.5` as names with days."""
    return [(name, int(float(day) * DAY)) for name, day in (step.split(":") for step in text.split())]


def answer(graph: Graph, target: str, **given) -> Attribution:
    return AttributionQuestion(target=target, **given).answer(graph)


def people_of(graph: Graph, question: AttributionQuestion, of: str) -> Sequence[PersonOccurrences]:
    return question.people(graph, of).people


def credit(found: Attribution, model: str) -> dict[str, float]:
    return {row.channel: pytest.approx(row.credit[model]) for row in found.channels}
