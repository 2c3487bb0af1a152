"""With a filter: attribution is of paths that end so, retention and prediction of people who begin so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from onepath.graph.outcomes import NO_TOUCH, AttributionQuestion, EventModel, RetentionQuestion
from onepath.graph.store import Graph
from plain_filters import (
    CHOSEN,
    EVERYTHING,
    SLOWLY,
    filter_of,
    filtered,
    give_accounts,
    has,
    holds,
    is_met,
    on,
    source_of,
    whole,
)
from stored import DAY, Walk, store
from visits import PEOPLE, in_time


def paths_of(walk: Walk, every: bool, lookback: int) -> Iterator[tuple[bool, tuple[str, int], list[str]]]:
    """Whether it converts to c, the event that it ends with, and its channels in order."""
    touches: list[tuple[str, int]] = []
    for event in walk:
        if event[0].rpartition("/")[2] != "c":
            touches.append(event)
            continue
        yield True, event, channels(touches, event[1] - lookback)
        touches = []
        if not every:
            return
    if touches:
        yield False, touches[-1], channels(touches, touches[-1][1] - lookback)


def channels(touches: list[tuple[str, int]], since: int) -> list[str]:
    found: list[str] = []
    for name, at in touches:
        if at >= since and found[-1:] != [source_of(name)]:
            found.append(source_of(name))
    return found


@SLOWLY
@given(PEOPLE, CHOSEN, st.booleans(), st.sampled_from([10, 2 * DAY]))
def test_attribution_of_a_filter_is_that_of_paths_that_end_on_its_days_and_source(
    graph: Graph, people, chosen, every: bool, lookback: int
):
    walks = [whole(visits) for visits in in_time([EVERYTHING, *people], over_days=True)]
    store(graph, walks)
    give_accounts(graph)
    found_paths = [
        (converts, path)
        for n, walk in enumerate(walks)
        if is_met(walk, chosen, f"p{n}")
        for converts, end, path in paths_of(walk, every, lookback)
        if on(end, chosen)
    ]
    question = filtered(
        AttributionQuestion(target="c", every=every, lookback=timedelta(microseconds=lookback)), chosen
    )
    found = question.answer(graph)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (
        sum(converts for converts, _ in found_paths),
        sum(converts and not path for converts, path in found_paths),
        sum(not converts for converts, _ in found_paths),
    )
    touched = Counter((one, converts) for converts, path in found_paths for one in set(path))
    assert {row.channel: (row.conversions, row.not_converted) for row in found.channels} == {
        name: (touched[name, True], touched[name, False]) for name, _ in touched
    }
    for row in found.channels:
        firsts = sum(converts and path[:1] == [row.channel] for converts, path in found_paths)
        assert row.credit["first"] == firsts
        assert len(question.people(graph, row.channel).people) == row.conversions
        assert len(question.people(graph, f"not-converted:{row.channel}").people) == row.not_converted
    assert len(question.people(graph, NO_TOUCH).people) == found.without_touchpoint


@SLOWLY
@given(
    PEOPLE,
    CHOSEN,
    st.sampled_from(["a", "b|c"]),
    st.sampled_from(["exact", "unbounded"]),
    st.sampled_from([None, "source"]),
)
def test_retention_of_a_filter_is_that_of_its_people_alone(
    graph: Graph, people, chosen, start: str, mode: str, by: str | None
):
    # Somebody who begins no cohort keeps the data as long as it is.
    walks = [
        *(whole(visits) for visits in in_time([EVERYTHING, *people], over_days=True)),
        [("tick", 9 * DAY)],
    ]
    everybody = RetentionQuestion(start_event=start, interval="day", mode=mode, by=by)
    question = filtered(everybody, chosen)
    store(graph, walks)
    give_accounts(graph)
    found = question.answer(graph)
    for cohort in (found.overall, *found.cohorts):
        assert question.people(graph, f"{cohort.cohort}.all").count == cohort.people
        for cell in cohort.cells[:2]:
            assert question.people(graph, f"{cohort.cohort}.{cell.period}").count == cell.people
    begun = {n: next((event for event in walk if has([event], start)), None) for n, walk in enumerate(walks)}
    gone = [
        f"p{n}" for n, first in begun.items()
        if first and not (on(first, chosen) and is_met(walks[n], chosen, f"p{n}"))
    ]  # fmt: skip
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert replace(found, filter="") == everybody.answer(graph)


def next_answers(model: EventModel) -> list[object]:
    anything, after = model.context([]), model.context(["a"])
    return [
        model.evaluate(), model.after(anything), model.after(after), model.people(after, "b"),
        model.oneids(holdout=True), model.oneids(holdout=False),
    ]  # fmt: skip


@SLOWLY
@given(PEOPLE, CHOSEN, st.integers(1, 2))
def test_the_next_event_is_trained_on_the_people_of_a_filter_alone(graph: Graph, people, chosen, order: int):
    ends = "0000", "ffff"  # held out, and trained on
    walks = {
        f"p{n}-{ends[n % 2]}": whole(visits)
        for n, visits in enumerate(in_time([EVERYTHING, *people], over_days=True))
    }
    store(graph, walks)
    give_accounts(graph)
    gone = [oneid for oneid, walk in walks.items() if not (walk and holds(walk, chosen, oneid))]
    assume(len(gone) < len(walks))
    found = next_answers(EventModel.read(graph, order, 0.5, filter_of(graph, chosen)))
    graph.statement("MATCH (one:Journey) WHERE one.oneid IN $gone DETACH DELETE one", gone=gone)
    assert repr(found) == repr(next_answers(EventModel.read(graph, order, 0.5)))
