"""`and`, `or`, `not`: conditions made of conditions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from ..compiler import Compiler, Node, Operation
from ..condition import Condition, Language, Pair

if TYPE_CHECKING:
    from ..condition import Condition as AnyCondition

_BRACKETS = {"en": "({})", "zh": "（{}）"}
_NOT = {"en": "not {}", "zh": "非{}"}


class And(Condition):
    """All of these conditions are met."""

    kind: Literal["and"] = "and"
    joint: ClassVar[dict[Language, str]] = {"en": " and ", "zh": "且"}
    conditions: tuple["AnyCondition", ...] = Field(min_length=1)

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        return _joined(self.conditions, self.joint[language], language, negated)

    def compile(self, compiler: Compiler) -> Node:
        return Operation("AND", tuple(one.compile(compiler) for one in self.conditions))


class Or(Condition):
    """At least one of these conditions is met."""

    kind: Literal["or"] = "or"
    joint: ClassVar[dict[Language, str]] = {"en": " or ", "zh": "或"}
    conditions: tuple["AnyCondition", ...] = Field(min_length=1)

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        return _joined(self.conditions, self.joint[language], language, negated)

    def compile(self, compiler: Compiler) -> Node:
        return Operation("OR", tuple(one.compile(compiler) for one in self.conditions))


class Not(Condition):
    """This condition is not met."""

    kind: Literal["not"] = "not"
    condition: "AnyCondition"

    def pairs(self, *, negated: bool = False) -> Sequence[Pair] | None:
        # A double `not` has no option: in it a source applies to something other than with `--source`.
        return None if negated else self.condition.pairs(negated=True)

    def sentence(self, language: Language, *, negated: bool = False) -> str:
        return self.condition.sentence(language, negated=not negated)

    def compile(self, compiler: Compiler) -> Node:
        return Operation("NOT", (self.condition.compile(compiler),))


def _joined(conditions: Sequence[Condition], joint: str, language: Language, negated: bool) -> str:
    text = _BRACKETS[language].format(joint.join(one.sentence(language) for one in conditions))
    return _NOT[language].format(text) if negated else text
