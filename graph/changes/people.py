"""Who is behind a shift."""

from collections import Counter
from datetime import date

from ..errors import QuestionInvalid
from ..funnels import FunnelQuestion
from ..store import Graph, Row, moment
from ..trails import Alphabet
from .find import Shift
from .measures import LIST
from .sessions import END, EPOCH, START

_EVERYBODY = 10**9


def change_people(
    graph: Graph,
    shift: Shift,
    *,
    funnel: FunnelQuestion | None = None,
    day: date | None = None,
    limit: int | None = None,
) -> list[tuple[str, int]]:
    """Who did it on those days, and how often: OneIDs, those who did it most often first.

    Their occurrences sum up to the shift's `times`, of one `day` to that day's. Events of identifiers that
    no resolve has looked at are nobody's. A step is opened with the `funnel` that was watched: who went on
    to it. Raises QuestionInvalid for a step without its funnel.
    """
    since, until = (day, day) if day else (shift.since, shift.until)
    if shift.kind == "step":
        return _went_on(graph, shift, funnel, since, until)[:limit]
    rows = _rows(
        graph, shift,
        since=(since - EPOCH).days, until=(until - EPOCH).days, limit=limit or _EVERYBODY,
    )  # fmt: skip
    return [(row["oneid"], row["times"]) for row in rows]


def _rows(graph: Graph, shift: Shift, **days: int) -> list[Row]:
    if shift.kind == "value":
        name, value = shift.what
        return graph.ask(
            "internal/changes/value_people", property=name, value=None if value == LIST else value, **days
        )
    if shift.kind == "session":
        return graph.ask("internal/changes/people", first="", trail=shift.what[0], **days)
    alphabet = Alphabet.read(graph)
    letters = ["" if name in (START, END) else alphabet.named(name) for name in shift.what]
    second = letters[1] if len(letters) > 1 else None
    return graph.ask("internal/changes/people", first=letters[0], second=second, **days)


def _went_on(
    graph: Graph, shift: Shift, funnel: FunnelQuestion | None, since: date, until: date
) -> list[tuple[str, int]]:
    names = [] if funnel is None else [step.text for step in funnel.steps]
    place = next((n for n in range(1, len(names)) if tuple(names[n - 1 : n + 1]) == shift.what), None)
    if funnel is None or place is None:
        raise QuestionInvalid(
            "A step is opened with its funnel.", action="Ask with the funnel that was watched for changes."
        )
    times = Counter(
        one.oneid
        for one in funnel.attempts(graph)
        if one.reached > place and since <= moment(one.began_at).date() <= until
    )
    return sorted(times.items(), key=lambda one: (-one[1], one[0]))
