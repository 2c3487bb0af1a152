"""Activity: who is active and how often, and how many journeys and sessions begin and how long they last."""

from .active_users import ActivePeriod, ActiveUsers, ActiveUsersQuestion
from .arrivals import ArrivalPeriod, Arrivals, ArrivalsQuestion
from .duration import DurationBracket, Durations, DurationsQuestion
from .frequency import Frequency, FrequencyQuestion, FrequencyRow
from .lifecycle import STAGES, Lifecycle, LifecyclePeriod, LifecycleQuestion, Stage

__all__ = [
    "STAGES",
    "ActivePeriod",
    "ActiveUsers",
    "ActiveUsersQuestion",
    "ArrivalPeriod",
    "Arrivals",
    "ArrivalsQuestion",
    "DurationBracket",
    "Durations",
    "DurationsQuestion",
    "Frequency",
    "FrequencyQuestion",
    "FrequencyRow",
    "Lifecycle",
    "LifecyclePeriod",
    "LifecycleQuestion",
    "Stage",
]
