"""What patterns answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contrast:
    """How converters and others differ in a pattern; in a comparison, the first group and the second.

    `converters` and `non_converters` count those with the pattern; the supports are their shares of each
    group. `lift`: the conversion rate of people with the pattern, divided by that of everybody. `low` and
    `high` are the 95% interval of the odds ratio, `p` is from Fisher's exact test, `q` from Benjamini and
    Hochberg over all patterns found. The support of a group of nobody is null, and so is the lift if nobody
    converted.
    """

    converters: int
    non_converters: int
    converters_support: float | None
    non_converters_support: float | None
    lift: float | None
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Events in order, with the target last if there is one; `pattern` is the same in one line.

    `units` people or sessions have the pattern; their share is its `support`. `contrast` is null without a
    target or a comparison.
    """

    pattern: str
    events: tuple[str, ...]
    units: int
    support: float
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The first of the `found` patterns, among `units` people or sessions, `converters` of which converted.

    `significant`: how many patterns have a q of 0.05 or less. In a comparison `converters` is the size of the
    first group. Both are null without a target or a comparison.
    """

    counted: str
    filter: str
    target: str | None
    units: int
    converters: int | None
    found: int
    significant: int | None
    patterns: tuple[Pattern, ...]
