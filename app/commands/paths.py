"""`paths`."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from onepath.graph import flows
from onepath.graph.flows import Scope, Show
from onepath.graph.questions import PathDocument
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.flows import PathsAnswer, PathStepAnswer
from .flow_people import show_people
from .options import (
    CollapseOption,
    DidNotOption,
    DidOption,
    GroupOption,
    Json,
    SaveOption,
    ScopeOption,
    ShowOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    narrowed,
)
from .options import save as save_question
from .terminal import answer, bar, table


def paths(
    start: Annotated[
        str | None, typer.Option("--from", help="What comes after this event, or this pair: cart>purchase?")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="What comes before this event or pair?")] = None,
    depth: Annotated[int, typer.Option(min=1, max=10, help="How many steps away.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="Events named at each step; the rest is (other).")] = 8,
    scope: ScopeOption = Scope.PERSON,
    show: ShowOption = Show.NAME,
    group: GroupOption = None,
    collapse: CollapseOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    people: Annotated[
        tuple[int, str, str] | None,
        typer.Option(metavar="STEP SOURCE TARGET", help="List the people of this step."),
    ] = None,
    save: SaveOption = None,
    json: Json = False,
) -> None:
    """The most frequent next steps after an event, or the previous steps before one.

    Example: onepath paths --from payment_error --depth 3
    """
    if (start is None) == (end is None):
        raise typer.BadParameter("give either --from EVENT or --to EVENT")
    only = narrowed(since, until, source, did, did_not)
    question = PathDocument(
        start=start, end=end, depth=depth, limit=limit, scope=scope, show=show, groups=tuple(group or ()),
        collapse=collapse, **only.model_dump(),
    )  # fmt: skip
    save_question(save, question)
    run_paths(question, people=people, json=json)


def run_paths(
    question: PathDocument, *, people: tuple[int, str, str] | None = None, json: bool = False
) -> None:
    """Ask and print."""
    start, end, lens = question.start, question.end, question.lens
    with Graph.open(Settings()) as graph, bar("Asking"):
        asked: dict[str, Any] = {
            "start": start, "end": end, "limit": question.limit, "lens": lens, "group": question.group(graph)
        }  # fmt: skip
        if people:
            return show_people(flows.path_passages(graph, *people, **asked), json)
        steps = flows.paths(graph, depth=question.depth, **asked)
    if json:
        shown = [PathStepAnswer(**asdict(step)) for step in steps]
        direction = "after" if start else "before"
        return answer(
            PathsAnswer(event=start or end or "", direction=direction, narrowed_to=question.told, steps=shown)
        )
    rows = [
        [
            s.step,
            s.source if start else _sized(s.source, s.folded),
            _sized(s.target, s.folded) if start else s.target,
            s.times,
            s.people,
        ]
        for s in steps
    ]
    title = f"Paths {'from ' + start if start else f'to {end}'}{among(question)}"
    table(title, ["step", "source", "target", "times", "people"], rows)
    return None


def _sized(label: str, folded: int) -> str:
    return f"{label}: {folded} events" if folded else label
