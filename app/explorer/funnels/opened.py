"""A number of a funnel opened: who they are, and what those did next who went no further."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onepath.graph.funnels import NOTHING, FunnelPerson, FunnelQuestion
from onepath.graph.store import Graph

from ...spans import length
from ..connection import working
from ..figures import figure
from ..language import say, word
from ..opening import opened
from ..people import show_people
from ..reading import people_of
from ..text import plain
from .asked import command_line
from .charts import next_bars
from .numbers import Number, now_open

__all__ = ["show_open_number"]

_DRAWN = 10
_WENT_NO_FURTHER = ("dropped", "not-converted")


def show_open_number(graph: Graph, question: FunnelQuestion, numbers: Sequence[Number]) -> None:
    """Draws what is behind the number that is open, if it is one of these."""
    chosen = now_open(numbers)
    if chosen is None:
        return
    with working(say("funnels.finding")):
        base = replace(chosen.number, then=None).text
        found: list[FunnelPerson] = list(people_of(graph, question, base, details=False).people)
    if chosen.number.who in _WENT_NO_FURTHER and found:
        following = Counter(one.next or NOTHING for one in found).most_common()
        narrower = [
            chosen.then(name, count, ("main", 0, place)) for place, (name, count) in enumerate(following)
        ]
        _show_next(question, chosen, narrower, following, len(found))
        then = next((one for one in narrower if one.token == opened()), None)
        if then is not None:
            chosen, found = then, [one for one in found if (one.next or NOTHING) == then.number.then]
    rows = [_row(one, question) for one in found]
    show_people(graph, rows, "funnel", title=plain(chosen.label), expected=chosen.count)


def _show_next(
    question: FunnelQuestion,
    chosen: Number,
    narrower: Sequence[Number],
    following: Sequence[tuple[str, int]],
    whole: int,
) -> None:
    did = sum(count for name, count in following if name != NOTHING)
    named = [(name or word("funnels.nothing_more"), count) for name, count in following]
    drawn = named[:_DRAWN]
    note = say("funnels.next_note", did=did, n=whole, stopped=whole - did)
    if len(following) > _DRAWN:
        note += " " + say("funnels.next_more", shown=_DRAWN, n=len(following))
    figure(
        next_bars(drawn), "next",
        title=say("funnels.next_title", label=chosen.label),
        alt=word("funnels.next_alt", n=len(following)),
        meaning=say("funnels.next_meaning"),
        rows=[{"next": name, "people": count, "share": count / whole} for name, count in named],
        height=40 + 30 * len(drawn), queries=("funnels/walks",),
        command=command_line(question.replace(details=True)),
        note=note, opens=[one.opening for one in narrower],
    )  # fmt: skip


def _row(one: FunnelPerson, question: FunnelQuestion) -> dict[str, Any]:
    took = (one.last - one.first).total_seconds() if one.first and one.last else None
    return {
        "oneid": one.oneid,
        **({} if one.session is None else {"session": one.session}),
        "began": one.first,
        "last_step": one.last,
        "reached": one.reached,
        "took": length(took) or "0s",
        "next": one.next,
        **({"value": one.value} if question.by else {}),
    }
