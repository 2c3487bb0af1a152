"""Retention: of the people who started in a period, how many returned in which later one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ..errors import QuestionInvalid, Refused
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph, microseconds
from ..trails import Alphabet
from .calendar import name_of, number_named
from .channels import no_such_property

RetentionMode = Literal["exact", "unbounded"]
ALL = "(all)"
NO_VALUE = "(none)"
SOURCE = "source"
_MOST_COHORTS = 100
_MOST_CELLS = 200_000
_LAST_PERIOD = 100_000


@dataclass(frozen=True, slots=True)
class RetentionCell:
    """`people` out of `of` returned in a period, which is this `share`. `complete` is false while the period
    has not ended in the data.
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


@dataclass(frozen=True, slots=True)
class Retention:
    """The cohorts, by time or by value; `overall` is everybody. `until`: the time of the last event.

    Cohorts by value, and `overall`, contain people who started at different times: each cell counts only
    those for whom the period is complete.
    """

    start_event: str | None
    return_event: str | None
    interval: Interval
    mode: RetentionMode
    by: str | None
    filter: str
    until: datetime
    overall: Cohort
    cohorts: tuple[Cohort, ...]


_Counts = dict[tuple[str, int], Counter[int]]
"""People by value and cohort, then by period; `_SIZE` is everybody in the cohort."""
_SIZE = -1


class RetentionQuestion(Question[Retention]):
    """How many of the people who started in the same period returned in each later period.

    A cohort is everybody who first did the start event in the same period. The date range and the source
    apply to that event. Any event is any activity of the person: messages that the company sent and events of
    systems are no activity (onepath events).

    Numbers for --people: `2026-03-02.1` is everybody in the cohort of the period starting on this day who
    returned in period 1, `(all).1` the same for all cohorts, `2026-03-02.all` the whole cohort.

    Example: onepath retention --start purchase --return purchase --interval month
    """

    command = ("retention",)

    kind: Literal["retention"] = "retention"
    start_event: Annotated[str | None, Option("--start", "EVENT")] = Field(
        default=None, description="The event that puts a person into a cohort; by default any event."
    )
    return_event: Annotated[str | None, Option("--return", "EVENT")] = Field(
        default=None, description="The event that counts as a return; by default any event."
    )
    interval: Annotated[Interval, Option("--interval")] = Field(
        default="week", description="The length of a period."
    )
    mode: Annotated[RetentionMode, Option("--mode")] = Field(
        default="exact",
        description="Count a return in the period (exact), or in the period or later (unbounded).",
    )
    by: Annotated[str | None, Option("--by", "PROPERTY")] = Field(
        default=None,
        description="Group cohorts by source, or by a property of the start event, instead of by time.",
    )
    periods: Annotated[int, Option("--periods")] = Field(
        default=12, ge=0, le=10_000, description="How many periods to follow after the first."
    )

    def answer(self, graph: Graph) -> Retention:
        """Raises Refused for too many cells."""
        alphabet = Alphabet.read(graph)
        compiled, calendar = self.compiled_filter(graph), self.calendar(graph)
        given, first, last = self._read(graph, alphabet)
        self._refuse_too_large(graph, (max(first, compiled.since), min(last, compiled.until)), last)
        counts = _counts(graph.ask_in_parts("internal/outcomes/retention", **given), self, alphabet)
        ends = calendar.number(calendar.day(last), self.interval)
        if self.by is None:
            cohorts = [
                Cohort(
                    name_of(number, self.interval, calendar),
                    counted[_SIZE],
                    _triangle(counted, ends - number, self),
                )
                for (_, number), counted in sorted(counts.items())
            ]
        else:
            names = {value for value, _ in counts}
            cohorts = [_over_times(name, _of(name, counts), ends, self) for name in sorted(names)]
            cohorts.sort(key=lambda cohort: -cohort.people)
        return Retention(
            start_event=self.start_event,
            return_event=self.return_event,
            interval=self.interval,
            mode=self.mode,
            by=self.by,
            filter=self.filter.sentence(),
            until=calendar.local(last),
            overall=_over_times(ALL, list(counts.items()), ends, self),
            cohorts=tuple(cohorts),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        cohort, dot, text = of.rpartition(".")
        if not dot or not (text == "all" or text.isdecimal()) or (text != "all" and int(text) > _LAST_PERIOD):
            raise QuestionInvalid(
                f"There is no period {text}." if dot else f"There is no cell {of!r}.",
                action="Write a cohort and a period, such as 2026-03-02.1 or (all).1",
            )
        period = None if text == "all" else int(text)
        alphabet, calendar = Alphabet.read(graph), self.calendar(graph)
        given, _, last = self._read(graph, alphabet)
        # A cell over several times has the cohorts whose period is complete.
        ended = calendar.number(calendar.day(last), self.interval) - (0 if period is None else period + 1)
        chosen: dict[str, Any] = {"from_cohort": 0, "to_cohort": ended, "groups": None}
        if cohort != ALL and self.by is None:
            number = number_named(cohort, self.interval, calendar)
            chosen |= {"from_cohort": number, "to_cohort": number}
        elif cohort != ALL:
            chosen["groups"] = _written(cohort, self, alphabet)
        rows = graph.ask_in_parts("internal/outcomes/retained", **given, **chosen, period=period)
        return People.found(of, [PersonOccurrences(oneid) for oneid in sorted(row["oneid"] for row in rows)])

    def _read(self, graph: Graph, alphabet: Alphabet) -> tuple[dict[str, Any], int, int]:
        """What both queries take, and the times of the first and the last event."""
        before, between = (
            # "Any event" is something that a person did, not a message that was sent to them.
            alphabet.passive if text is None else alphabet.others(alphabet.letters(text))
            for text in (self.start_event, self.return_event)
        )
        (span,) = graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        if span["last"] is None:
            raise QuestionInvalid("There are no journeys yet.", action="Run: onepath journeys build")
        by_source, calendar = self.by == SOURCE, self.calendar(graph)
        given = {
            "before": before, "between": between, "by": self.interval, "latest": span["last"],
            "offsets": calendar.offsets(span["first"], span["last"]),
            "days_before_week": calendar.days_before_first_week,
            "unbounded": self.mode == "unbounded", "by_source": by_source,
            "property": None if by_source else self.by, "filter": self.compiled_filter(graph),
        }  # fmt: skip
        return given, span["first"], span["last"]

    def _refuse_too_large(self, graph: Graph, began: tuple[int, int], last: int) -> None:
        """`began`: the times between which cohorts begin; `last`: the time of the last event."""
        calendar = self.calendar(graph)
        if self.by not in (None, SOURCE):
            known = graph.ask("internal/outcomes/property_values", property=self.by, limit=_MOST_COHORTS + 1)
            if not known:
                raise no_such_property(graph, str(self.by))
            if len(known) > _MOST_COHORTS:
                raise Refused(
                    f"{self.by} has more than {_MOST_COHORTS} values: too many cohorts to compare.",
                    action="Choose another property.",
                )
        first, newest, ends = (calendar.number(calendar.day(at), self.interval) for at in (*began, last))
        cells = max(0, newest - first + 1) * (min(self.periods, ends - first + 1) + 1)
        if cells > _MOST_CELLS:
            raise Refused(
                f"These would be up to {cells:,} cells; {_MOST_CELLS:,} are the most.",
                action="Ask for longer periods, or for fewer of them.",
            )


def _counts(rows: Sequence[Mapping[str, Any]], question: RetentionQuestion, alphabet: Alphabet) -> _Counts:
    counts: _Counts = defaultdict(Counter)
    for row in rows:
        value = row["grouped"] or ""
        if question.by == SOURCE:
            value = alphabet.source.get(value, "")
        period = _SIZE if row["period"] is None else row["period"]
        counts[value or NO_VALUE, row["cohort"]][period] += row["people"]
    return counts


def _written(name: str, question: RetentionQuestion, alphabet: Alphabet) -> list[str]:
    """How the server writes a value: the letters of a source, or a property's value."""
    if question.by != SOURCE:
        return ["" if name == NO_VALUE else name]
    letters = [letter for letter, source in alphabet.source.items() if source == name]
    if not letters:
        known = ", ".join(sorted(set(alphabet.source.values())))
        raise QuestionInvalid(f"There is no source {name!r}.", action=f"The sources are: {known}.")
    return letters


def _triangle(counted: Counter[int], ended: int, question: RetentionQuestion) -> tuple[RetentionCell, ...]:
    """The cells of one cohort; periods before the number `ended` have ended."""
    returned, size = _returned(counted, question), counted[_SIZE]
    return tuple(
        RetentionCell(period, returned[period], size, returned[period] / size, period < ended)
        for period in range(min(question.periods, ended) + 1)
    )


def _of(name: str, counts: _Counts) -> list[tuple[tuple[str, int], Counter[int]]]:
    return [item for item in counts.items() if item[0][0] == name]


def _over_times(
    name: str, parts: Sequence[tuple[tuple[str, int], Counter[int]]], ends: int, question: RetentionQuestion
) -> Cohort:
    """Cohorts of several periods as one: each cell of those whose period is complete."""
    people: Counter[int] = Counter()
    of: Counter[int] = Counter()
    for (_, number), counted in parts:
        for cell in _triangle(counted, ends - number, question):
            if cell.complete:
                people[cell.period] += cell.people
                of[cell.period] += cell.of
    cells = (
        RetentionCell(period, people[period], of[period], people[period] / of[period], True)
        for period in sorted(of)
    )
    return Cohort(name, sum(counted[_SIZE] for _, counted in parts), tuple(cells))


def _returned(counted: Counter[int], question: RetentionQuestion) -> Counter[int]:
    """How many returned, by period; unbounded: those whose last return is in it or later."""
    if question.mode == "exact":
        return counted
    returned: Counter[int] = Counter()
    later = 0
    for period in range(max(counted), -1, -1):
        later += counted[period]
        returned[period] = later
    return returned
