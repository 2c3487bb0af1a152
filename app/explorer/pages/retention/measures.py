"""The numbers of the page Retention that open: each cohort, and each of its cells."""

from collections.abc import Sequence

from onepath.graph.outcomes import Cohort

from ...drill_down import Measure
from ...language import word
from .charts import DRAWN

__all__ = ["cohort_measures"]


def cohort_measures(cohorts: Sequence[Cohort]) -> list[Measure]:
    """Each cohort, and its cells in the order of the chart's list."""
    measures: list[Measure] = []
    place = 0
    for shown, cohort in enumerate(cohorts):
        name = cohort.cohort
        measures.append(Measure(f"{name}.all", word("retention.whole", cohort=name), cohort.people))
        for cell in cohort.cells:
            label = word("retention.came_back", cohort=name, period=cell.period)
            at = (("main", 0, place),) if shown < DRAWN else ()
            measures.append(Measure(f"{name}.{cell.period}", label, cell.people, at))
            place += 1
    return measures
