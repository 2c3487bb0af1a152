"""`identity check`."""

from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings

from ..answers.people import RulesAnswer
from ..options import Json
from ..terminal import answer, table


def check(
    file: Annotated[Path | None, typer.Argument(help="A rules file; without it, the rules in use.")] = None,
    json: Json = False,
) -> None:
    """Check a rules file, and show what holds for each kind of identifier.

    Example: onepath identity check rules.toml
    """
    rules = load_rules(file or Settings().rules)
    if json:
        return answer(RulesAnswer(fingerprint=rules.fingerprint, rules=rules.model_dump()))
    rows = [
        [
            kind, found.priority, "unique" if found.unique else found.most, found.window_days,
            found.merges, found.link_days, found.normaliser, ", ".join(found.blocked),
        ]
        for kind, found in sorted(rules.kinds.items(), key=lambda item: -item[1].priority)
    ]  # fmt: skip
    columns = ["kind", "priority", "limit", "in days", "merges", "link days", "normaliser", "blocked"]
    table(f"Rules {rules.fingerprint}: good", columns, rows)
    return None
