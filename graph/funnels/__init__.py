"""Funnels: how many go how far through steps, how long it takes them, and who they are."""

from .answer import Funnel, FunnelGroup, FunnelPeriod, FunnelStep, FunnelUnit, TimeToConvert
from .ask import funnel, funnel_days, funnel_people, funnel_units
from .behind import NOTHING, Behind, Who, behind
from .question import Count, FunnelQuestion, Mode, Order
from .tally import Period

__all__ = [
    "NOTHING",
    "Behind",
    "Count",
    "Funnel",
    "FunnelGroup",
    "FunnelPeriod",
    "FunnelQuestion",
    "FunnelStep",
    "FunnelUnit",
    "Mode",
    "Order",
    "Period",
    "TimeToConvert",
    "Who",
    "behind",
    "funnel",
    "funnel_days",
    "funnel_people",
    "funnel_units",
]
