"""`identity explain`."""

from dataclasses import asdict
from typing import Annotated

import typer
from onepath.graph.identity import explain as explain_pair
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, native

from ..answers.people import ExplanationAnswer
from ..options import Json
from ..terminal import answer, console, table


def explain(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    json: Json = False,
) -> None:
    """Why are two identifiers one person, or why are they not? The strongest path of evidence.

    Example: onepath identity explain phone:+8613800138000 wechat_openid:o1
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph:
        found = explain_pair(graph, a, b, rules)
    if json:
        return answer(
            ExplanationAnswer.model_validate(native({**asdict(found), "same_person": found.same_person}))
        )
    if found.same_person:
        console.print(f"One person, {found.oneid_a}, joined by this evidence:")
    else:
        console.print(f"Two people, {found.oneid_a} and {found.oneid_b}: {found.why_not}.", soft_wrap=True)
    rows = [
        [
            step.a, step.b, step.rule, step.source, step.count, f"{step.confidence:.3f}",
            ", ".join([event["key"] for event in step.events] + step.accounts), step.cut or "",
        ]
        for step in found.path
    ]  # fmt: skip
    if rows:
        table("Evidence", ["a", "b", "rule", "source", "count", "confidence", "from", "cut"], rows)
    return None
