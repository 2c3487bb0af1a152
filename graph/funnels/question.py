"""What a funnel asks: a small typed document that can be kept, sent and run again."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from ..conditions import Exclusion, Filter, Step, read_exclusion, read_step

Order = Literal["ordered", "strict", "any"]
Count = Literal["people", "sessions", "attempts"]
Mode = Literal[
    "strict_order", "strict_deduplication", "strict_increase", "strict_once", "allow_reentry"
]  # the names that ClickHouse gives them

_StepText = Annotated[
    Step,
    BeforeValidator(lambda given: read_step(given) if isinstance(given, str) else given),
    PlainSerializer(lambda step: step.text, return_type=str),
]
_ExclusionText = Annotated[
    Exclusion,
    BeforeValidator(lambda given: read_exclusion(given) if isinstance(given, str) else given),
    PlainSerializer(lambda exclusion: exclusion.text, return_type=str),
]


class FunnelQuestion(Filter):
    """Steps in order, and how they are to be read. The defaults are those of the plain funnel.

    `order`: other events may lie between (ordered), nothing may (strict), or any order will do (any).
    `count`: people once, sessions once, or every attempt. `entry`: the attempt that came furthest of all, or
    the one that begins with the first of the first step's events. `reading`: ours, or ClickHouse's
    `windowFunnel` with its `modes`. `ties`: at one instant the source's own order, or that of the steps.
    `by`: `source` or a property of the first step's event, `first.source` or `first.PROPERTY` of the very
    first event, `user.ATTRIBUTE`. `since`, `until`, `source`: attempts that begin on these days (UTC, both
    included), with an event of this source. `did`, `did_not`: those of people (of sessions, where these are
    counted) whose whole has, or has not, such an event.
    """

    kind: Literal["funnel"] = "funnel"
    version: Literal[1] = 1
    steps: tuple[_StepText, ...] = Field(min_length=1)
    within: timedelta = timedelta(days=7)
    order: Order = "ordered"
    count: Count = "people"
    entry: Literal["any", "first"] = "any"
    exclude: tuple[_ExclusionText, ...] = ()
    constant: str | None = None
    by: str | None = None
    reading: Literal["onepath", "clickhouse"] = "onepath"
    modes: tuple[Mode, ...] = ()
    ties: Literal["source", "steps"] = "source"

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        for wrong, why in (
            (self.within <= timedelta(0), f"a window of {self.within} holds nothing; give a positive one"),
            (self.steps[0].optional, "the first step cannot be optional: attempts begin with it"),
            (bool(self.modes) and self.reading != "clickhouse", "modes are ClickHouse's: give that reading"),
            (
                self.reading == "clickhouse" and self._is_ours_alone,
                "ClickHouse's reading has ordered steps, people or sessions, and modes; nothing else",
            ),
            (self.order == "any" and bool(self.exclude), "in any order nothing lies between two steps"),
            (self.order == "any" and any(s.optional for s in self.steps), "in any order no step is optional"),
            (
                any(not 1 <= one.after < one.before <= len(self.steps) for one in self.exclude if one.before),
                "an exclusion lies between two of the steps, such as 1-2:refund",
            ),
            (
                self.reading == "clickhouse" and bool(self.since or self.until or self.source),
                "ClickHouse's reading does not know where attempts begin: ask for no days and no source",
            ),
        ):
            if wrong:
                raise ValueError(why)
        return self

    @property
    def _is_ours_alone(self) -> bool:
        return bool(
            self.order != "ordered" or self.exclude or self.constant or self.entry == "first"
            or self.count == "attempts" or any(step.optional for step in self.steps)
        )  # fmt: skip

    @property
    def window(self) -> int:
        """The window in microseconds."""
        return self.within // timedelta(microseconds=1)

    @property
    def plain(self) -> bool:
        """Whether the stored trails alone answer it, inside the server."""
        return (
            not self._is_ours_alone
            and self.reading == "onepath"
            and self.count == "people"
            and self.ties == "source"
            and self.by in (None, "source")
            and not any(step.conditions for step in self.steps)
            and self.since is None
            and self.until is None
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
