"""`patterns`."""

from typing import Any

from onepath.graph.patterns import Pattern, Patterns, PatternsQuestion

from .question_command import among, question_command
from .terminal import share, table


def show_patterns(question: PatternsQuestion, found: Patterns) -> None:
    """The patterns as a table."""
    numbered = list(enumerate(found.patterns, 1))
    if found.converters is None:
        shown = f"{len(numbered):,} of {found.found:,} patterns"
        title = f"{shown} of {found.units:,} {found.counted}{among(question)}"
        rows = [[number, one.pattern, one.units, share(one.support)] for number, one in numbered]
        table(title, ["", "pattern", found.counted, "support"], rows)
        return
    first, second = f"with {question.target}", "without"
    sides = "converters", "non-converters"
    if question.compare is not None:
        first, second = "are of the first group", "of the second"
        sides = "first group", "second group"
    title = (
        f"{len(numbered):,} of {found.found:,} patterns, {found.significant:,} significant (q ≤ 0.05): "
        f"{found.converters:,} {found.counted} {first}, {found.units - found.converters:,} {second}"
        f"{among(question)}"
    )
    columns = ["", "pattern", *sides, "lift", "odds ratio", "q"]
    table(title, columns, [_contrasted(number, pattern) for number, pattern in numbered])


def _contrasted(number: int, one: Pattern) -> list[Any]:
    contrast = one.contrast
    if contrast is None:
        return [number, one.pattern]
    return [
        number,
        one.pattern,
        f"{contrast.converters:,} ({share(contrast.converters_support)})",
        f"{contrast.non_converters:,} ({share(contrast.non_converters_support)})",
        "" if contrast.lift is None else f"{contrast.lift:.2f}",
        f"{contrast.odds_ratio:.3g} ({contrast.low:.3g} to {contrast.high:.3g})",
        f"{contrast.q:.2g}",
    ]


patterns = question_command(PatternsQuestion, show_patterns)
