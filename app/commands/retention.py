"""`retention`."""

from onepath.graph.outcomes import Retention, RetentionQuestion

from .question_command import among, question_command
from .terminal import columns_that_fit, console, share, table

_PERIOD_WIDTH = 9


def show_retention(question: RetentionQuestion, found: Retention) -> None:
    """The cohorts as tables."""
    if not found.cohorts:
        console.print("Nobody is in a cohort.")
        return
    shown = [found.overall, *found.cohorts]
    longest = max(len(cohort.cells) for cohort in shown)
    for periods in columns_that_fit([str(period) for period in range(longest)], _PERIOD_WIDTH):
        first, last = int(periods[0]), int(periods[-1])
        rows = []
        for cohort in shown:
            cells = [share(one.share) + "*" * (not one.complete) for one in cohort.cells[first : last + 1]]
            rows.append([cohort.cohort, cohort.people, *cells, *[""] * (len(periods) - len(cells))])
        title = f"Returned, by {found.interval}, {found.mode}{among(question)}"
        table(title, ["cohort", "people", *periods], rows)
    console.print(
        f"* the {found.interval} is incomplete; the last event is of {found.until:%Y-%m-%d %H:%M} "
        f"({found.until.tzinfo})"
    )


retention = question_command(RetentionQuestion, show_retention)
