"""Funnels: how many go how far through steps, how long it takes them, and who they are."""

from onepath.graph.funnels.answer import (
    Funnel,
    FunnelGroup,
    FunnelPeriod,
    FunnelStep,
    FunnelUnit,
    TimeToConvert,
)
from onepath.graph.funnels.ask import Who, funnel, funnel_days, funnel_people
from onepath.graph.funnels.question import FunnelQuestion
from onepath.graph.funnels.tally import Period

__all__ = [
    "Funnel", "FunnelGroup", "FunnelPeriod", "FunnelQuestion", "FunnelStep", "FunnelUnit", "Period",
    "TimeToConvert", "Who", "funnel", "funnel_days", "funnel_people",
]  # fmt: skip
