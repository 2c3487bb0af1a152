"""What a condition is, and what each kind of it has to say. A kind is a file of `kinds/`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from .compiler import Compiler, Node

Language = str
"""`en` or `zh`."""
Pair = tuple[str, str]
"""The name of an option, and its value."""


@dataclass(frozen=True, slots=True)
class Option:
    """The simple form of a condition: an option on the command line, and a key in the explorer's address.

    `control`: how a value is chosen in the explorer; text is typed, a tree only shown. A `repeatable` one may
    be given several times.
    """

    name: str
    metavar: str
    help: str
    control: Literal["date", "event", "source", "text", "tree"] = "text"
    repeatable: bool = False

    @property
    def flag(self) -> str:
        """As the command line writes it: `--did-not`."""
        return f"--{self.name.replace('_', '-')}"


class Condition(BaseModel):
    """A condition that a person or session meets or does not: a node of the tree.

    `kind` tells the kinds apart. `position` orders them in help, sidebar and sentence. A kind `at_entry` is
    about where what is counted begins. Of a kind that is `single` one condition takes all values of its
    options.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    options: ClassVar[tuple[Option, ...]] = ()
    position: ClassVar[int] = 90
    at_entry: ClassVar[bool] = False
    single: ClassVar[bool] = False

    kind: str

    @model_serializer(mode="wrap")
    def _without_defaults(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        defaults = {name: field.default for name, field in type(self).model_fields.items() if name != "kind"}
        return {
            name: value
            for name, value in write(self).items()
            if name not in defaults or getattr(self, name) != defaults[name]
        }

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator["Condition"]:
        """The conditions of this kind that its options say. Raises ValueError."""
        yield from ()

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        """The options that say it, or that say the opposite if `negated`; None where none do."""
        return None

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        """The condition, or its opposite, for people to read."""
        raise NotImplementedError

    def compile(self, compiler: Compiler) -> Node:
        """The condition as Cypher. Raises EventUnknown, and QuestionInvalid for what is not there."""
        raise NotImplementedError
