"""What journeys lead to: conversions and their channels, people who come back, and the next event."""

from onepath.graph.outcomes.attribution import (
    NO_TOUCH,
    Attribution,
    AttributionQuestion,
    ChannelCredit,
    Touched,
    attribute,
    touched_by,
)
from onepath.graph.outcomes.credit import MODELS
from onepath.graph.outcomes.periods import PERIODS
from onepath.graph.outcomes.prediction import (
    START,
    Context,
    Evaluation,
    Follower,
    NextEvent,
    NextEvents,
)
from onepath.graph.outcomes.retention import (
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
from onepath.graph.outcomes.smoothing import Score

__all__ = [
    "ALL", "MODELS", "NO_TOUCH", "NO_VALUE", "PERIODS", "READINGS", "SOURCE", "START",
    "Attribution", "AttributionQuestion", "ChannelCredit", "Cohort", "Context", "Evaluation", "Follower",
    "NextEvent", "NextEvents", "Retention", "RetentionCell", "RetentionQuestion", "Score", "Touched",
    "attribute", "retained", "retention", "touched_by",
]  # fmt: skip
