"""The people in a cell of the retention table."""

from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.conditions import Group
from onepath.graph.outcomes import Cohort, RetentionQuestion, retained
from onepath.graph.store import Graph

from ...cache import cached
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
        return f"cell.{self.cohort}.{'all' if self.period is None else self.period}"

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
        cells.append(CohortCell(cohort.name, None, cohort.people))
        for cell in cohort.cells:
            drawn = place if shown < DRAWN else None
            cells.append(CohortCell(cohort.name, cell.period, cell.people, drawn))
            place += 1
    return cells


def show_cell_people(
    graph: Graph, question: RetentionQuestion, group: Group, cells: Sequence[CohortCell]
) -> None:
    """The people of the cell that is open."""
    chosen = find_open(cells)
    if chosen is None:
        return
    with working(say("retention.finding")):
        oneids = cached(graph, retained, question, chosen.cohort, chosen.period, group=group)
    rows = [{"oneid": oneid} for oneid in oneids]
    show_people(graph, rows, "retention", title=plain(chosen.label), expected=chosen.count)
