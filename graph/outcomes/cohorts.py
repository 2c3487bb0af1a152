"""The cohorts of a retention: their cells, by period or by brackets of days."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

if TYPE_CHECKING:
    from .retention import RetentionQuestion


@dataclass(frozen=True, slots=True)
class RetentionCell:
    """`people` out of `of` returned in a period (or bracket, by its place), which is this `share`. `complete`
    is false while the period has not ended in the data.
    """

    period: int
    people: int
    of: int
    share: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who started in the same period (or with the same value), and their cells as far as the data
    goes.
    """

    cohort: str
    people: int
    cells: tuple[RetentionCell, ...]


def _check_brackets(text: str) -> str:
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        if not _BRACKET.fullmatch(part) or span_of(part)[0] > span_of(part)[1]:
            raise ValueError(f"{part!r} is not a bracket of days; write such as 0,1-7,8-30")
    if len(set(parts)) < len(parts):
        raise ValueError(f"{text!r} has a bracket twice")
    return ",".join(parts)


def span_of(bracket: str) -> tuple[int, int]:
    """The first and the last day of a bracket, such as `1-7`."""
    first, _, last = bracket.partition("-")
    return int(first), int(last or first)


_BRACKET = re.compile(r"\d{1,5}(-\d{1,5})?")
Brackets = Annotated[str, AfterValidator(_check_brackets)]
Counts = dict[tuple[str, int], Counter[int]]
"""People by value and cohort, then by period; `SIZE` is everybody in the cohort."""
SIZE = -1


def triangle(counted: Counter[int], ended: int, question: "RetentionQuestion") -> tuple[RetentionCell, ...]:
    """The cells of one cohort; periods before the number `ended` have ended."""
    returned, size = _returned(counted, question), counted[SIZE]
    spans = question.spans or [(period, period) for period in range(min(question.periods, ended) + 1)]
    return tuple(
        RetentionCell(place, returned[place], size, returned[place] / size, last < ended)
        for place, (first, last) in enumerate(spans)
        if first <= ended
    )


def cohort_of_days(
    name: str, days: Sequence[tuple[int, Counter[int]]], ends: int, question: "RetentionQuestion"
) -> Cohort:
    """One cohort of people who started on several days: a cell is complete if it is for each of them."""
    size = sum(counted[SIZE] for _, counted in days)
    people: Counter[int] = Counter()
    complete: Counter[int] = Counter()
    for day, counted in days:
        for cell in triangle(counted, ends - day, question):
            people[cell.period] += cell.people
            complete[cell.period] += cell.complete
    cells = (
        RetentionCell(place, people[place], size, people[place] / size, complete[place] == len(days))
        for place in sorted(complete)
    )
    return Cohort(name, size, tuple(cells))


def of_value(name: str, counts: Counts) -> list[tuple[tuple[str, int], Counter[int]]]:
    return [item for item in counts.items() if item[0][0] == name]


def cohort_over_times(
    name: str, parts: Sequence[tuple[tuple[str, int], Counter[int]]], ends: int, question: "RetentionQuestion"
) -> Cohort:
    """Cohorts of several periods as one: each cell of those whose period is complete."""
    people: Counter[int] = Counter()
    of: Counter[int] = Counter()
    for (_, number), counted in parts:
        for cell in triangle(counted, ends - number, question):
            if cell.complete:
                people[cell.period] += cell.people
                of[cell.period] += cell.of
    cells = (
        RetentionCell(period, people[period], of[period], people[period] / of[period], True)
        for period in sorted(of)
    )
    return Cohort(name, sum(counted[SIZE] for _, counted in parts), tuple(cells))


def _returned(counted: Counter[int], question: "RetentionQuestion") -> Counter[int]:
    """How many returned, by period; unbounded: those whose last return is in it or later."""
    if question.mode == "exact" or question.brackets is not None:
        # The server counts a bracket as the mode says.
        return counted
    returned: Counter[int] = Counter()
    later = 0
    for period in range(max(counted), -1, -1):
        later += counted[period]
        returned[period] = later
    return returned
