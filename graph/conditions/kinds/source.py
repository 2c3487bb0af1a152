"""`source`: what is counted begins with an event of one of these sources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from ...trails import Alphabet
from ..compiler import Compiler, Node
from ..condition import Condition, Language, Option, Pair


class Source(Condition):
    """Begins with an event of one of these sources."""

    kind: Literal["source"] = "source"
    position: ClassVar[int] = 2
    at_entry: ClassVar[bool] = True
    single: ClassVar[bool] = True
    options: ClassVar[tuple[Option, ...]] = (
        Option("source", "SOURCE", "Count only what starts with an event from this source.", "source", True),
    )

    sources: tuple[str, ...] = Field(min_length=1)

    @classmethod
    def from_options(cls, given: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
        if given.get("source"):
            yield cls(sources=tuple(given["source"]))

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        return None if negated else [("source", source) for source in self.sources]

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        if language == "zh":
            return f"{'不是' if negated else ''}来自 {'、'.join(self.sources)}"
        return f"{'not ' if negated else ''}from {' or '.join(self.sources)}"

    def letters(self, alphabet: Alphabet) -> str:
        """The letters of the sources' events. Raises QuestionInvalid for a source that has none."""
        return "".join(alphabet.of_source(source) for source in dict.fromkeys(self.sources))

    def compile(self, compiler: Compiler) -> Node:
        return compiler.of_trail("source", letters=self.letters(compiler.alphabet))
