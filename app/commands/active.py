"""`active`."""

from onepath.graph.activity import ActiveUsers, ActiveUsersQuestion

from .question_command import among, question_command
from .terminal import console, share, table


def show_active_users(question: ActiveUsersQuestion, found: ActiveUsers) -> None:
    """A row for each period."""
    if not found.people:
        console.print("Nobody was active.")
        return
    rows = [
        [
            one.period + "*" * (not one.complete), one.people, f"{one.average_dau:,.1f}", one.wau, one.mau,
            share(one.stickiness),
        ]
        for one in found.periods
    ]  # fmt: skip
    what = found.event or "any activity"
    table(
        f"Active users by {found.interval}, {what}{among(question)}",
        [found.interval, "people", "average DAU", "WAU", "MAU", "stickiness"],
        rows,
    )
    console.print(
        f"{found.people:,} people were active. Stickiness is DAU / MAU (30 days), once there are 30 days.\n"
        f"* the {found.interval} is incomplete; the last event is of {found.until:%Y-%m-%d %H:%M} "
        f"({found.until.tzinfo})"
    )


active = question_command(ActiveUsersQuestion, show_active_users)
