"""The people behind a number of a funnel, and what they did next where they dropped off."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from onepath.graph.durations import duration_text
from onepath.graph.funnels import NOTHING, FunnelQuestion, FunnelUnit, behind, funnel_units
from onepath.graph.store import Graph, moment

from ...cache import cached
from ...connection import working
from ...drill_down import open_token
from ...figures import figure
from ...formats import plain
from ...language import say, word
from ...people import show_people
from .charts import next_bars
from .form import command_line
from .measures import Measure, open_measure

__all__ = ["show_measure_people"]

_DRAWN = 10
_DROPPED = ("dropped", "lost")


def show_measure_people(graph: Graph, question: FunnelQuestion, measures: Sequence[Measure]) -> None:
    """Draws the people of the number that is open, if it is one of these."""
    chosen = open_measure(measures)
    if chosen is None:
        return
    with working(say("funnels.finding")):
        units = cached(graph, funnel_units, question)
        found = list(behind(units, chosen.behind, last=len(question.steps)))
    if chosen.behind.who in _DROPPED and found:
        following = Counter(one.next or NOTHING for one in found).most_common()
        next_measures = [
            chosen.then(name, count, ("main", 0, place)) for place, (name, count) in enumerate(following)
        ]
        _show_next(question, chosen, next_measures, following, len(found))
        then = next((one for one in next_measures if one.token == open_token()), None)
        if then is not None:
            chosen, found = then, [one for one in found if (one.next or NOTHING) == then.behind.then]
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
        next_bars(drawn), f"{chosen.token.split('.')[0]}_next",
        title=say("funnels.next_title", label=chosen.label),
        alt=word("funnels.next_alt", n=len(following)),
        meaning=say("funnels.next_meaning"),
        rows=[{"next": name, "people": count, "share": count / whole} for name, count in named],
        height=40 + 30 * len(drawn), queries=("internal/funnels/walks",),
        command=command_line(question, "--closer"), note=note,
        drill_downs=[one.drill_down for one in next_measures],
    )  # fmt: skip


def _row(one: FunnelUnit, question: FunnelQuestion) -> dict[str, Any]:
    return {
        "oneid": one.oneid,
        **({} if one.session is None else {"session": one.session}),
        "began": moment(one.began_at),
        "last_step": moment(one.ended_at),
        "reached": one.reached,
        "took": duration_text((one.ended_at - one.began_at) / 1_000_000) or "0s",
        "next": one.next,
        **({"value": one.group} if question.by else {}),
    }
