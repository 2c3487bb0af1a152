"""Funnels: how many go how far through steps, how long it takes them, and who they are."""

from onepath.graph.funnels.answer import (
    Funnel,
    FunnelGroup,
    FunnelPeriod,
    FunnelStep,
    FunnelUnit,
    TimeToConvert,
)
from onepath.graph.funnels.ask import funnel, funnel_days, funnel_people, funnel_units
from onepath.graph.funnels.behind import NOTHING, Behind, Who, behind
from onepath.graph.funnels.question import FunnelQuestion
from onepath.graph.funnels.tally import Period

__all__ = [
    "NOTHING", "Behind", "Funnel", "FunnelGroup", "FunnelPeriod", "FunnelQuestion", "FunnelStep",
    "FunnelUnit", "Period", "TimeToConvert", "Who", "behind", "funnel", "funnel_days", "funnel_people",
    "funnel_units",
]  # fmt: skip
