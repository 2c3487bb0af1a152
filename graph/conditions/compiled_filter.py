"""A filter with the letters of a graph: what queries and attempts are filtered by."""

from dataclasses import dataclass, field
from typing import Any

from ..trails import FIRST, LAST
from .compiler import Leaf, Node
from .composition import compose
from .marked_events import EventMarks


@dataclass(frozen=True, slots=True)
class CompiledFilter:
    """What meets all of this; the defaults are everybody.

    What is counted begins with an event of the letters `begins` (None: any), from `since` to `until` in
    microseconds, both included: a journey or session, or an attempt, a cohort or a path where the question
    says so. The journey or session meets the `conditions`. The `name` is for people to read. The `marks` are
    those of the question's alphabet: its trails are read with them.
    """

    name: str = field(default="", compare=False)
    conditions: tuple[Node, ...] = ()
    begins: str | None = None
    since: int = FIRST
    until: int = LAST
    marks: EventMarks | None = field(default=None, compare=False)

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
        """A query with the filter in place of its holes, and the parameters that the filter adds."""
        marked, letters = (text, {}) if self.marks is None else self.marks.fill(text)
        composed, values = compose(marked, self.conditions, self.entry)
        return composed, letters | values


EVERYBODY = CompiledFilter()
"""The empty filter."""
