"""What is done again: events within a journey, events that follow themselves, and there and back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onepath.graph.flows import Again, Loop, Passages, again_passages, loop_passages, rework, spelling

from ...figures import figure
from ...language import say, word
from .bars import bars, height_of
from .form import Asked
from .people import Number, events_only, openings, show_opened

__all__ = ["show_rework"]

_BARS = 12
_QUERIES = {
    "again": "internal/flows/repeats",
    "itself": "internal/flows/transitions",
    "back": "internal/flows/there_and_back",
}


@dataclass(frozen=True, slots=True)
class _Done:
    """Something that is done again, in the same shape for all three figures."""

    what: str
    times: int
    people: int
    ask: Callable[..., Passages]
    events: tuple[str, ...]
    row: dict[str, object]


def show_rework(asked: Asked) -> None:
    """The three figures."""
    found = asked.answer(rework)
    _show(asked, "again", [_again(one) for one in found.events], ("event", "times", "units", "people"))
    _show(asked, "itself", [_loop(one) for one in found.self_loops], ("event", "by", "times", "people"))
    _show(asked, "back", [_loop(one) for one in found.loops], ("event", "by", "times", "people"))


def _again(one: Again) -> _Done:
    row = {"event": one.event, "times": one.again, "units": one.units, "people": one.people}
    return _Done(one.event, one.again, one.people, again_passages, (one.event,), row)


def _loop(one: Loop) -> _Done:
    row = {"event": one.event, "by": one.by, "times": one.times, "people": one.people}
    there = [one.event, one.by] if one.event == one.by else [one.event, one.by, one.event]
    return _Done(" → ".join(there), one.times, one.people, loop_passages, (one.event, one.by), row)


def _show(asked: Asked, name: str, done: Sequence[_Done], columns: Sequence[str]) -> None:
    shown, whole = done[:_BARS], sum(one.times for one in done)
    numbers = [
        Number(
            f"{name}:{spelling(one.events)}", one.what, one.times, one.people, one.ask, one.events,
            at=(("main", 0, k),) if k < len(shown) else (), events=one.events,
            here=events_only(*one.events),
        )
        for k, one in enumerate(done)
    ]  # fmt: skip
    covered = sum(one.times for one in shown)
    token = figure(
        bars(
            [one.what for one in shown],
            [one.times for one in shown],
            [word("journeys.both", times=one.times, people=one.people) for one in shown],
        ),
        name,
        title=say(f"journeys.{name}_title"),
        alt=word(f"journeys.{name}_alt", shown=len(shown), of=len(done)),
        meaning=say(f"journeys.{name}_meaning"),
        rows=[one.row for one in done],
        columns=columns,
        height=height_of(len(shown)),
        queries=(_QUERIES[name],),
        command=asked.command("transitions", "--rework"),
        note=say(
            "journeys.bars_account", top=len(shown), of=len(done), rest=len(done) - len(shown), shown=covered,
            left=whole - covered, n=whole, share=f"{covered / whole if whole else 1:.1%}",
            left_share=f"{1 - covered / whole if whole else 0:.1%}",
        ),
        opens=openings(numbers),
        wide=3,
    )  # fmt: skip
    show_opened(asked, numbers, token, name)
