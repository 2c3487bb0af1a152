"""`variants`."""

from collections.abc import Sequence

from onepath.graph.flows import Variants, VariantsQuestion
from onepath.graph.questions import join_names

from .question_command import among, question_command
from .terminal import share, table

_LONGEST = 12
"""How many events of a variant a table shows; `--json` has all."""


def show_variants(question: VariantsQuestion, found: Variants) -> None:
    """The most frequent variants as a table."""
    rows = [
        [number, v.units, v.people, share(v.share), share(v.covered), _short(v.steps)]
        for number, v in enumerate(found.shown, 1)
    ]
    units = "journeys" if question.count == "people" else "sessions"
    title = (
        f"Variants, by {found.counted}{among(question)}: "
        f"{len(rows)} of {found.variants:,}, of {found.units:,} {units}"
    )
    table(title, ["", units, "people", "share", "covered", "variant"], rows)


def _short(steps: Sequence[str]) -> str:
    if len(steps) <= _LONGEST:
        return join_names(steps)
    return f"{join_names(steps[:_LONGEST])}> and {len(steps) - _LONGEST:,} more"


variants = question_command(VariantsQuestion, show_variants)
