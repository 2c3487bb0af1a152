"""Asks a funnel: inside the server where stored trails alone answer it, and attempt by attempt otherwise."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

from ..conditions import Group
from ..errors import QuestionInvalid
from ..store import Graph, Row
from ..trails import DIGITS, Alphabet, Attempt, Columns, Events, Furthest, every, furthest
from .answer import Funnel, FunnelGroup, FunnelStep, FunnelUnit
from .behind import Behind, Who, behind
from .durations import median_seconds, time_to_convert
from .question import FunnelQuestion
from .tally import Period, Tally, share
from .walks import Part, Reader, Unit
from .window_funnel import window_funnel

_MOST_GROUPS = 25
_MICROSECONDS_A_DAY = 86_400_000_000


def funnel(
    graph: Graph,
    question: FunnelQuestion,
    *,
    times: bool = True,
    closer: bool = False,
    trend: Period | None = None,
) -> Funnel:
    """How many came how far, and with `closer` also when and where the others went.

    Without `times` a plain question is answered without the time to convert, and a little faster.

    Raises EventUnknown for a step that no event has.
    """
    alphabet, group = Alphabet.read(graph), question.filter.group(graph)
    if question.plain and not closer and trend is None:
        return _counted(graph, question, alphabet, group, times)
    reader = Reader(question, alphabet, group)
    if question.reading == "clickhouse":
        return _as_clickhouse(graph, question, reader)
    tally = Tally(names(question), reader.rules, question.count)
    columns = reader.columns()
    if columns:
        for part in reader.parts(graph):
            for found in _found(question, columns, part):
                tally.take_all(found, reader.groups(found), lambda letter: alphabet.path(letter)[0])
    else:
        for unit, attempt in _attempts(graph, reader):
            tally.take(attempt, reader.group(unit, attempt.done[0][1]), _following(unit, attempt, alphabet))
    latest = graph.ask("internal/funnels/latest")[0]["at"] or 0
    answer = tally.answer(latest=latest, period=trend, most_groups=_MOST_GROUPS)
    return replace(answer, numbers_missing=reader.numbers_missing)


def funnel_units(graph: Graph, question: FunnelQuestion) -> list[FunnelUnit]:
    """Every attempt that counts: each number of `funnel` is made of some of them, see `behind`.

    Raises QuestionInvalid for ClickHouse's reading, which tells no more than how far somebody came.
    """
    return list(_units(graph, question))


def funnel_people(
    graph: Graph,
    question: FunnelQuestion,
    step: int,
    who: Who = "reached",
    *,
    group: str | None = None,
    limit: int | None = None,
) -> list[FunnelUnit]:
    """Those behind the number of a step (from 1): as many as `funnel` counts, if no `limit` is given.

    Raises QuestionInvalid for a step that there is not, and as `funnel_units` does.
    """
    if not 1 <= step <= len(question.steps):
        raise QuestionInvalid(
            f"There is no step {step}.", action=f"The steps are 1 to {len(question.steps)}."
        )
    number = Behind(step, who, group)
    return list(islice(behind(_units(graph, question), number, last=len(question.steps)), limit))


def funnel_days(graph: Graph, question: FunnelQuestion) -> dict[int, Counter[int]]:
    """For each step (from 0): how many attempts reached it, by the day (since 1970, UTC) they began on."""
    reader = Reader(question, Alphabet.read(graph), question.filter.group(graph))
    days: dict[int, Counter[int]] = {step: Counter() for step in range(len(question.steps))}
    for _, attempt in _attempts(graph, reader):
        for step in range(reader.rules.level(attempt)):
            days[step][attempt.start // _MICROSECONDS_A_DAY] += 1
    return days


def names(question: FunnelQuestion) -> list[str]:
    """What the steps are called in an answer."""
    if question.order == "any":
        return [f"{number} of {len(question.steps)}" for number in range(1, len(question.steps) + 1)]
    return [step.text for step in question.steps]


def _found(question: FunnelQuestion, columns: Columns, part: Part) -> Iterable[Furthest]:
    events = Events.of(part.trails, part.clocks)
    return columns.every(events) if question.count == "attempts" else (columns.furthest(events),)


def _attempts(graph: Graph, reader: Reader) -> Iterator[tuple[Unit, Attempt]]:
    columns = reader.columns()
    if columns:
        for part in reader.parts(graph):
            attempts = [
                one
                for found in _found(reader.question, columns, part)
                for one in zip(found.units.tolist(), found.attempts(), strict=True)
            ]
            # All of one unit together, in their order.
            attempts.sort(key=itemgetter(0))
            yield from ((part.unit(unit), attempt) for unit, attempt in attempts)
        return
    for unit in reader.units(graph):
        happenings = reader.happenings(unit, reader.rules.places(unit.clock))
        if reader.question.ties == "steps":
            happenings.sort(key=lambda one: (one.at, one.fits[:1], one.place))
        if reader.question.count == "attempts":
            yield from ((unit, attempt) for attempt in every(happenings, reader.rules))
        elif attempt := furthest(happenings, reader.rules):
            yield unit, attempt


def _following(unit: Unit, attempt: Attempt, alphabet: Alphabet) -> str | None:
    after = attempt.last_place + 1
    return alphabet.path(unit.trail[after])[0] if after < len(unit.trail) else None


def _units(graph: Graph, question: FunnelQuestion) -> Iterator[FunnelUnit]:
    if question.reading == "clickhouse":
        raise QuestionInvalid(
            "ClickHouse's reading tells how far people came, and not by which events.",
            action="Ask with the reading onepath; ties='steps' has ClickHouse's order of one instant.",
        )
    reader = Reader(question, Alphabet.read(graph), question.filter.group(graph))
    in_any_order = reader.rules.order == "any"
    for unit, attempt in _attempts(graph, reader):
        done = attempt.done
        yield FunnelUnit(
            unit.oneid, unit.session, reader.rules.level(attempt), attempt.start, attempt.end,
            tuple(place for _, place, _ in done), _following(unit, attempt, reader.alphabet),
            reader.group(unit, done[0][1]),
            tuple(range(len(done)) if in_any_order else (step for step, _, _ in done)),
            reader.rules.complete(attempt),
        )  # fmt: skip


# Inside the server.


@dataclass(frozen=True, slots=True)
class _Reached:
    """What the query counts of one source: people by how far they came, and the converters' times."""

    people: Counter[int]
    times: "array[int]"


def _counted(graph: Graph, question: FunnelQuestion, alphabet: Alphabet, group: Group, times: bool) -> Funnel:
    steps = [alphabet.letters(step.names) for step in question.steps]
    if group.begins is not None:
        steps[0] = "".join(letter for letter in steps[0] if letter in group.begins)
    rows = graph.ask_in_parts(
        "internal/funnels/reached",
        steps=steps,
        by_letter=True, window=question.window, same=_alike(question.window), times=times,
        by_source=question.by == "source", filter=group,
    )  # fmt: skip
    everybody = _sum(rows)
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if question.by == "source":
            by_source[alphabet.source[row["first"]]].append(row)
    groups = [(source, _sum(of_it)) for source, of_it in by_source.items()]
    groups.sort(key=lambda group: (-group[1].people.total(), group[0]))
    return Funnel(
        counted="people",
        steps=_steps(question, everybody.people),
        time_to_convert=time_to_convert(everybody.times),
        groups=tuple(
            FunnelGroup(value, _steps(question, one.people), median_seconds(one.times))
            for value, one in groups[:_MOST_GROUPS]
        ),
    )


def _alike(window: int) -> int:
    """How many first digits two times (of 16) must share to lie within the window for sure."""
    return DIGITS - (len(str(window)) - 1) if window else DIGITS


def _sum(rows: list[Row]) -> _Reached:
    people: Counter[int] = Counter()
    times = array("q")
    for row in rows:
        people[row["reached"]] += row["people"]
        times.extend(row["durations"])
    return _Reached(people, times)


def _as_clickhouse(graph: Graph, question: FunnelQuestion, reader: Reader) -> Funnel:
    levels: Counter[int] = Counter()
    for unit in reader.units(graph):
        levels[window_funnel(reader.fits(unit), len(question.steps), question.window, question.modes)] += 1
    return Funnel(counted=question.count, steps=_steps(question, levels))


def _steps(question: FunnelQuestion, levels: Counter[int]) -> tuple[FunnelStep, ...]:
    counts = [
        sum(people for level, people in levels.items() if level >= number)
        for number in range(1, len(question.steps) + 1)
    ]
    return tuple(
        FunnelStep(name, people, share(people, counts[0]), share(people, before))
        for name, people, before in zip(names(question), counts, [counts[0], *counts], strict=False)
    )
