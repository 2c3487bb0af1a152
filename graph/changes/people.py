"""The people behind a shift."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from ..calendar import Calendar
from ..errors import QuestionInvalid
from ..funnels import FunnelQuestion
from ..questions import PersonOccurrences
from ..store import Graph, Row
from ..trails import END, START, Alphabet
from .incidents import Shift
from .measures import LIST
from .values import passive_names

_EVERYBODY = 10**9


def find_people(
    graph: Graph, shift: Shift, calendar: Calendar, *, funnel: FunnelQuestion | None, day: date | None
) -> list[PersonOccurrences]:
    """The people who did it on those days (or on one `day`), those with most occurrences first.

    Their occurrences sum up to the shift's, of one day to that day's. Events of identifiers that no resolve
    has looked at belong to no one. Of a funnel's step these are the people who continued to it. Raises
    QuestionInvalid for a step without its funnel.
    """
    since, until = (day, day) if day else (shift.since, shift.until)
    if shift.kind == "step":
        counts = _continued(graph, shift, funnel, lambda at: since <= calendar.day(at) <= until)
    else:
        rows = _rows(graph, shift, since=calendar.start(since), until=calendar.end(until), limit=_EVERYBODY)
        counts = [(row["oneid"], row["times"]) for row in rows]
    return [PersonOccurrences(oneid, occurrences=occurrences) for oneid, occurrences in counts]


def _rows(graph: Graph, shift: Shift, **between: Any) -> list[Row]:
    alphabet = Alphabet.read(graph)
    if shift.kind == "value":
        name, value, *event = shift.names
        return graph.ask(
            "internal/changes/value_people", property=name, value=None if value == LIST else value,
            event=event[0] if event else None, passive=[] if event else passive_names(alphabet), **between,
        )  # fmt: skip
    return graph.ask("internal/changes/people", passive=alphabet.passive, **_did(shift, alphabet), **between)


def _did(shift: Shift, alphabet: Alphabet) -> dict[str, Any]:
    """What the people of a shift did, as their trails have it."""
    if shift.kind == "session":
        return {"first": "", "trail": shift.names[0]}
    if shift.kind == "activity":
        return {"first": "", "second": alphabet.of_source(shift.names[0]) if shift.names else None}
    letters = ["" if name in (START, END) else alphabet.named(name) for name in shift.names]
    return {"first": letters[0], "second": letters[1] if len(letters) > 1 else None}


def _continued(
    graph: Graph, shift: Shift, funnel: FunnelQuestion | None, is_then: Callable[[int], bool]
) -> list[tuple[str, int]]:
    names = [] if funnel is None else [step.text for step in funnel.steps]
    place = next((n for n in range(1, len(names)) if tuple(names[n - 1 : n + 1]) == shift.names), None)
    if funnel is None or place is None:
        raise QuestionInvalid(
            "The people of a step need its funnel.", action="Name the steps of the funnel: --step EVENT ..."
        )
    times = Counter(
        one.oneid for one in funnel.attempts(graph) if one.reached > place and is_then(one.began_at)
    )
    return sorted(times.items(), key=lambda one: (-one[1], one[0]))
