"""The people behind a number of a funnel, and what they did next where they dropped off."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from onepath.graph.funnels import NOTHING, FunnelPerson, FunnelQuestion
from onepath.graph.store import Graph

from ...connection import working
from ...dates import lasting
from ...drill_down import open_token
from ...figures import figure
from ...formats import plain
from ...language import say, word
from ...people import show_people
from ...questions import command_line, people_of
from .charts import next_bars
from .measures import Measure, open_measure

__all__ = ["show_measure_people"]

_DRAWN = 10
_DROPPED = ("dropped", "not-converted")


def show_measure_people(graph: Graph, question: FunnelQuestion, measures: Sequence[Measure]) -> None:
    """Draws the people of the number that is open, if it is one of these."""
    chosen = open_measure(measures)
    if chosen is None:
        return
    with working(say("people_list.finding")):
        found: list[FunnelPerson] = list(people_of(graph, question, chosen.token, details=False).people)
    if chosen.number.who in _DROPPED and found:
        following = Counter(one.next or NOTHING for one in found).most_common()
        next_measures = [
            chosen.then(name, count, ("main", 0, place)) for place, (name, count) in enumerate(following)
        ]
        _show_next(question, chosen, next_measures, following, len(found))
        then = next((one for one in next_measures if one.token == open_token()), None)
        if then is not None:
            chosen, found = then, [one for one in found if (one.next or NOTHING) == then.number.then]
    rows = [_row(one, question) for one in found]
    show_people(graph, rows, "funnel", title=plain(chosen.label), expected=chosen.count)


def _show_next(
    question: FunnelQuestion,
    chosen: Measure,
    next_measures: Sequence[Measure],
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
        height=40 + 30 * len(drawn), queries=("internal/funnels/walks",),
        command=command_line(question.replace(details=True)), note=note,
        drill_downs=[one.drill_down for one in next_measures],
    )  # fmt: skip


def _row(one: FunnelPerson, question: FunnelQuestion) -> dict[str, Any]:
    took = (one.last - one.first).total_seconds() if one.first and one.last else None
    return {
        "oneid": one.oneid,
        **({} if one.session is None else {"session": one.session}),
        "began": one.first,
        "last_step": one.last,
        "reached": one.reached,
        "took": lasting(took or 0.0),
        "next": one.next,
        **({"value": one.value} if question.by else {}),
    }
