"""Which details of a funnel are shown, by which breakdown or period: saved together with the funnel."""

from typing import get_args

from onepath.graph.funnels import FunnelQuestion
from onepath.graph.questions import Interval

from ...address import given

__all__ = ["PARTS", "as_viewed", "usual_breakdown", "usual_part", "usual_period", "without_view"]

PARTS = ("times", "groups", "trend", "closer", "drivers")


def without_view(question: FunnelQuestion) -> FunnelQuestion:
    """The steps alone, which are counted first."""
    return question.replace(by=None, trend=None, details=False)


def as_viewed(question: FunnelQuestion) -> FunnelQuestion:
    """The question of the part that the page shows."""
    if question.mode != "onepath":
        return question
    plain, part, period = without_view(question), given("part"), given("period")
    match part if part in PARTS else usual_part(question):
        case "groups":
            return plain.replace(by=given("by") or usual_breakdown(question))
        case "trend":
            return plain.replace(trend=period if period in get_args(Interval) else usual_period(question))
        case "closer":
            return plain.replace(details=True)
    return plain


def usual_part(question: FunnelQuestion) -> str:
    """The part that a question opens with: the one that it was saved with."""
    if question.mode != "onepath":
        return "drivers"
    if question.by:
        return "groups"
    if question.trend:
        return "trend"
    return "closer" if question.details else "times"


def usual_breakdown(question: FunnelQuestion) -> str:
    """The property that it is broken down by."""
    return question.by or "source"


def usual_period(question: FunnelQuestion) -> Interval:
    """The period of its trend."""
    return question.trend or "week"
