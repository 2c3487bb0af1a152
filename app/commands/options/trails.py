"""The options that say how journeys are counted and labelled, for commands that are not questions."""

from typing import Annotated

import typer
from onepath.graph.flows import Counted, LabelBy

CountOption = Annotated[
    Counted,
    typer.Option("--count", help="What to count: people, each with their whole journey, or sessions."),
]
LabelOption = Annotated[LabelBy, typer.Option("--label", help="Label events by name, by source, or by both.")]
GroupEventsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group-events", metavar="NAME=EVENTS",
        help='Count several events as one: "view=view_*|product_view". Repeatable.',
    ),
]  # fmt: skip
CollapseOption = Annotated[
    bool, typer.Option("--collapse", help="Collapse consecutive repeats of an event into one.")
]
