"""What a question is filtered by."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ..errors import QuestionInvalid
from ..store import Graph
from .group import Group, group_of


class Filter(BaseModel):
    """Who and what a question counts: all conditions hold. Empty: everybody.

    Make one with `Filter.from_options`; nobody but this room reads its fields.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date | None = None
    until: date | None = None
    source: str | None = None
    did: str | None = None
    did_not: str | None = None

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"{self.since} is later than {self.until}")
        return self

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Self:
        """The filter from its options as the command line and the address name them; None is left out.

        Raises QuestionInvalid, with everything that is wrong.
        """
        try:
            return cls.model_validate({name: value for name, value in options.items() if value is not None})
        except ValidationError as error:
            faults = [str(one["msg"]).removeprefix("Value error, ") for one in error.errors()]
            raise QuestionInvalid("; ".join(faults) + ".", action="See the command's --help.") from error

    def __bool__(self) -> bool:
        """Whether it filters anything."""
        return self != Filter()

    @property
    def has_dates(self) -> bool:
        """Whether it has a date range for where what is counted begins."""
        return self.since is not None or self.until is not None

    @property
    def has_entry(self) -> bool:
        """Whether it has a condition about where what is counted begins: a date range or a source."""
        return self.has_dates or self.source is not None

    def pairs(self) -> list[tuple[str, str]]:
        """Its options with their values; a name can be there more than once."""
        return [
            (name, str(value))
            for name, value in self.model_dump(mode="json", include=set(Filter.model_fields)).items()
            if value is not None
        ]

    def options(self) -> list[str]:
        """The same as words of the command line."""
        return [word for name, value in self.pairs() for word in (f"--{name.replace('_', '-')}", value)]

    def sentence(self, language: str = "en") -> str:
        """The same for people to read; empty for everybody."""
        days = f"{self.since or ''}..{self.until or ''}" if self.has_dates else None
        texts = (
            days,
            self.source and f"from {self.source}",
            self.did and f"did {self.did}",
            self.did_not and f"did not {self.did_not}",
        )
        return ", ".join(text for text in texts if text)

    def group(self, graph: Graph) -> Group:
        """Who these are. Raises EventUnknown, or QuestionInvalid for a source that is not there."""
        return group_of(
            graph, since=self.since, until=self.until, source=self.source, did=self.did, did_not=self.did_not
        )
