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
    names = [found.period_name(period) for period in range(longest)]
    done = 0
    for periods in columns_that_fit(names, _PERIOD_WIDTH):
        first, last = done, done + len(periods) - 1
        done += len(periods)
        rows = []
        for cohort in shown:
            cells = [share(one.share) + "*" * (not one.complete) for one in cohort.cells[first : last + 1]]
            rows.append([cohort.cohort, cohort.people, *cells, *[""] * (len(periods) - len(cells))])
        when = "days after the start event" if found.brackets else found.interval
        title = f"Returned, by {when}, {found.mode}{among(question)}"
        table(title, ["cohort", "people", *periods], rows)
    period = "bracket" if found.brackets else found.interval
    console.print(
        f"* the {period} is incomplete; the last event is of {found.until:%Y-%m-%d %H:%M} "
        f"({found.until.tzinfo})"
    )


retention = question_command(RetentionQuestion, show_retention)
