"""The parameters of queries that say which days and weeks are meant."""

from collections.abc import Mapping
from typing import Any, get_args

from ..calendar import Calendar, WeekStart, check_zone
from ..errors import QueryFailed
from .library import Query

_STARTS = get_args(WeekStart)


def with_calendar(query: Query, given: Mapping[str, Any], calendar: Calendar) -> dict[str, Any]:
    """The parameters, with those of the calendar that the query takes and nobody gave. Raises QueryFailed."""
    known = {parameter.name for parameter in query.parameters}
    of_calendar = {"time_zone": calendar.zone, "week_start": calendar.week_start}
    complete = {name: value for name, value in of_calendar.items() if name in known} | dict(given)
    if "week_start" in known and complete["week_start"] not in _STARTS:
        raise QueryFailed(
            f"Weeks cannot begin on {complete['week_start']!r}.",
            action=f"week_start is one of: {', '.join(_STARTS)}.",
        )
    if "time_zone" in known:
        try:
            check_zone(str(complete["time_zone"]))
        except ValueError as error:
            raise QueryFailed(f"{error}.") from None
    return complete
