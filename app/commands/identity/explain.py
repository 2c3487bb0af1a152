"""`identity explain`."""

from typing import Annotated

import typer
from onepath.graph.identity import EvidenceStep, load_rules
from onepath.graph.identity import explain as explain_pair
from onepath.graph.people import require_identifier
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..local_times import local_day
from ..options import Json
from ..terminal import answer, console, table


def explain(
    a: Annotated[str, typer.Argument(help="An identifier (kind:value or its value), an account or a OneID.")],
    b: Annotated[str, typer.Argument(help="Another one.")],
    json: Json = False,
) -> None:
    """Explain why two identifiers are one person by the strongest evidence, or why they are not.

    Example: onepath identity explain phone:+8613800138000 wechat_openid:o1
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph:
        one, other = (require_identifier(graph, text, rules, or_person=True) for text in (a, b))
        found = explain_pair(graph, one, other, rules)
    if json:
        return answer(found)
    if found.same_person:
        console.print(f"One person, {found.oneid_a}, merged by this evidence:")
    else:
        console.print(f"Two people, {found.oneid_a} and {found.oneid_b}: {found.why_not}.", soft_wrap=True)
    rows = [
        [
            link.a, link.b, link.rule, link.source, link.count, f"{link.confidence:.3f}",
            ", ".join([event["key"] for event in link.events] + link.accounts), _stopped_by(link),
        ]
        for link in found.path
    ]  # fmt: skip
    if rows:
        columns = ["a", "b", "rule", "source", "count", "confidence", "from", "decision or rule"]
        table("Evidence", columns, rows)
    return None


def _stopped_by(link: EvidenceStep) -> str:
    """The manual decision that made or stops a link, or the rule that stops it."""
    note = link.decision
    return f"{note.kind} by {note.by}, {local_day(note.at)}: {note.why}" if note else link.blocked_by or ""
