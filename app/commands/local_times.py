"""Times of tables, as the clocks of a time zone show them; in `--json` they are instants."""

from datetime import datetime

from onepath.graph.calendar import Calendar
from onepath.graph.settings import Settings


def local_time(at: datetime | None, calendar: Calendar | None = None, *, seconds: bool = False) -> str:
    """A time to the minute or second, in the calendar's zone or the project's; nothing for no time."""
    if at is None:
        return ""
    local = at.astimezone((calendar or Settings().calendar).tzinfo)
    return f"{local:%Y-%m-%d %H:%M:%S}" if seconds else f"{local:%Y-%m-%d %H:%M}"


def local_day(at: datetime) -> str:
    """The day of a time in the project's zone."""
    return f"{at.astimezone(Settings().calendar.tzinfo):%Y-%m-%d}"
