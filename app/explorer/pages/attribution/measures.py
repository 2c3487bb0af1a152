"""The numbers of the page Attribution that open: a channel's paths that converted, and those that did not."""

from onepath.graph.outcomes import NO_TOUCH, Attribution

from ...drill_down import Measure
from ...language import word

__all__ = ["credit_measures", "path_measures"]


def credit_measures(found: Attribution) -> list[Measure]:
    """The conversions of each channel, by the bars of all models."""
    return [
        Measure(
            row.channel, _label(row.channel, "converted"), row.conversions,
            tuple(("main", series, place) for series in range(len(found.models))),
        )
        for place, row in enumerate(found.channels)
    ]  # fmt: skip


def path_measures(found: Attribution) -> list[Measure]:
    """The paths of each channel, and the conversions without a touchpoint."""
    measures = []
    for place, row in enumerate(found.channels):
        measures += [
            Measure(
                row.channel, _label(row.channel, "converted"), row.conversions, (("main", 0, place),)
            ),
            Measure(
                f"not-converted:{row.channel}", _label(row.channel, "lost"), row.not_converted,
                (("main", 1, place),),
            ),
        ]  # fmt: skip
    without = Measure(NO_TOUCH, _label(NO_TOUCH, "converted"), found.without_touchpoint)
    return [*measures, without]


def _label(channel: str, which: str) -> str:
    return f"{channel} · {word(f'attribution.{which}')}"
