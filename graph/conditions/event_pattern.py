"""Steps as text: `payment_error|payment_failed`, `add_to_cart[price>100]`, `use_discount?`, `view_*@web`."""

import re
from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import Literal

from ..errors import EventUnknown, QuestionInvalid
from ..trails import Alphabet

Sign = Literal["=", "!=", ">", ">=", "<", "<=", "~"]
_STEP = re.compile(r"(?P<names>(?:\\.|[^\[\\])+?)(?P<conditions>\[.*\])?(?P<optional>\?)?", re.DOTALL)
_CONDITION = re.compile(r"(?P<property>[^=!<>~&]+?)\s*(?P<sign>!=|>=|<=|=|>|<|~)\s*(?P<value>.*)", re.DOTALL)
_EXCLUSION = re.compile(r"(?:(?P<after>\d+)-(?P<before>\d+):)?(?P<step>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a property of the event must be. `~`: its text holds the value; < and > compare numbers."""

    property: str
    sign: Sign
    value: str

    def compares_numbers(self) -> bool:
        return self.sign in (">", ">=", "<", "<=")

    def values(self) -> dict[str, str | float | None]:
        """What it compares with, as `cypher/fragments/comparison` takes it, and the property."""
        return {"name": self.property, "sign": self.sign, "text": self.value, "number": number(self.value)}

    def holds(self, found: object) -> bool:
        """Whether it holds for a property's value; never for one that is missing, except `!=`."""
        if self.sign == "!=":
            return not _equal(found, self.value)
        if found is None:
            return False
        if self.sign == "=":
            return _equal(found, self.value)
        if self.sign == "~":
            return self.value.casefold() in _text(found).casefold()
        left, right = number(found), number(self.value)
        if left is None or right is None:
            return False
        return {">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[self.sign]


@dataclass(frozen=True, slots=True)
class Step:
    """Events that will do for a step: `names` as `Alphabet.letters` reads them, and what must hold.

    `written`: the text that it was read from, if any. A graph may have an event with exactly this name.
    """

    names: str
    conditions: tuple[Comparison, ...] = ()
    optional: bool = False
    written: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """As `read_step` reads it."""
        inner = " & ".join(f"{one.property}{one.sign}{one.value}" for one in self.conditions)
        return self.names + (f"[{inner}]" if inner else "") + ("?" if self.optional else "")

    def among(self, names: Container[str]) -> "Step":
        """The step in a graph with these event names: what is written like one of them is that event."""
        return Step(self.written) if self.written in names else self


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An event that ends an attempt: between the steps `after` and `before` (from 1), or anywhere (0, 0)."""

    step: Step
    after: int = 0
    before: int = 0

    @property
    def text(self) -> str:
        """As `read_exclusion` reads it."""
        return (f"{self.after}-{self.before}:" if self.before else "") + self.step.text

    def among(self, names: Container[str]) -> "Exclusion":
        """The exclusion in a graph with these event names, as `Step.among`."""
        return replace(self, step=self.step.among(names))


def read_step(text: str) -> Step:
    """A step from its text. What has no conditions in its brackets can only be a name."""
    written = text.strip()
    try:
        return _with_conditions(written)
    except ValueError:
        return Step(written, written=written)


def read_event(text: str, names: Container[str]) -> Step:
    """An event of a graph with these event names, as an option names it: a step that is not optional.

    Raises no error for brackets without conditions: `letters_of` does, where no name has them.
    """
    step = read_step(text).among(names)
    return Step(step.written) if step.optional else step


def letters_of(alphabet: Alphabet, step: Step) -> str:
    """The letters of a step's events.

    Raises EventUnknown, and QuestionInvalid for brackets without conditions that are not part of a name.
    """
    try:
        return alphabet.letters(step.names)
    except EventUnknown as error:
        fault = fault_of(step.names)
        if fault is None:
            raise
        raise QuestionInvalid(
            f"No event is named {step.names!r}, and it is not an event with conditions: {fault}.",
            action="Write it as: purchase[amount>100]",
        ) from error


def fault_of(text: str) -> str | None:
    """What is wrong with the conditions of a text that is not the name of an event; None where nothing is."""
    try:
        _with_conditions(text)
    except ValueError as error:
        return str(error)
    return None


def _with_conditions(text: str) -> Step:
    found = _STEP.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text!r} is not a step; write NAME, A|B, NAME[PROPERTY>VALUE], or any of these with ?"
        )
    conditions = tuple(
        read_comparison(part) for part in (found["conditions"] or "[]")[1:-1].split("&") if part.strip()
    )
    if found["conditions"] and not conditions:
        raise ValueError(f"{text!r} has no condition in its brackets; write NAME[PROPERTY>VALUE]")
    return Step(found["names"].strip(), conditions, bool(found["optional"]), written=text)


def read_exclusion(text: str) -> Exclusion:
    """An exclusion from its text: `refund`, or `2-3:refund`. Raises ValueError."""
    found = _EXCLUSION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not an exclusion; write NAME, or 2-3:NAME for between steps 2 and 3")
    return Exclusion(read_step(found["step"]), int(found["after"] or 0), int(found["before"] or 0))


def read_comparison(text: str) -> Comparison:
    """A comparison from its text, such as `price>100`. Raises ValueError."""
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text.strip()!r} is not a condition; write PROPERTY=VALUE, with = != > >= < <= or ~"
        )
    sign: Sign = found["sign"]  # type: ignore[assignment] # the expression has no others
    return comparison(found["property"].strip(), sign, found["value"].strip())


def comparison(name: str, sign: Sign, value: str) -> Comparison:
    """A comparison of a property. Raises ValueError for a value that its sign cannot compare."""
    compared = Comparison(name, sign, value)
    if compared.compares_numbers() and number(value) is None:
        raise ValueError(f"{value!r} is not a number, and {sign} compares numbers")
    return compared


def number(value: object) -> float | None:
    """A number, or text that reads as one; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _equal(found: object, value: str) -> bool:
    left, right = number(found), number(value)
    if left is not None and right is not None:
        return left == right
    return found is not None and _text(found) == value


def _text(found: object) -> str:
    return str(found).lower() if isinstance(found, bool) else str(found)
