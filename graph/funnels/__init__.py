"""Funnels: how many people go how far through steps, how long it takes them, and who they are."""

from .answer import (
    DurationBar,
    Funnel,
    FunnelAttempt,
    FunnelBreakdown,
    FunnelPeriod,
    FunnelPerson,
    NextEvent,
    StepResult,
    TimeToConvert,
)
from .clickhouse_funnel import ClickhouseMode
from .funnel import attempts_by_day
from .people import NOTHING, FunnelNumber, Who
from .question import Count, FunnelQuestion, Order, StepText

__all__ = [
    "NOTHING",
    "ClickhouseMode",
    "Count",
    "DurationBar",
    "Funnel",
    "FunnelAttempt",
    "FunnelBreakdown",
    "FunnelNumber",
    "FunnelPeriod",
    "FunnelPerson",
    "FunnelQuestion",
    "NextEvent",
    "Order",
    "StepResult",
    "StepText",
    "TimeToConvert",
    "Who",
    "attempts_by_day",
]
