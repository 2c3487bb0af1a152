"""`identity explain`."""

from typing import Annotated

import typer
from onepath.graph.identity import explain as explain_pair
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, console, table


def explain(
    a: Annotated[str, typer.Argument(help="An identifier, kind:value.")],
    b: Annotated[str, typer.Argument(help="Another identifier.")],
    json: Json = False,
) -> None:
    """Explain why two identifiers are one person, or why they are not, by the strongest evidence.

    Example: onepath identity explain phone:+8613800138000 wechat_openid:o1
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph:
        found = explain_pair(graph, a, b, rules)
    if json:
        return answer(found)
    if found.same_person:
        console.print(f"One person, {found.oneid_a}, merged by this evidence:")
    else:
        console.print(f"Two people, {found.oneid_a} and {found.oneid_b}: {found.why_not}.", soft_wrap=True)
    rows = [
        [
            link.a, link.b, link.rule, link.source, link.count, f"{link.confidence:.3f}",
            ", ".join([event["key"] for event in link.events] + link.accounts), link.blocked_by or "",
        ]
        for link in found.path
    ]  # fmt: skip
    if rows:
        columns = ["a", "b", "rule", "source", "count", "confidence", "from", "blocked by"]
        table("Evidence", columns, rows)
    return None
