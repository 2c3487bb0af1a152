"""The base of all questions."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..calendar import Calendar, TimeZone, WeekStart
from ..conditions import CompiledFilter, Filter
from ..errors import QuestionInvalid
from ..store import Graph, microseconds
from ..trails import Alphabet
from .command_line import Option, words_of
from .people import People, PersonOccurrences

Answer = TypeVar("Answer")


class Question(BaseModel, ABC, Generic[Answer]):
    """A question as a small typed document that can be saved, sent, and run by name.

    It is checked when it is made, which raises QuestionInvalid with everything that is wrong. A kind has a
    literal `kind`; its fields say by an `Option` how the command line sets them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: ClassVar[tuple[str, ...]]
    """The words of `onepath` that run this kind."""
    takes_filter: ClassVar[bool] = True
    has_days: ClassVar[bool] = True
    """Whether the time zone and the start of the week say anything about it."""

    kind: str
    version: Literal[1] = 1
    filter: Filter = Filter()
    time_zone: Annotated[TimeZone | None, Option("--time-zone", "ZONE", common=True)] = Field(
        default=None,
        description="Time zone of days and times, such as Asia/Shanghai; by default that of the project.",
    )
    week_start: Annotated[WeekStart | None, Option("--week-start", common=True)] = Field(
        default=None, description="The day on which weeks begin; by default that of the project."
    )

    def __init__(self, /, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise QuestionInvalid(
                "; ".join(faults_of(error)).rstrip(".") + ".", action=self._help()
            ) from error

    @model_validator(mode="after")
    def _takes_its_filter(self) -> Self:
        if self.filter and not self.takes_filter:
            raise ValueError("this kind of question takes no filter")
        if (self.time_zone or self.week_start) and not self.has_days:
            raise ValueError("this kind of question has no time zone and no start of the week")
        return self

    @abstractmethod
    def answer(self, graph: Graph) -> Answer:
        """What the graph answers. Raises EventUnknown for an event that it does not have, QuestionInvalid for
        what else it does not have, and Refused where the answer would be too large.
        """

    @abstractmethod
    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        """The people behind one number of the answer; `of` is the number, written as the class says.

        Without `details` a question may leave out when it was and which events count, where that is faster.
        """

    def calendar(self, graph: Graph) -> Calendar:
        """Its days, weeks and months: those of the project, where it names none of its own."""
        return graph.calendar.overridden_by(self.time_zone, self.week_start)

    def offsets(self, graph: Graph) -> list[list[int]] | None:
        """What its time zone's clocks show while there are events, as queries take it."""
        (span,) = graph.ask("internal/outcomes/span", now=microseconds(datetime.now(UTC)))
        if span["last"] is None:
            return None
        return self.calendar(graph).offsets(span["first"], span["last"])

    def compiled_filter(
        self, graph: Graph, alphabet: Alphabet | None = None, *, group: Filter | None = None
    ) -> CompiledFilter:
        """The filter, its days in the question's time zone, with the letters of a graph or of an alphabet.

        `group`: only that part of what the filter leaves.
        """
        whole = self.filter if group is None else group & self.filter
        return whole.compile(graph, self.calendar(graph), alphabet)

    def command_line(self) -> tuple[str, ...]:
        """The words of the command that runs the same."""
        arguments, options = words_of(self)
        words = ("onepath", *self.command)
        options += self.filter.options()
        if any(text.startswith("-") for text in arguments):
            # What looks like an option is an argument after two dashes.
            return (*words, *options, "--", *arguments)
        return (*words, *arguments, *options)

    @classmethod
    def parse(cls, /, **fields: Any) -> Self:
        """A question from values as they are typed, such as "7d". Raises QuestionInvalid."""
        return cls(**fields)

    def replace(self, /, **fields: Any) -> Self:
        """The same question with other values of these fields, checked again."""
        return self.parse(**{**{name: getattr(self, name) for name in self.model_fields_set}, **fields})

    @classmethod
    def _help(cls) -> str:
        return f"See: onepath {cls.command[0]} --help"


def faults_of(error: ValidationError) -> list[str]:
    """What is wrong, one sentence for each fault, with the field where it is one of a field."""
    faults = []
    for one in error.errors():
        place = ".".join(str(part) for part in one["loc"])
        text = str(one["msg"]).removeprefix("Value error, ")
        if one["type"] == "literal_error":
            text = f"{one['input']!r} is not one of {one['ctx']['expected']}"
        faults.append(f"{place}: {text}" if place else text)
    return faults
