"""What a question is filtered by: a tree of conditions, and its simple forms."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_serializer,
    model_validator,
)

from ..calendar import Calendar
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import Alphabet
from .compiled_filter import EVERYBODY, CompiledFilter
from .compiler import Compiler
from .condition import Condition, Language, Option, Pair
from .kinds import KINDS, AnyCondition
from .kinds.boolean import And
from .kinds.date_range import DateRange
from .kinds.source import Source
from .marked_events import MarkedAlphabet

WHERE = Option(
    "where",
    "JSON",
    "A condition as JSON, for filters that no other option can express.",
    "tree",
    repeatable=True,
)
OPTIONS: tuple[Option, ...] = (*(option for kind in KINDS for option in kind.options), WHERE)
"""Every option of a filter, in the order of help and sidebar. `where` takes what no other can say."""
_BY_NAME = {option.name: option for option in OPTIONS}
_TREE: TypeAdapter[Condition] = TypeAdapter(AnyCondition)
_BETWEEN: Mapping[Language, str] = {"en": ", ", "zh": "，"}


class Filter(BaseModel):
    """Who and what a question counts: all conditions are met. Empty: everybody.

    As a document it is its options, `{"did": ["purchase"], "since": "2026-01-01"}`.
    Conditions of an `and` are the filter's own, and each is there once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    conditions: tuple[AnyCondition, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _reads_options(cls, given: Any) -> Any:
        if not isinstance(given, Mapping) or "conditions" in given:
            return given
        return {"conditions": _conditions(given)}

    @field_validator("conditions")
    @classmethod
    def _are_flat(cls, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(dict.fromkeys(_flat(conditions)))

    @model_serializer
    def _as_options(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in self.pairs():
            if _BY_NAME[name].repeatable:
                values.setdefault(name, []).append(json.loads(value) if name == WHERE.name else value)
            else:
                values[name] = value
        return values

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Self:
        """The filter from its options as the command line and the address name them; None is left out.

        A value is a text or a date, or a list of them. Raises QuestionInvalid, with everything that is wrong.
        """
        try:
            return cls.model_validate({name: value for name, value in options.items() if value is not None})
        except ValidationError as error:
            raise QuestionInvalid(
                "; ".join(_faults(error)) + ".", action=f"The filters are: {', '.join(_BY_NAME)}."
            ) from error

    def __and__(self, other: "Filter") -> "Filter":
        """What meets both."""
        return Filter(conditions=(*self.conditions, *other.conditions))

    def __bool__(self) -> bool:
        """Whether it filters anything."""
        return bool(self.conditions)

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """The first and the last day on which what is counted begins; None is open."""
        ranges = [one for one in self.conditions if isinstance(one, DateRange)]
        return (
            max((one.since for one in ranges if one.since), default=None),
            min((one.until for one in ranges if one.until), default=None),
        )

    @property
    def has_dates(self) -> bool:
        """Whether it has a date range for where what is counted begins."""
        return any(isinstance(one, DateRange) for one in self.conditions)

    @property
    def has_entry(self) -> bool:
        """Whether it has a condition about where what is counted begins: a date range or a source."""
        return any(one.at_entry for one in self.conditions)

    def pairs(self) -> list[Pair]:
        """Its options with their values; a name can be there more than once."""
        simple: list[Pair] = []
        rest: list[Pair] = []
        written: set[str] = set()
        for one in self.conditions:
            pairs = one.pairs()
            if pairs is None or (one.single and one.kind in written):
                rest.append((WHERE.name, one.model_dump_json()))
            else:
                simple += pairs
                written.add(one.kind)
        return simple + rest

    def options(self) -> list[str]:
        """The same as words of the command line."""
        return [word for name, value in self.pairs() for word in (_BY_NAME[name].flag, value)]

    def sentence(self, language: Language = "en") -> str:
        """The same for people to read; empty for everybody."""
        return _BETWEEN[language].join(one.sentence(language) for one in self.conditions)

    def compile(self, graph: Graph, calendar: Calendar, alphabet: Alphabet | None = None) -> CompiledFilter:
        """With the days of a calendar, and the letters of a graph; of a question that has its own alphabet,
        with this one.

        Raises EventUnknown, and QuestionInvalid for what is not there.
        """
        marks = alphabet.marks if isinstance(alphabet, MarkedAlphabet) else None
        if not self.conditions:
            return EVERYBODY if marks is None else CompiledFilter(marks=marks)
        compiler = Compiler(graph, alphabet or Alphabet.read(graph), calendar)
        sources = [one.letters(compiler.alphabet) for one in self.conditions if isinstance(one, Source)]
        ranges = [one.microseconds(calendar) for one in self.conditions if isinstance(one, DateRange)]
        return CompiledFilter(
            name=self.sentence(),
            conditions=tuple(one.compile(compiler) for one in self.conditions if not one.at_entry),
            begins=_common(sources),
            since=max((since for since, _ in ranges), default=EVERYBODY.since),
            until=min((until for _, until in ranges), default=EVERYBODY.until),
            marks=marks,
        )


def _flat(conditions: Sequence[Condition]) -> Iterator[Condition]:
    for one in conditions:
        if isinstance(one, And):
            yield from _flat(one.conditions)
        else:
            yield one


def _common(sources: Sequence[str]) -> str | None:
    if not sources:
        return None
    return "".join(letter for letter in sources[0] if all(letter in letters for letters in sources))


def _conditions(given: Mapping[str, Any]) -> list[Condition]:
    """The conditions that options say, in the order of the kinds. Raises ValueError."""
    values = {
        name: list(value) if isinstance(value, list | tuple) else [value] for name, value in given.items()
    }
    wrong = [f"there is no filter {name!r}" for name in values if name not in _BY_NAME]
    wrong += [
        f"{name} is given more than once"
        for name, several in values.items()
        if len(several) > 1 and name in _BY_NAME and not _BY_NAME[name].repeatable
    ]
    found: list[Condition] = []
    for read, source in [(kind.from_options, values) for kind in KINDS] + [(_read_trees, values)]:
        try:
            found += read(source)
        except ValidationError as error:
            wrong += _faults(error)
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("; ".join(wrong))
    return found


def _read_trees(values: Mapping[str, Sequence[Any]]) -> Iterator[Condition]:
    for tree in values.get(WHERE.name, ()):
        yield _TREE.validate_json(tree) if isinstance(tree, str) else _TREE.validate_python(tree)


def _faults(error: ValidationError) -> list[str]:
    return [
        str(one["msg"]).removeprefix("Value error, ")
        if one["type"] == "value_error"
        else f"{'.'.join(map(str, one['loc'])) or 'where'}: {one['msg']}"
        for one in error.errors()
    ]
