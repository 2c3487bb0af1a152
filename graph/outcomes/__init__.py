"""What journeys lead to: conversions and their channels, people who return, and the next event."""

from .attribution import NO_TOUCH, Attribution, AttributionQuestion, ChannelCredit
from .cohorts import Cohort, RetentionCell
from .credit import MODELS, Model
from .event_model import Context, Evaluation, EventModel, PredictedEvent
from .prediction import Orders, Prediction, PredictionQuestion
from .retention import ALL, NO_VALUE, SOURCE, Retention, RetentionMode, RetentionQuestion
from .witten_bell import Score

__all__ = [
    "ALL",
    "MODELS",
    "NO_TOUCH",
    "NO_VALUE",
    "SOURCE",
    "Attribution",
    "AttributionQuestion",
    "ChannelCredit",
    "Cohort",
    "Context",
    "Evaluation",
    "EventModel",
    "Model",
    "Orders",
    "PredictedEvent",
    "Prediction",
    "PredictionQuestion",
    "Retention",
    "RetentionCell",
    "RetentionMode",
    "RetentionQuestion",
    "Score",
]
