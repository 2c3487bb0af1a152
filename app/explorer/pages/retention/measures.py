"""The numbers of the page Retention that open: each cohort, and each of its cells."""

from onepath.graph.outcomes import Retention

from ...drill_down import Measure
from ...language import word
from .charts import DRAWN

__all__ = ["cohort_measures"]


def cohort_measures(found: Retention) -> list[Measure]:
    """Each cohort, all people first, and its cells in the order of the chart's list."""
    measures: list[Measure] = []
    place = 0
    for shown, cohort in enumerate((found.overall, *found.cohorts)):
        name = cohort.cohort
        measures.append(Measure(f"{name}.all", word("retention.whole", cohort=name), cohort.people))
        for cell in cohort.cells:
            period = found.period_name(cell.period)
            kind = "came_back_days" if found.brackets else "came_back"
            label = word(f"retention.{kind}", cohort=name, period=period)
            at = (("main", 0, place),) if shown < DRAWN else ()
            measures.append(Measure(f"{name}.{period}", label, cell.people, at))
            place += 1
    return measures
