"""The options that say how journeys are counted and labelled, for commands that are not questions."""

from typing import Annotated

import typer
from onepath.graph.flows import Counted, LabelBy

CountOption = Annotated[
    Counted, typer.Option("--count", help="People, by their whole journey, or their sessions.")
]
LabelOption = Annotated[
    LabelBy, typer.Option("--label", help="How an event is labelled: by its name, its source, or both.")
]
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
