"""What journeys lead to: conversions and their channels, people who come back, and the next event."""

from .attribution import NO_TOUCH, Attribution, AttributionQuestion, Touched, attribute, touched_by
from .credit import MODELS
from .periods import PERIODS
from .prediction import START, Context, Evaluation, NextEvent, NextEvents
from .retention import (
    ALL,
    NO_VALUE,
    READINGS,
    SOURCE,
    Cohort,
    Retention,
    RetentionCell,
    RetentionQuestion,
    retained,
    retention,
)

__all__ = [
    "ALL",
    "MODELS",
    "NO_TOUCH",
    "NO_VALUE",
    "PERIODS",
    "READINGS",
    "SOURCE",
    "START",
    "Attribution",
    "AttributionQuestion",
    "Cohort",
    "Context",
    "Evaluation",
    "NextEvent",
    "NextEvents",
    "Retention",
    "RetentionCell",
    "RetentionQuestion",
    "Touched",
    "attribute",
    "retained",
    "retention",
    "touched_by",
]
