"""`mapping propose`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.loaders.errors import MappingInvalid
from onepath.loaders.guesses import ROLES, ColumnGuess, Role
from onepath.loaders.losses import Loss
from onepath.loaders.mapping_faults import nearest
from onepath.loaders.open_questions import Question
from onepath.loaders.proposal import Proposal
from onepath.loaders.propose import Answers, propose
from onepath.loaders.time_forms import Formats, formats_in
from onepath.loaders.trial import Trial, try_mapping

from .options import Json
from .terminal import answer, can_ask, errors, table


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """What a column, or a place inside of a nested one, is taken for.

    `kind`: of an identifier its kind, of a property its type. `filled`: the share of rows that have a value;
    `different`: how many values there are; `examples`: the first of these.
    """

    column: str
    role: Role
    kind: str
    filled: float
    different: int
    examples: tuple[str, ...]

    @classmethod
    def of(cls, guess: ColumnGuess) -> "ProposedColumn":
        """The column as it was guessed."""
        return cls(guess.column, guess.role, guess.kind, guess.filled, guess.different, guess.examples)


@dataclass(frozen=True, slots=True)
class ProposedMapping:
    """A mapping file's text, and what it would make of the first rows.

    `complete`: whether it can be loaded with; else the questions say what is missing. `table`: the canonical
    table that the file is already, null for any other. `reasons`: how many rows would be rejected for which
    reason; `losses`: cells that would be left out of their rows. `repeated`: events that would be one with
    another one, because their message ids are the same.
    """

    table: str | None
    mapping: str
    complete: bool
    questions: Sequence[Question]
    rows: int
    rejected: int
    reasons: Mapping[str, int]
    losses: Sequence[Loss]
    repeated: int
    columns: tuple[ProposedColumn, ...]


_FORM = {
    "day_or_month": "day_first or month_first",
    "format": "one of these, or a pattern such as %d.%m.%Y",
    "format_unknown": "a pattern such as %d.%m.%Y %H:%M",
    "when": "the column's name",
    "when_else": "the column's name",
    "who": "the column's name, or NAME=KIND",
}
"""How the questions without whose answers there is no mapping are answered in a terminal."""


def propose_mapping(
    file: Annotated[Path, typer.Argument(help="CSV, JSON Lines or Parquet; plain, gzip or zstd.")],
    taken: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="COLUMN=ROLE",
            help="What a column is, such as ref=identifier:cookie, zip=property:text or when=original_at; "
            "repeatable.",
        ),
    ] = None,
    time_format: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[COLUMN=]FORMAT",
            help="How times are written, in the whole file or in one column: iso, day_first, month_first, "
            "excel, epoch_s, or a pattern such as %d.%m.%Y; repeatable, tried in this order.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the text, such as big5, if it is not recognised.", show_default=False),
    ] = None,
    time_zone: Annotated[str, typer.Option(help="Time zone of times without one.")] = "UTC",
    name: Annotated[str, typer.Option(help="Name of the event, where no column has it.")] = "",
    source: Annotated[str, typer.Option(help="Name of the source, where no column has it.")] = "",
    json: Json = False,
) -> None:
    """Propose a mapping, from the names of a file's columns and the values in its first rows.

    Save what it prints as a file, correct it, and load with it. What the file does not say is asked; where
    that leaves no mapping, what was understood is printed all the same, and the exit code is 1.

    Example: onepath mapping propose orders.csv > orders.toml
    """
    of_file, of_columns = _formats(time_format or [])
    answers = Answers(dict(map(_column_and_role, taken or [])), of_file, of_columns, encoding)
    proposal = propose(file, answers)
    if can_ask() and not json:
        proposal = _asked(file, answers, proposal)
    proposal = replace(
        proposal, time_zone=time_zone, name=name or proposal.name, source=source or proposal.source
    )
    proposed = _proposed(file, proposal)
    if json:
        answer(proposed)
    else:
        _print(file, proposed)
    if not proposed.complete:
        raise typer.Exit(1)


def _column_and_role(text: str) -> tuple[str, tuple[Role, str]]:
    column, equals, role = text.rpartition("=")
    role, _, kind = role.partition(":")
    if not equals or role not in ROLES:
        raise MappingInvalid(
            f"'{text}' does not say what a column is{nearest(role, ROLES) if equals else ''}.",
            kept="Nothing was proposed.",
            action=f"Write COLUMN=ROLE; roles are {', '.join(ROLES)}, with a kind or type behind a colon: "
            "identifier:phone, property:float.",
        )
    return column, (role, kind)


def _formats(texts: Sequence[str]) -> tuple[Formats, dict[str, Formats]]:
    """The formats of the whole file, and those of single columns."""
    of_file: Formats = ()
    of_columns: dict[str, Formats] = {}
    for text in texts:
        column, equals, one = text.rpartition("=")
        if equals:
            of_columns[column] = (*of_columns.get(column, ()), one)
        else:
            of_file = (*of_file, one)
    return of_file, of_columns


def _asked(file: Path, answers: Answers, proposal: Proposal) -> Proposal:
    """The proposal after the questions without whose answers there is no mapping were answered."""
    while needed := [one for one in proposal.questions if one.needed]:
        reply = typer.prompt(f"{needed[0].text} ({_FORM[needed[0].about]})", default="", err=True)
        if not reply:
            return proposal
        answers = _with_reply(answers, needed[0], reply)
        proposal = propose(file, answers)
    return proposal


def _with_reply(answers: Answers, question: Question, reply: str) -> Answers:
    if question.about == "day_or_month":
        return replace(answers, time_format=(reply,))
    if question.about in ("format", "format_unknown"):
        formats = {**answers.formats, question.values["column"]: formats_in(reply)}
        return replace(answers, formats=formats)
    role: Role = "identifier" if question.about == "who" else "original_at"
    column, _, kind = reply.partition("=")
    known = (role, kind or ("user" if role == "identifier" else ""))
    return replace(answers, columns={**answers.columns, column: known})


def _proposed(file: Path, proposal: Proposal) -> ProposedMapping:
    trial, complete = Trial(), True
    try:
        mapping = proposal.mapping()
        trial = try_mapping(file, mapping, rules=load_rules(Settings().rules))
    except MappingInvalid:
        complete = False
    return ProposedMapping(
        table=proposal.table,
        mapping=proposal.text(f"Proposed for {file.name}: check it before you load with it."),
        complete=complete,
        questions=proposal.questions,
        rows=trial.rows,
        rejected=trial.rejected,
        reasons=dict(trial.reasons.most_common(20)),
        losses=trial.losses,
        repeated=trial.contents.repeated,
        columns=tuple(map(ProposedColumn.of, proposal.columns)),
    )


def _print(file: Path, proposed: ProposedMapping) -> None:
    if errors.is_terminal:
        rows = [[one.column, one.role, one.kind, f"{one.filled:.0%}", ", ".join(one.examples)]
                for one in proposed.columns]  # fmt: skip
        table(f"Columns of {file.name}", ["column", "role", "kind", "filled", "examples"], rows)
    typer.echo(proposed.mapping, nl=False)
    lines = []
    if proposed.complete:
        lines.append(f"{proposed.rejected:,} of the first {proposed.rows:,} rows would be rejected.")
    lines += [f"  {count:,} rows: {reason}" for reason, count in list(proposed.reasons.items())[:5]]
    lines += [
        f"{loss.cells:,} cells of {loss.column} would be left out: '{loss.example}' {loss.reason}"
        for loss in proposed.losses[:5]
    ]
    if proposed.repeated:
        lines.append(f"{proposed.repeated:,} events would be one with an earlier one of the same message id.")
    for question in proposed.questions:
        lines.append(f"{'?' if question.needed else '-'} {question.text}  Answer: {question.answer}")
    if proposed.table:
        lines.append(f"The file is a table of {proposed.table} already: it loads without a mapping.")
    if not proposed.complete:
        lines.append("This is not a complete mapping yet: answer the questions marked ?.")
    for line in lines:
        errors.print(line, highlight=False, markup=False, soft_wrap=True)
