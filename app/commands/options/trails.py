"""The options that say how journeys are counted and labelled."""

from collections.abc import Sequence
from typing import Annotated

import typer
from onepath.graph.flows import Lens, Scope, Show

ScopeOption = Annotated[Scope, typer.Option(help="Count whole journeys of people, or their sessions.")]
ShowOption = Annotated[Show, typer.Option(help="What a step is called.")]
GroupOption = Annotated[
    list[str] | None,
    typer.Option("--group", help='Several events as one: "view=view_*|product_view"; repeat for more.'),
]
CollapseOption = Annotated[bool, typer.Option("--collapse", help="Take a run of one event as one event.")]


def lens_of(scope: Scope, show: Show, group: Sequence[str] | None, collapse: bool) -> Lens:
    """The lens that the options name."""
    return Lens(scope, show, tuple(group or ()), collapse)
