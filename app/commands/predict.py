"""`predict`."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from onepath.graph.conditions import Filter
from onepath.graph.errors import GraphError
from onepath.graph.identity import load_rules
from onepath.graph.outcomes import Context, NextEvents
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.outcomes import (
    FollowerAnswer,
    FollowersAnswer,
    NextEventAnswer,
    PredictionAnswer,
    PredictionScoreAnswer,
)
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    narrowed,
)
from .terminal import answer, bar, console, share, table

_SHOWN = 20


def predict(
    order: Annotated[
        str,
        typer.Option(
            metavar="ORDER", help="How many events before are looked at, 1 to 5; 1..5 compares orders."
        ),
    ] = "2",
    after: Annotated[
        str | None,
        typer.Option(metavar="EVENTS", help='What comes after these, such as "add_to_cart>checkout".'),
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="IDENTIFIER", help="What this person does next.")
    ] = None,
    people: Annotated[
        str | None,
        typer.Option(metavar="EVENT", help="With --after or --person: list who did this event next."),
    ] = None,
    held: Annotated[
        float, typer.Option(help="The share of people who are held out, above 0 and below 1.")
    ] = 0.2,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    json: Json = False,
) -> None:
    """Which event comes next, and how often is that right for people who were not learnt from?

    Example: onepath predict --order 1..5, onepath predict --after "add_to_cart>checkout"
    """
    orders = _orders(order)
    if (after is None) == (person is None) and (after is not None or people is not None):
        raise typer.BadParameter("give either --after or --person; --people needs one of them")
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        oneid = None if person is None else _oneid(graph, person)
        counted = NextEvents.read(graph, orders[-1], held, only.group(graph))
        context = None
        if oneid is not None:
            context = counted.context_of(oneid)
        elif after is not None:
            context = counted.context([part.strip() for part in after.split(">") if part.strip()])
        if people is not None and context is not None:
            return _show_followers(counted, context, people, json)
        found = _predicted(counted, orders, only, oneid, context)
    if json:
        return answer(found)
    _draw_prediction(found, among(only))
    return None


def _orders(text: str) -> range:
    match = re.fullmatch(r"(\d)(?:\.\.(\d))?", text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last:
        raise typer.BadParameter(f"{text!r} is no order. Write a number from 1 to 5, or two such as 1..5.")
    return range(first, last + 1)


def _oneid(graph: Graph, identifier: str) -> str:
    oneid = find_oneid(graph, identifier, load_rules(Settings().rules).normalisers)
    if oneid is None:
        raise GraphError(
            f"Nobody has the identifier {identifier!r}.",
            action="Write it as kind:value or as the bare value. If it was just loaded, run: onepath resolve",
        )
    return oneid


def _predicted(
    counted: NextEvents, orders: Sequence[int], only: Filter, oneid: str | None, context: Context | None
) -> PredictionAnswer:
    judged = counted.evaluate(orders)
    coming = counted.after(context) if context else None
    return PredictionAnswer(
        order=orders[-1], narrowed_to=only.sentence(), learnt=judged.learnt, held=judged.held, oneid=oneid,
        base=PredictionScoreAnswer(**asdict(judged.base)),
        orders=[PredictionScoreAnswer(**asdict(score)) for score in judged.orders],
        context=list(context.texts) if context else None,
        next=[NextEventAnswer(event=one.name, probability=one.probability, times=one.times) for one in coming]
        if coming is not None
        else None,
    )  # fmt: skip


def _draw_prediction(found: PredictionAnswer, of_whom: str) -> None:
    if found.context is not None and found.next is not None:
        if found.oneid is not None:
            console.print(f"OneID {found.oneid}")
        rows = [[one.event, share(one.probability), one.times] for one in found.next[:_SHOWN]]
        table(f"After {' > '.join(found.context)}", ["next event", "probability", "times"], rows)
    rows = [
        ["base rate" if score.order == 0 else f"order {score.order}", score.predictions,
         share(score.top1), share(score.top3), f"{score.log_loss:.4f}"]
        for score in (found.base, *found.orders)
    ]  # fmt: skip
    title = f"Learnt from {found.learnt:,} people, judged on {found.held:,} others{of_whom}"
    table(title, ["model", "predictions", "first is right", "one of three", "log loss"], rows)


def _show_followers(counted: NextEvents, context: Context, event: str, json: bool) -> None:
    followers = counted.followers(context, event)
    times = sum(one.times for one in followers)
    if json:
        return answer(
            FollowersAnswer(
                context=list(context.texts), event=event, people=len(followers), times=times,
                followers=[FollowerAnswer(oneid=one.oneid, times=one.times) for one in followers],
            )
        )  # fmt: skip
    console.print(f"{len(followers):,} people, {times:,} times")
    rows = [[one.oneid, one.times] for one in followers[:_SHOWN]]
    table(f"The first {_SHOWN} who did {event} next; all with --json", ["OneID", "times"], rows)
    return None
