"""Retention: of the people who started in a period, how many returned in which later one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ..calendar import Calendar
from ..conditions import read_alphabet
from ..errors import QuestionInvalid, Refused
from ..questions import Interval, Option, People, PersonOccurrences, Question
from ..store import Graph, microseconds
from ..trails import Alphabet
from .channels import no_such_property
from .cohorts import (
    SIZE,
    Brackets,
    Cohort,
    Counts,
    cohort_of_days,
    cohort_over_times,
    of_value,
    span_of,
    triangle,
)

RetentionMode = Literal["exact", "unbounded"]
ALL = "(all)"
NO_VALUE = "(none)"
SOURCE = "source"
_MOST_COHORTS = 100
_MOST_CELLS = 200_000
_LAST_PERIOD = 100_000


@dataclass(frozen=True, slots=True)
class Retention:
    """The cohorts, by time or by value; `overall` is everybody. `until`: the time of the last event.
    `brackets`: the days after a person's own start event that cells count in, instead of periods.

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
    brackets: tuple[str, ...] = ()
    later_day: bool = False

    def period_name(self, period: int) -> str:
        """What a cell's period is called: `1`, or the bracket `1-7`."""
        return self.brackets[period] if self.brackets else str(period)


class RetentionQuestion(Question[Retention]):
    """How many of the people who started in the same period returned in each later period.

    A cohort is everybody who first did the start event in the same period. The date range and the source
    apply to that event. Any event means any activity of the person: messages that the company sent and system
    events do not count (onepath events).

    Numbers for --people: `2026-03-02.1` is everybody in the cohort of the period starting on this day who
    returned in period 1, `(all).1` the same for all cohorts, `2026-03-02.all` the whole cohort. With
    --brackets the period is the bracket: `(all).1-7`.

    Example: onepath retention --start purchase --return purchase --interval month
    """

    command = ("retention",)

    kind: Literal["retention"] = "retention"
    start_event: Annotated[str | None, Option("--start", "EVENT")] = Field(
        default=None,
        description="The event that puts a person into a cohort, also with conditions: purchase[amount>100]; "
        "by default any event.",
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

    brackets: Annotated[Brackets | None, Option("--brackets", "DAYS")] = Field(
        default=None,
        description="Count returns by days after each person's own start event, such as 0,1-7,8-30, instead "
        "of periods. Day 1 is the day after.",
    )
    later_day: Annotated[bool, Option("--later-day")] = Field(
        default=False, description="Count a return only on a later day than the start event."
    )

    def answer(self, graph: Graph) -> Retention:
        """Raises Refused for too many cells."""
        alphabet, calendar = read_alphabet(graph, self.start_event, self.return_event), self.calendar(graph)
        compiled = self.compiled_filter(graph, alphabet)
        given, first, last = self._read(graph, alphabet)
        self._refuse_too_large(graph, (max(first, compiled.since), min(last, compiled.until)), last)
        brackets = [list(span) for span in self.spans] or None
        rows = graph.ask_in_parts("internal/outcomes/retention", **given, brackets=brackets)
        counts = _counts(rows, self, alphabet)
        ends = calendar.number(calendar.day(last), self._counted_by)
        if self.by is None:
            cohorts = self._by_time(counts, ends, calendar)
        else:
            names = {value for value, _ in counts}
            cohorts = [cohort_over_times(name, of_value(name, counts), ends, self) for name in sorted(names)]
            cohorts.sort(key=lambda cohort: -cohort.people)
        return Retention(
            start_event=self.start_event,
            return_event=self.return_event,
            interval=self.interval,
            mode=self.mode,
            by=self.by,
            filter=self.filter.sentence(),
            until=calendar.local(last),
            overall=cohort_over_times(ALL, list(counts.items()), ends, self),
            cohorts=tuple(cohorts),
            brackets=() if self.brackets is None else tuple(self.brackets.split(",")),
            later_day=self.later_day,
        )

    @property
    def spans(self) -> list[tuple[int, int]]:
        """For each cell of a cohort the first and the last period that it counts, from the cohort's own."""
        return [] if self.brackets is None else [span_of(text) for text in self.brackets.split(",")]

    @property
    def _counted_by(self) -> Interval:
        """The periods that people start and return in: with brackets, days."""
        return self.interval if self.brackets is None else "day"

    def _by_time(self, counts: "Counts", ends: int, calendar: Calendar) -> list[Cohort]:
        def name(number: int) -> str:
            return calendar.name(number, self.interval)

        if self.brackets is None:
            return [
                Cohort(name(number), counted[SIZE], triangle(counted, ends - number, self))
                for (_, number), counted in sorted(counts.items())
            ]
        days: dict[int, list[tuple[int, Counter[int]]]] = defaultdict(list)
        for (_, day), counted in sorted(counts.items()):
            days[calendar.number(calendar.first_day(day, "day"), self.interval)].append((day, counted))
        return [cohort_of_days(name(number), of_it, ends, self) for number, of_it in sorted(days.items())]

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        cohort, span = self._cell(of)
        alphabet, calendar = read_alphabet(graph, self.start_event, self.return_event), self.calendar(graph)
        given, _, last = self._read(graph, alphabet)
        # A cell over several times has the cohorts whose period is complete.
        ended = calendar.number(calendar.day(last), self._counted_by) - (0 if span is None else span[1] + 1)
        chosen: dict[str, Any] = {"from_cohort": 0, "to_cohort": ended, "groups": None}
        if cohort != ALL and self.by is None:
            number = calendar.number_named(cohort, self.interval)
            whole = self.brackets is None
            first, final = (number, number) if whole else calendar.days_of(number, self.interval)
            chosen |= {"from_cohort": first, "to_cohort": final}
        elif cohort != ALL:
            chosen["groups"] = _written(cohort, self, alphabet)
        if self.brackets is None:
            chosen["period"] = None if span is None else span[0]
        else:
            chosen["bracket"] = None if span is None else list(span)
        rows = graph.ask_in_parts("internal/outcomes/retained", **given, **chosen)
        return People.found(of, [PersonOccurrences(oneid) for oneid in sorted(row["oneid"] for row in rows)])

    def _cell(self, of: str) -> tuple[str, tuple[int, int] | None]:
        """A number's cohort, and its first and last period (None: everybody). Raises QuestionInvalid."""
        cohort, dot, text = of.rpartition(".")
        if dot and text == "all":
            return cohort, None
        if self.brackets is None:
            if dot and text.isdecimal() and int(text) <= _LAST_PERIOD:
                return cohort, (int(text), int(text))
        elif dot and text in self.brackets.split(","):
            return cohort, span_of(text)
        example = 1 if self.brackets is None else self.brackets.split(",")[-1]
        raise QuestionInvalid(
            f"There is no period {text}." if dot else f"There is no cell {of!r}.",
            action=f"Write a cohort and a period, such as 2026-03-02.{example} or (all).{example}",
        )

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
            "before": before, "between": between, "by": self._counted_by, "latest": span["last"],
            "offsets": calendar.offsets(span["first"], span["last"]),
            "days_before_week": calendar.days_before_first_week, "later_day": self.later_day,
            "unbounded": self.mode == "unbounded", "by_source": by_source,
            "property": None if by_source else self.by, "filter": self.compiled_filter(graph, alphabet),
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
        first, newest, ends = (calendar.number(calendar.day(at), self._counted_by) for at in (*began, last))
        cells = max(0, newest - first + 1) * (len(self.spans) or min(self.periods, ends - first + 1) + 1)
        if cells > _MOST_CELLS:
            raise Refused(
                f"These would be up to {cells:,} cells; {_MOST_CELLS:,} are the most.",
                action="Ask for longer periods, or for fewer of them.",
            )


def _counts(rows: Sequence[Mapping[str, Any]], question: RetentionQuestion, alphabet: Alphabet) -> Counts:
    counts: Counts = defaultdict(Counter)
    for row in rows:
        value = row["grouped"] or ""
        if question.by == SOURCE:
            value = alphabet.source.get(value, "")
        period = SIZE if row["period"] is None else row["period"]
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
