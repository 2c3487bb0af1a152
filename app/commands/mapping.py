"""`mapping propose`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.propose import ColumnGuess, propose
from onepath.loaders.trial import try_mapping

from .options import Json
from .terminal import answer, errors, table


@dataclass(frozen=True, slots=True)
class ProposedMapping:
    """A mapping file's text, and what it would make of the first rows.

    `table`: the canonical table that the file is already, null for any other. `reasons`: how many rows would
    be rejected for which reason.
    """

    table: str | None
    mapping: str
    rows: int
    rejected: int
    reasons: Mapping[str, int]
    columns: tuple[ColumnGuess, ...]


def propose_mapping(
    file: Annotated[Path, typer.Argument(help="CSV, JSON Lines or Parquet; plain, gzip or zstd.")],
    json: Json = False,
) -> None:
    """Propose a mapping, from the names of a file's columns and the values in its first rows.

    Save what it prints as a file, correct it, and load with it.

    Example: onepath mapping propose orders.csv > orders.toml
    """
    proposed = _proposed(file)
    if json:
        return answer(proposed)
    if errors.is_terminal:
        rows = [[one.column, one.role, one.kind, f"{one.filled:.0%}", ", ".join(one.examples)]
                for one in proposed.columns]  # fmt: skip
        table(f"Columns of {file.name}", ["column", "role", "kind", "filled", "examples"], rows)
    typer.echo(proposed.mapping, nl=False)
    errors.print(
        f"{proposed.rejected:,} of the first {proposed.rows:,} rows would be rejected.", highlight=False
    )
    if proposed.table:
        errors.print(f"The file is a table of {proposed.table} already: it loads without a mapping.")
    return None


def _proposed(file: Path) -> ProposedMapping:
    proposal = propose(file)
    mapping = proposal.mapping()
    trial = try_mapping(file, mapping, normalisers=load_rules(Settings().rules).normalisers)
    return ProposedMapping(
        table=proposal.table,
        mapping=mapping_text(mapping, f"Proposed for {file.name}: check it before you load with it."),
        rows=trial.rows,
        rejected=trial.rejected,
        reasons=dict(trial.reasons.most_common()),
        columns=proposal.columns,
    )
