"""`attribution`."""

from collections.abc import Sequence
from typing import Annotated

import typer
from onepath.graph.conditions import Narrowed
from onepath.graph.outcomes import NO_TOUCH, Attribution, AttributionQuestion, Touched, attribute, touched_by
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, moment

from .answers.outcomes import AttributionAnswer, ChannelAnswer, TouchedAnswer, TouchedPathAnswer
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    duration,
    narrowed,
)
from .terminal import answer, bar, columns_that_fit, console, table

_SHOWN = 20
_MODEL_WIDTH = 13


def attribution(
    target: Annotated[
        str, typer.Argument(help="The event that is a conversion: a name, or a|b, order_*, a@source.")
    ],
    touch: Annotated[
        str | None,
        typer.Option(help="Events that are touches, each name a channel, such as sms_click|ad_*."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="PROPERTY", help="The property of events whose values are the channels."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--every", help="Every occurrence is a conversion, not a person's first alone.")
    ] = False,
    lookback: Annotated[
        str, typer.Option(help="How long before the conversion a touch may be: 12h, 30d.")
    ] = "30d",
    half_life: Annotated[
        str, typer.Option(help="In what time a touch loses half of its weight, for time_decay.")
    ] = "7d",
    repeats: Annotated[
        bool, typer.Option("--repeats", help="Touches of one channel in a row count one by one, not once.")
    ] = False,
    model: Annotated[
        list[str] | None, typer.Option(help="A model; repeat for more. All of them without it.")
    ] = None,
    people: Annotated[
        str | None,
        typer.Option(
            metavar="CHANNEL", help="List whose conversions this channel touched; (none): no channel."
        ),
    ] = None,
    lost: Annotated[
        bool, typer.Option("--lost", help="With --people: the paths that did not convert.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    json: Json = False,
) -> None:
    """How much has each channel to do with conversions, by eight models side by side?

    Without --touch and --by the sources are the channels.

    Example: onepath attribution purchase --touch "sms_click|email_click|menu_click" --lookback 30d
    """
    question = AttributionQuestion(target, touch, by, every, duration(lookback), duration(half_life), repeats)
    only = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Asking"):
        who = only.group(graph)
        if people is not None:
            touched = touched_by(graph, question, people, converted=not lost, group=who)
            return _show_touched(people, touched, lost, json)
        found = attribute(graph, question, model or (), group=who)
    if json:
        return answer(_attribution_answer(target, only, found))
    _draw_attribution(target, only, found)
    return None


def _attribution_answer(target: str, only: Narrowed, found: Attribution) -> AttributionAnswer:
    return AttributionAnswer(
        target=target, narrowed_to=only.told, conversions=found.conversions,
        without_touch=found.without_touch, lost=found.lost, models=list(found.models),
        orders_drawn=found.orders_drawn,
        channels=[
            ChannelAnswer(
                channel=row.name, conversions=row.conversions, lost=row.lost, credit=dict(row.credit)
            )
            for row in found.channels
        ],
    )  # fmt: skip


def _draw_attribution(target: str, only: Narrowed, found: Attribution) -> None:
    console.print(
        f"{found.conversions:,} conversions, {found.without_touch:,} of them without a touch; "
        f"{found.lost:,} paths with touches did not convert"
    )
    rows: list[list[object]] = [[row.name, row.conversions, row.lost] for row in found.channels]
    table(
        f"What was touched{among(only)}",
        ["channel", "conversions", "lost paths"],
        [*rows, [NO_TOUCH, found.without_touch, 0]],
    )
    for models in columns_that_fit(found.models, _MODEL_WIDTH):
        rows = [[row.name, *(f"{row.credit[model]:,.1f}" for model in models)] for row in found.channels]
        table(f"Conversions to {target} earned", ["channel", *models], rows)
    if found.orders_drawn:
        console.print(f"shapley_chain: estimated over {found.orders_drawn:,} orders of the channels")


def _show_touched(channel: str, paths: Sequence[Touched], lost: bool, json: bool) -> None:
    people = len({path.oneid for path in paths})
    if json:
        told = [
            TouchedPathAnswer(
                oneid=one.oneid, at=moment(one.at), path=one.path, touched_at=[*map(moment, one.touched_at)]
            )
            for one in paths
        ]
        return answer(TouchedAnswer(channel=channel, converted=not lost, people=people, paths=told))
    what = "paths that did not convert" if lost else "conversions"
    console.print(f"{len(paths):,} {what}, of {people:,} people")
    rows = [[one.oneid, f"{moment(one.at):%Y-%m-%d %H:%M}", " > ".join(one.path)] for one in paths[:_SHOWN]]
    table(f"The first {_SHOWN} of {channel}; all with --json", ["OneID", "at (UTC)", "path"], rows)
    return None
