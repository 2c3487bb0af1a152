"""The numbers of the page Next event that open: how often each event did come next."""

from collections.abc import Sequence

from onepath.graph.outcomes import PredictedEvent

from ...drill_down import Measure
from ...event_patterns import exact_pattern

__all__ = ["next_measures"]


def next_measures(previous: str, coming: Sequence[PredictedEvent]) -> list[Measure]:
    """Those of the likely events that did come next."""
    return [
        Measure(
            exact_pattern([one.event]),
            f"{previous} > {one.event}" if previous else one.event,
            None,
            (("main", 0, place),),
            one.occurrences,
        )
        for place, one in enumerate(coming)
        if one.occurrences
    ]
