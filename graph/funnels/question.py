"""The funnel as a question."""

from collections.abc import Container
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from ..conditions import Exclusion, Step, read_exclusion, read_step
from ..errors import QuestionInvalid
from ..questions import Duration, Interval, Option, People, Question
from ..store import Graph
from .answer import Funnel, FunnelAttempt, FunnelPerson
from .clickhouse_funnel import ClickhouseMode
from .funnel import count_funnel, find_attempts
from .people import FunnelNumber, people_of

Order = Literal["ordered", "strict", "any"]
Count = Literal["people", "sessions", "attempts"]

StepText = Annotated[
    Step,
    BeforeValidator(lambda given: read_step(given) if isinstance(given, str) else given),
    PlainSerializer(lambda step: step.text, return_type=str),
]
"""A step that a document has as its text."""
_ExclusionText = Annotated[
    Exclusion,
    BeforeValidator(lambda given: read_exclusion(given) if isinstance(given, str) else given),
    PlainSerializer(lambda exclusion: exclusion.text, return_type=str),
]


class FunnelQuestion(Question[Funnel]):
    """How many people complete steps in order within a conversion window, and who they are.

    The conversion window starts with the first step.

    The date range and the source apply to the start of an attempt; the other filters apply to the whole
    journey (with --count sessions, to the session).

    Numbers for --people: `2` is everybody who reached step 2. Of these, `2.continued` also reached the next
    step and `2.dropped` did not; of those who dropped off, `2.elsewhere` did another event later and
    `2.stopped` had no further events. `2.converted` and `2.not-converted` did or did not reach the last step.
    `value:web` is one value of the breakdown, `from:2026-03-02` one period of the trend by its first day, and
    `time:60-300` one bar of the time to convert, in seconds; each can be followed by `.converted` or another
    of these words. Add `>search` to any of them for the people whose next event was search, or `>` alone for
    those with no further events.

    Example: onepath funnel product_view add_to_cart purchase --within 30d
    """

    command = ("funnel",)

    kind: Literal["funnel"] = "funnel"
    steps: Annotated[tuple[StepText, ...], Option(metavar="STEP", divider=",")] = Field(
        min_length=1,
        description="Events in order: NAME, A|B, VIEW_*, NAME@SOURCE, NAME[PRICE>100]; NAME? is optional.",
    )
    within: Annotated[Duration, Option("--within")] = Field(
        default=timedelta(days=7),
        description="The conversion window, from the first step to the last: 30m, 12h, 7d, 2w.",
    )
    order: Annotated[Order, Option("--order")] = Field(
        default="ordered",
        description="Order of the steps: ordered allows other events in between, strict allows none, "
        "any accepts every order.",
    )
    exclude: Annotated[tuple[_ExclusionText, ...], Option("--exclude", "[2-3:]EVENT")] = Field(
        default=(),
        description="An event that ends an attempt, anywhere or only between two steps. Repeatable.",
    )
    constant: Annotated[str | None, Option("--constant", "PROPERTY")] = Field(
        default=None,
        description="Hold a property constant: all steps must have the same value, such as the same product.",
    )
    count: Annotated[Count, Option("--count")] = Field(
        default="people", description="What to count: people and sessions once each, or every attempt."
    )
    attempt: Annotated[Literal["furthest", "first"], Option("--attempt")] = Field(
        default="furthest",
        description="Which attempt of a person counts: the one that got furthest, or the first one.",
    )
    by: Annotated[str | None, Option("--by", "DIMENSION")] = Field(
        default=None,
        description="Break down by source or PROPERTY of the first step's event, first.PROPERTY of "
        "the journey's first event, or user.ATTRIBUTE of an account.",
    )
    details: Annotated[bool, Option("--details")] = Field(
        default=False, description="Also show the drop-off, the next events and the median time of each step."
    )
    trend: Annotated[Interval | None, Option("--trend")] = Field(
        default=None,
        description="Also show the trend, by the day, week or month in which attempts started. A person is "
        "counted once, in the period of the attempt that --attempt chooses; with --count attempts in each.",
    )
    mode: Annotated[Literal["onepath", "clickhouse"], Option("--mode")] = Field(
        default="onepath",
        description="Which definition of a funnel to use: onepath's, or that of ClickHouse's windowFunnel.",
    )
    clickhouse_modes: Annotated[tuple[ClickhouseMode, ...], Option("--clickhouse-mode")] = Field(
        default=(), description="A mode of windowFunnel, such as strict_order. Repeatable."
    )
    ties: Annotated[Literal["source", "steps"], Option("--ties")] = Field(
        default="source",
        description="Order of simultaneous events: as the source sent them, or as the steps are ordered.",
    )

    def answer(self, graph: Graph, *, times: bool = True) -> Funnel:
        """Without `times` a plain funnel has no time to convert, and takes a little less time itself."""
        return count_funnel(graph, self, times=times)

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[FunnelPerson]:
        number = FunnelNumber.read(of, self)
        return people_of(graph, self, number, find_attempts(graph, self), details=details)

    def attempts(self, graph: Graph) -> list[FunnelAttempt]:
        """Every attempt that counts."""
        return list(find_attempts(graph, self))

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        clickhouse = self.mode == "clickhouse"
        faults = [
            (bool(self.clickhouse_modes) and not clickhouse, "ClickHouse's modes need the mode clickhouse"),
            (
                clickhouse and (self._is_ours_alone or self.details or self.trend is not None),
                "the mode clickhouse has ordered steps, people or sessions, and modes; nothing else",
            ),
            (
                clickhouse and self.filter.has_entry,
                "the mode clickhouse does not know where attempts begin: leave out date range and source",
            ),
            (self.order == "any" and bool(self.exclude), "in any order nothing lies between two steps"),
            (
                any(not 1 <= one.after < one.before <= len(self.steps) for one in self.exclude if one.before),
                "an exclusion lies between two of the steps, such as 1-2:refund",
            ),
        ]
        if found := [text for wrong, text in faults if wrong]:
            raise ValueError("; ".join(found))
        return self

    def among(self, names: Container[str]) -> Self:
        """The question in a graph with these event names: a step written like one of them is that event.

        Raises QuestionInvalid for a step that cannot be optional.
        """
        steps = tuple(step.among(names) for step in self.steps)
        faults = {
            "The first step cannot be optional: attempts begin with it.": steps[0].optional,
            "In any order no step is optional.": self.order == "any",
            "In the mode clickhouse no step is optional.": self.mode == "clickhouse",
        }
        for fault, wrong in faults.items():
            if wrong and any(step.optional for step in steps):
                raise QuestionInvalid(fault, action="Leave out the ? of the step.")
        exclude = tuple(one.among(names) for one in self.exclude)
        return self.model_copy(update={"steps": steps, "exclude": exclude})

    @property
    def _is_ours_alone(self) -> bool:
        return bool(
            self.order != "ordered" or self.exclude or self.constant or self.attempt == "first"
            or self.count == "attempts"
        )  # fmt: skip

    @property
    def window(self) -> int:
        """The conversion window in microseconds."""
        return self.within // timedelta(microseconds=1)

    @property
    def step_names(self) -> list[str]:
        """What the steps are called in an answer."""
        if self.order == "any":
            return [f"{number} of {len(self.steps)}" for number in range(1, len(self.steps) + 1)]
        return [step.text for step in self.steps]

    @property
    def plain(self) -> bool:
        """Whether the stored trails alone answer it, inside the server."""
        return (
            not self._is_ours_alone
            and not any(step.optional for step in self.steps)
            and not self.details
            and self.trend is None
            and self.mode == "onepath"
            and self.count == "people"
            and self.ties == "source"
            and self.by in (None, "source")
            and not any(step.conditions for step in self.steps)
            and not self.filter.has_dates
        )

    @property
    def properties(self) -> tuple[str, ...]:
        """The event properties that have to be read."""
        wanted = [condition.property for step in self.steps for condition in step.conditions]
        wanted += [condition.property for one in self.exclude for condition in one.step.conditions]
        if self.constant:
            wanted.append(self.constant)
        if self.by and self.by != "source" and not self.by.startswith(("first.", "user.")):
            wanted.append(self.by)
        return tuple(dict.fromkeys(wanted))
