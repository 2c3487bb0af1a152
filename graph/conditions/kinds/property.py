"""`property`: an event of the journey or session has such properties."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..compiler import Compiler, Node, Operation
from ..condition import Condition, Language, Option, Pair
from ..event_pattern import Step, fault_of, letters_of, read_step
from ..known_properties import check_property

_ANY_EVENT = "*"


class Property(Condition):
    """Has an event as a funnel's step is written: `add_to_cart[price>100]`; `*[price>100]` is any event."""

    kind: Literal["property"] = "property"
    position: ClassVar[int] = 4
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            "property", "PROPERTY=VALUE",
            "Count only journeys (or sessions) with such an event: price>100, add_to_cart[price>100].",
            repeatable=True,
        ),
    )  # fmt: skip

    event: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if fault := fault_of(self.event):
            raise ValueError(fault)
        if self._step.optional or not self._step.conditions:
            raise ValueError(f"{self.event!r} does not name a property; write EVENT[PROPERTY>VALUE]")
        return self

    @property
    def _step(self) -> Step:
        return read_step(self.event)

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
        for text in given.get("property", ()):
            yield cls(event=text if text.endswith("]") else f"{_ANY_EVENT}[{text}]")

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        return None if negated else [("property", self.event)]

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        of_any = self._step.names == _ANY_EVENT
        text = self.event.removeprefix(_ANY_EVENT).strip("[]") if of_any else self.event
        if language == "zh":
            return f"{'没' if negated else ''}做过 {text}{' 的事件' if of_any else ''}"
        return f"{'did not do' if negated else 'did'} {f'an event with {text}' if of_any else text}"

    def compile(self, compiler: Compiler) -> Node:
        step, alphabet = self._step, compiler.alphabet
        letters = letters_of(alphabet, step)
        for one in step.conditions:
            check_property(compiler.graph, {alphabet.name[letter] for letter in letters}, one.property)
        types = [[kind.source, kind.name] for kind in alphabet.types if kind.letter in letters]
        found = compiler.of_event(
            "property",
            types=None if step.names == _ANY_EVENT else types,
            others=[one.values() for one in step.conditions],
        )
        # People who did no such event are skipped.
        return Operation("AND", (compiler.of_trail("event", others=alphabet.others(letters)), found))
