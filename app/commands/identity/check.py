"""`identity check`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import Rules, load_rules
from onepath.graph.settings import Settings

from ..options import Json
from ..terminal import answer, table


@dataclass(frozen=True, slots=True)
class CheckedRules:
    """The rules as onepath reads them; `fingerprint` is different for different rules."""

    fingerprint: str
    rules: Rules


def check(
    file: Annotated[Path | None, typer.Argument(help="A rules file; without it, the rules in use.")] = None,
    json: Json = False,
) -> None:
    """Check a rules file, and show the merge rules of each kind of identifier.

    Example: onepath identity check rules.toml
    """
    rules = load_rules(file or Settings().rules)
    if json:
        return answer(CheckedRules(rules.fingerprint, rules))
    rows = [
        [
            kind, found.priority, "unique" if found.unique else found.most, found.window_days,
            found.shared_by_more_than, found.merges, found.link_days, found.normaliser,
            ", ".join(found.blocked),
        ]
        for kind, found in sorted(rules.kinds.items(), key=lambda item: -item[1].priority)
    ]  # fmt: skip
    columns = [
        "kind",
        "priority",
        "limit",
        "in days",
        "shared above",
        "merges",
        "link days",
        "normaliser",
        "blocked",
    ]
    table(f"Rules {rules.fingerprint} are valid", columns, rows)
    return None
