"""The base of all questions."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ..conditions import Filter
from ..errors import QuestionInvalid
from ..store import Graph
from .command_line import words_of
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

    kind: str
    version: Literal[1] = 1
    filter: Filter = Filter()

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
