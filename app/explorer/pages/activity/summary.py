"""The numbers above the charts of durations and arrivals."""

from onepath.graph.activity import Arrivals, Durations

from ...dates import lasting
from ...language import say, word
from ...metrics import Metric, draw_metrics

__all__ = ["draw_summary"]


def draw_summary(count: str, found: Arrivals | Durations, meaning: str) -> None:
    """How many journeys or sessions there are, and their median, p90 and mean; `meaning` says of what."""
    lengths = {"median": found.median_seconds, "p90": found.p90_seconds, "mean": found.mean_seconds}
    draw_metrics(
        [
            Metric(say(f"activity.count_{count}"), found.units, word("activity.of_people", n=found.people)),
            *(
                Metric(say(f"activity.{name}"), lasting(seconds) or "–", meaning)
                for name, seconds in lengths.items()
            ),
        ]
    )
