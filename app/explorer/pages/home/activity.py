"""How many events there are, by day and by source."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from onepath.graph.store import Graph, Row

from ...cache import cached_by_loads
from ...calendars import view_calendar
from ...connection import working
from ...figures import figure
from ...language import say, word
from .charts import daily_bars, source_bars

__all__ = ["events_by_day", "events_by_source", "show_activity"]


def show_activity(graph: Graph) -> None:
    """Draws events by day and by source."""
    zone = view_calendar().zone
    with working(say("home.counting_days")):
        by_day = cached_by_loads(graph, events_by_day, zone)
    by_source = events_by_source(by_day)
    figure(
        daily_bars(by_day), "events_by_day", title=say("home.by_day"), alt=word("home.by_day_alt"),
        meaning=say("home.by_day_meaning"), rows=by_day, height=300,
        note=say("home.by_day_note", zone=zone),
        queries=("sources/events_by_day",),
        command=f"onepath query sources/events_by_day --param time_zone={zone}",
    )  # fmt: skip
    figure(
        source_bars(by_source), "events_by_source", title=say("home.by_source"),
        alt=word("home.by_source_alt"), meaning=say("home.by_source_meaning"), rows=by_source,
        height=50 + 34 * len(by_source), queries=("sources/by_source",),
        command="onepath query sources/by_source",
    )  # fmt: skip


def events_by_day(graph: Graph, zone: str) -> list[Row]:
    """Events of each day of a zone and source. Queried in parts, since it reads every event."""
    counts: Counter[tuple[date, str]] = Counter()
    for row in graph.ask_in_parts("internal/explore/events_by_day", time_zone=zone):
        counts[row["day"].to_native(), row["source"]] += row["events"]
    return [{"day": day, "source": source, "events": n} for (day, source), n in sorted(counts.items())]


def events_by_source(by_day: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Events of each source, the most first."""
    counts: Counter[str] = Counter()
    for row in by_day:
        counts[row["source"]] += row["events"]
    return [{"source": source, "events": n} for source, n in counts.most_common()]
