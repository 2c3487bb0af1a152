"""Rework: events that repeat within a journey, events that follow themselves, and back-and-forth loops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onepath.graph.flows import Again, Loop, Passages, again_passages, loop_passages, rework, spelling

from ...figures import figure
from ...language import say, word
from .actions import show_open_measure
from .bars import bars, height_of
from .coverage import coverage_note
from .form import JourneyForm
from .people import Measure, drill_downs, events_only

__all__ = ["show_rework"]

_BARS = 12
_QUERIES = {
    "again": "internal/flows/repeats",
    "itself": "internal/flows/transitions",
    "back": "internal/flows/there_and_back",
}


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Something that repeats, in the same shape for all three figures."""

    what: str
    times: int
    people: int
    ask: Callable[..., Passages]
    events: tuple[str, ...]
    row: dict[str, object]


def show_rework(form: JourneyForm) -> None:
    """The three figures."""
    found = form.answer(rework)
    _show(form, "again", [_again(one) for one in found.events], ("event", "times", "units", "people"))
    _show(form, "itself", [_loop(one) for one in found.self_loops], ("event", "by", "times", "people"))
    _show(form, "back", [_loop(one) for one in found.loops], ("event", "by", "times", "people"))


def _again(one: Again) -> _Repeat:
    row = {"event": one.event, "times": one.again, "units": one.units, "people": one.people}
    return _Repeat(one.event, one.again, one.people, again_passages, (one.event,), row)


def _loop(one: Loop) -> _Repeat:
    row = {"event": one.event, "by": one.by, "times": one.times, "people": one.people}
    there = [one.event, one.by] if one.event == one.by else [one.event, one.by, one.event]
    return _Repeat(" → ".join(there), one.times, one.people, loop_passages, (one.event, one.by), row)


def _show(form: JourneyForm, name: str, repeats: Sequence[_Repeat], columns: Sequence[str]) -> None:
    shown = repeats[:_BARS]
    measures = [
        Measure(
            f"{name}:{spelling(one.events)}", one.what, one.times, one.people, one.ask, one.events,
            at=(("main", 0, k),) if k < len(shown) else (), events=one.events,
            here=events_only(*one.events),
        )
        for k, one in enumerate(repeats)
    ]  # fmt: skip
    token = figure(
        bars(
            [one.what for one in shown],
            [one.times for one in shown],
            [word("journeys.both", times=one.times, people=one.people) for one in shown],
            word("columns.times"),
        ),
        name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", shown=len(shown), of=len(repeats)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[one.row for one in repeats],
        columns=columns,
        height=height_of(len(shown)),
        queries=(_QUERIES[name],),
        command=form.command("transitions", "--rework"),
        note=coverage_note(
            "bars", drawn=len(shown), found=len(repeats), total=sum(one.times for one in repeats),
            shown=sum(one.times for one in shown),
        ),
        drill_downs=drill_downs(measures),
        wide=3,
    )  # fmt: skip
    show_open_measure(form, measures, token, name)
