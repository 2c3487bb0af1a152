"""The people in a cell of the retention table."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.outcomes import Cohort, RetentionQuestion
from onepath.graph.store import Graph

from ...cache import people_of
from ...connection import working
from ...drill_down import DrillDown, find_open
from ...formats import number, plain
from ...language import say, word
from ...people import show_people
from .charts import DRAWN

__all__ = ["CohortCell", "cohort_cells", "show_cell_people"]


@dataclass(frozen=True, slots=True)
class CohortCell:
    """The people of a cohort who returned in a period, or all of it; `place` is that in the chart's list."""

    cohort: str
    period: int | None
    count: int
    place: int | None = None

    @property
    def token(self) -> str:
        return f"{self.cohort}.{'all' if self.period is None else self.period}"

    @property
    def label(self) -> str:
        if self.period is None:
            return word("retention.whole", cohort=self.cohort)
        return word("retention.came_back", cohort=self.cohort, period=self.period)

    @property
    def drill_down(self) -> DrillDown:
        at = () if self.place is None else (("main", 0, self.place),)
        return DrillDown(self.token, f"{self.label} · {number(self.count)}", at)


def cohort_cells(cohorts: Sequence[Cohort]) -> list[CohortCell]:
    """Each cohort, and each of its cells in the order of the chart's list."""
    cells: list[CohortCell] = []
    place = 0
    for shown, cohort in enumerate(cohorts):
        cells.append(CohortCell(cohort.cohort, None, cohort.people))
        for cell in cohort.cells:
            drawn = place if shown < DRAWN else None
            cells.append(CohortCell(cohort.cohort, cell.period, cell.people, drawn))
            place += 1
    return cells


def show_cell_people(graph: Graph, question: RetentionQuestion, cells: Sequence[CohortCell]) -> None:
    """The people of the cell that is open."""
    chosen = find_open(cells)
    if chosen is None:
        return
    with working(say("retention.finding")):
        found = people_of(graph, question, chosen.token)
    rows = [{"oneid": oneid} for oneid in found.oneids]
    show_people(graph, rows, "retention", title=plain(chosen.label), expected=chosen.count)
