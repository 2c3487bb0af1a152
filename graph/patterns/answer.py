"""What patterns answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contrast:
    """How people who converted and those who did not differ in a pattern; of two groups, the first and the
    second.

    `converters` and `non_converters` have it; the supports are these as shares of their groups. `lift`: the
    conversion rate of people with the pattern, over that of all. `low` and `high` are the 95 % interval of
    the odds ratio, `p` is of Fisher's exact test, `q` after Benjamini and Hochberg over all patterns found.
    """

    converters: int
    non_converters: int
    converters_support: float
    non_converters_support: float
    lift: float
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Events in order, the target last where there is one; `pattern` is the same in one line.

    `units` people or sessions have it: this share of all is its `support`. `contrast` is null without a
    target or two groups.
    """

    pattern: str
    events: tuple[str, ...]
    units: int
    support: float
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The first of the `found` patterns, among `units` people or sessions, of which `converters` converted.

    `significant`: how many have a q of 0.05 or less. It and `converters` are null without a target or two
    groups, of which `converters` counts the first.
    """

    counted: str
    filter: str
    target: str | None
    units: int
    converters: int | None
    found: int
    significant: int | None
    patterns: tuple[Pattern, ...]
