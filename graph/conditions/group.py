"""A filter with the letters of a graph: what queries and attempts are filtered by."""

from dataclasses import dataclass, field
from typing import Any

from ..trails import FIRST, LAST
from .compiler import Leaf, Node
from .composition import compose

_BEGINS_ANYWHERE = (None, FIRST, LAST)


@dataclass(frozen=True, slots=True)
class Group:
    """Units that meet all of this; nothing but the defaults is everybody.

    What is counted begins with an event of the letters `begins` (None: any), from `since` to `until` in
    microseconds, both counted: a unit itself, or an attempt, a cohort or a path where the question says so.
    The unit meets the `conditions`. The `name` is for people to read.
    """

    name: str = field(default="", compare=False)
    conditions: tuple[Node, ...] = ()
    begins: str | None = None
    since: int = FIRST
    until: int = LAST

    def __and__(self, other: "Group") -> "Group":
        """Units that are of both."""
        begins = [one.begins for one in (self, other) if one.begins is not None]
        return Group(
            name=", ".join(one.name for one in (self, other) if one.name),
            conditions=tuple(dict.fromkeys(self.conditions + other.conditions)),
            begins="".join(letter for letter in begins[0] if letter in begins[-1]) if begins else None,
            since=max(self.since, other.since),
            until=min(self.until, other.until),
        )

    @property
    def entry(self) -> tuple[Node, ...]:
        """The conditions about where what is counted begins."""
        found: list[Node] = []
        if self.begins is not None:
            found.append(Leaf("trail", "source", {"letters": self.begins}))
        if (self.since, self.until) != (FIRST, LAST):
            found.append(Leaf("trail", "date_range", {"since": self.since, "until": self.until}))
        return tuple(found)

    def fill(self, text: str) -> tuple[str, dict[str, Any]]:
        """A query with its filter in place of its holes, and the filter's parameters."""
        return compose(text, self.conditions, self.entry)


EVERYBODY = Group()
"""All units."""
