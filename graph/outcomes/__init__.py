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

__all__ = [
    "MODELS", "NO_TOUCH", "Attribution", "AttributionQuestion", "ChannelCredit", "Touched", "attribute",
    "touched_by",
]  # fmt: skip
