"""What the first page asks: what is in the graph, how fresh and how good it is, and what changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from onepath.graph.changes import Incident
from onepath.graph.store import Graph, Row

__all__ = ["events_by_day", "events_by_source", "worth_a_look"]

_RECENT = timedelta(days=7)
_SHOWN = 6


def events_by_day(graph: Graph) -> list[Row]:
    """Events of each day and source: day, source, events. Asked in parts, since it reads every event."""
    counts: Counter[tuple[date, str]] = Counter()
    for row in graph.ask_in_parts("internal/explore/events_by_day"):
        counts[row["day"].to_native(), row["source"]] += row["events"]
    return [{"day": day, "source": source, "events": n} for (day, source), n in sorted(counts.items())]


def events_by_source(by_day: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Events of each source, the most first."""
    counts: Counter[str] = Counter()
    for row in by_day:
        counts[row["source"]] += row["events"]
    return [{"source": source, "events": n} for source, n in counts.most_common()]


def worth_a_look(incidents: Sequence[Incident], last: date) -> tuple[bool, list[Incident]]:
    """Those of the last week up to `last`, and whether there are any; else the surest of before."""
    recent = [one for one in incidents if one.until > last - _RECENT]
    return bool(recent), (recent or list(incidents))[:_SHOWN]
