"""Counts a funnel: inside the server where stored trails alone answer it, attempt by attempt otherwise."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from ..conditions import CompiledFilter, letters_of
from ..errors import QuestionInvalid
from ..store import Graph, Row
from ..trails import (
    DIGITS,
    Alphabet,
    Attempt,
    AttemptArrays,
    AttemptFinder,
    TrailArrays,
    all_attempts,
    furthest_attempt,
)
from .answer import Funnel, FunnelAttempt, FunnelBreakdown, StepResult
from .clickhouse_funnel import window_funnel
from .reader import Trail, TrailBatch, TrailReader
from .tally import Tally, share
from .time_to_convert import median_seconds, time_to_convert

if TYPE_CHECKING:
    from .question import FunnelQuestion

_MOST_VALUES = 25


def count_funnel(graph: Graph, question: "FunnelQuestion", *, times: bool) -> Funnel:
    """The answer. Raises EventUnknown for a step that no event has."""
    alphabet, compiled = Alphabet.read(graph), question.compiled_filter(graph)
    question = question.among(alphabet.names)
    if question.plain:
        return _counted(graph, question, alphabet, compiled, times)
    reader = TrailReader(question, alphabet, compiled)
    if question.mode == "clickhouse":
        return _as_clickhouse(graph, question, reader)
    tally = Tally(
        question.step_names,
        reader.rules,
        question.calendar(graph),
        question.count,
        question.filter.sentence(),
    )
    finder = reader.finder()
    if finder:
        for batch in reader.batches(graph):
            for found in _found(question, finder, batch):
                tally.take_all(found, reader.values_of(found), lambda letter: alphabet.path(letter)[0])
    else:
        for trail, attempt in _attempts(graph, reader):
            tally.take(attempt, reader.value(trail, attempt.done[0][1]), _following(trail, attempt, alphabet))
    latest = graph.ask("internal/funnels/latest")[0]["at"] or 0
    answer = tally.answer(latest=latest, period=question.trend, most_values=_MOST_VALUES)
    return replace(answer, events_without_number=reader.events_without_number)


def find_attempts(graph: Graph, question: "FunnelQuestion") -> Iterator[FunnelAttempt]:
    """Every attempt that counts: each number of the funnel is made of some of them.

    Raises QuestionInvalid for the mode clickhouse, which finds no more than how far somebody came.
    """
    if question.mode == "clickhouse":
        raise QuestionInvalid(
            "The mode clickhouse finds how many steps people reached, and not by which events.",
            action="Use the mode onepath; with ties=steps it orders simultaneous events as ClickHouse does.",
        )
    alphabet = Alphabet.read(graph)
    reader = TrailReader(question.among(alphabet.names), alphabet, question.compiled_filter(graph))
    in_any_order = reader.rules.order == "any"
    for trail, attempt in _attempts(graph, reader):
        steps, places, times = zip(*attempt.done, strict=True)
        yield FunnelAttempt(
            trail.oneid, trail.session, reader.rules.level(attempt),
            places, "".join(trail.letters[place] for place in places), times,
            _following(trail, attempt, reader.alphabet), reader.value(trail, places[0]),
            tuple(range(len(steps))) if in_any_order else steps,
            reader.rules.complete(attempt),
        )  # fmt: skip


def attempts_by_day(graph: Graph, question: "FunnelQuestion") -> dict[int, Counter[int]]:
    """For each step (from 0): how many attempts reached it, by the day (since 1970) they began on."""
    alphabet = Alphabet.read(graph)
    reader = TrailReader(question.among(alphabet.names), alphabet, question.compiled_filter(graph))
    began: dict[int, list[int]] = {step: [] for step in range(len(question.steps))}
    for _, attempt in _attempts(graph, reader):
        for step in range(reader.rules.level(attempt)):
            began[step].append(attempt.start)
    calendar = question.calendar(graph)
    return {step: Counter(calendar.days(np.array(at, np.int64)).tolist()) for step, at in began.items()}


def _found(question: "FunnelQuestion", finder: AttemptFinder, batch: TrailBatch) -> Iterable[AttemptArrays]:
    arrays = TrailArrays.of(batch.letters, batch.clocks)
    return finder.every(arrays) if question.count == "attempts" else (finder.furthest(arrays),)


def _attempts(graph: Graph, reader: TrailReader) -> Iterator[tuple[Trail, Attempt]]:
    finder = reader.finder()
    if finder:
        for batch in reader.batches(graph):
            attempts = [
                one
                for found in _found(reader.question, finder, batch)
                for one in zip(found.units.tolist(), found.attempts(), strict=True)
            ]
            # All of one trail together, in their order.
            attempts.sort(key=itemgetter(0))
            yield from ((batch.trail(place), attempt) for place, attempt in attempts)
        return
    for trail in reader.trails(graph):
        events = reader.events(trail, reader.rules.places(trail.clock))
        if reader.question.ties == "steps":
            events.sort(key=lambda one: (one.at, one.fits[:1], one.place))
        if reader.question.count == "attempts":
            yield from ((trail, attempt) for attempt in all_attempts(events, reader.rules))
        elif attempt := furthest_attempt(events, reader.rules):
            yield trail, attempt


def _following(trail: Trail, attempt: Attempt, alphabet: Alphabet) -> str | None:
    after = attempt.last_place + 1
    return alphabet.path(trail.letters[after])[0] if after < len(trail.letters) else None


# Inside the server.


@dataclass(frozen=True, slots=True)
class _Reached:
    """What the query counts of one source: people by the steps that they reached, and times to convert."""

    people: Counter[int]
    times: "array[int]"


def _counted(
    graph: Graph, question: "FunnelQuestion", alphabet: Alphabet, compiled: CompiledFilter, times: bool
) -> Funnel:
    steps = [letters_of(alphabet, step) for step in question.steps]
    if compiled.begins is not None:
        steps[0] = "".join(letter for letter in steps[0] if letter in compiled.begins)
    rows = graph.ask_in_parts(
        "internal/funnels/reached",
        steps=steps,
        by_letter=True, window=question.window, same=_alike(question.window), times=times,
        by_source=question.by == "source", filter=compiled,
    )  # fmt: skip
    everybody = _sum(rows)
    by_source: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if question.by == "source":
            by_source[alphabet.source[row["first"]]].append(row)
    values = [(source, _sum(of_it)) for source, of_it in by_source.items()]
    values.sort(key=lambda value: (-value[1].people.total(), value[0]))
    return Funnel(
        counted="people",
        filter=question.filter.sentence(),
        steps=_steps(question, everybody.people),
        time_to_convert=time_to_convert(everybody.times),
        breakdown=tuple(
            FunnelBreakdown(value, _steps(question, one.people), median_seconds(one.times))
            for value, one in values[:_MOST_VALUES]
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


def _as_clickhouse(graph: Graph, question: "FunnelQuestion", reader: TrailReader) -> Funnel:
    levels: Counter[int] = Counter()
    modes = question.clickhouse_modes
    for trail in reader.trails(graph):
        levels[window_funnel(reader.fits(trail), len(question.steps), question.window, modes)] += 1
    return Funnel(question.count, question.filter.sentence(), _steps(question, levels))


def _steps(question: "FunnelQuestion", levels: Counter[int]) -> tuple[StepResult, ...]:
    counts = [
        sum(people for level, people in levels.items() if level >= number)
        for number in range(1, len(question.steps) + 1)
    ]
    return tuple(
        StepResult(name, people, share(people, counts[0]), share(people, before))
        for name, people, before in zip(question.step_names, counts, [counts[0], *counts], strict=False)
    )
