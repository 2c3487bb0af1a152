"""`attribute`: one of the person's accounts has such an attribute."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ...errors import QuestionInvalid
from ..compiler import Compiler, Node
from ..condition import Condition, Language, Option, Pair
from ..event_pattern import Comparison, Sign, comparison, read_comparison


class Attribute(Condition):
    """An attribute of an account that a source keeps, or any source if None, compares so with the value."""

    kind: Literal["attribute"] = "attribute"
    position: ClassVar[int] = 5
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            "attribute", "[SOURCE.]NAME=VALUE",
            "Count only people with an account that has this attribute: crm.tier=gold.", repeatable=True,
        ),
    )  # fmt: skip

    source: str | None = None
    name: str = Field(min_length=1)
    sign: Sign = "="
    value: str

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        _ = self._comparison
        return self

    @property
    def _comparison(self) -> Comparison:
        return comparison(self.name, self.sign, self.value)

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
        yield from (cls._read(text) for text in given.get("attribute", ()))

    @classmethod
    def _read(cls, text: str) -> Self:
        found = read_comparison(text)
        first, point, rest = found.property.partition(".")
        source, name = (first, rest) if point else (None, first)
        return cls(source=source, name=name, sign=found.sign, value=found.value)

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        try:
            # A name with a mark in it would be read as another.
            is_read = not negated and self._read(self._text) == self
        except ValueError:
            is_read = False
        return [("attribute", self._text)] if is_read else None

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        if language == "zh":
            return f"{'没有' if negated else '有'} {self._text} 的账号"
        return f"{'without' if negated else 'with'} an account where {self._text}"

    @property
    def _text(self) -> str:
        return f"{f'{self.source}.' if self.source else ''}{self.name}{self.sign}{self.value}"

    def compile(self, compiler: Compiler) -> Node:
        self._check(compiler)
        return compiler.of_person(
            "attribute", source=self.source, name=self.name, other=self._comparison.values()
        )

    def _check(self, compiler: Compiler) -> None:
        known = [
            row["name"] for row in compiler.graph.ask("internal/conditions/attributes", source=self.source)
        ]
        if self.name in known:
            return
        near = get_close_matches(self.name, known, 5, 0.5) or known
        of = f"of the source {self.source!r} " if self.source else ""
        raise QuestionInvalid(
            f"No account {of}has an attribute {self.name!r}.",
            action=f"They have: {', '.join(near) or 'none'}.",
        )
