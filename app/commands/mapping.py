"""`mapping`: a mapping file proposed for a file that nobody has described yet."""

from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.propose import Proposal, propose
from onepath.loaders.trial import Trial, try_mapping

from .answers.loading import ColumnGuessAnswer, ProposalAnswer
from .options import Json
from .terminal import answer, errors, table


def propose_(
    file: Annotated[Path, typer.Argument(help="CSV, JSON Lines or Parquet; gzip and zstd.")],
    json: Json = False,
) -> None:
    """Propose a mapping from the names of a file's columns and the values in its first rows.

    Put what it prints into a file, correct it, and load with it.

    Example: onepath mapping propose orders.csv > orders.toml
    """
    proposal = propose(file)
    mapping = proposal.mapping()
    text = mapping_text(mapping, f"Proposed for {file.name}: look through it before you load with it.")
    trial = try_mapping(file, mapping, normalisers=load_rules(Settings().rules).normalisers)
    if json:
        return answer(_shape(proposal, text, trial))
    if errors.is_terminal:
        rows = [[one.column, one.role, one.kind, f"{one.filled:.0%}", ", ".join(one.examples)]
                for one in proposal.columns]  # fmt: skip
        table(f"The columns of {file.name}", ["column", "taken for", "kind", "filled", "such as"], rows)
    typer.echo(text, nl=False)
    errors.print(f"Of the first {trial.rows:,} rows {trial.rejected:,} would be rejected.", highlight=False)
    if proposal.table:
        errors.print(f"It is a table of {proposal.table} already, and loads without a mapping.")
    return None


def _shape(proposal: Proposal, text: str, trial: Trial) -> ProposalAnswer:
    return ProposalAnswer(
        table=proposal.table, mapping=text, rows=trial.rows, rejected=trial.rejected,
        reasons=dict(trial.reasons.most_common()),
        columns=[
            ColumnGuessAnswer(
                column=one.column, role=one.role, kind=one.kind, filled=one.filled,
                different=one.different, examples=list(one.examples),
            )
            for one in proposal.columns
        ],
    )  # fmt: skip
