"""How far an attempt comes, in every mode: worked examples, ClickHouse, and a search of everything."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, combinations

import pytest
from chdb.session import Session
from hypothesis import given, settings
from hypothesis import strategies as st
from onepath.graph.calendar import Calendar
from onepath.graph.funnels.clickhouse_funnel import window_funnel
from onepath.graph.funnels.tally import Tally
from onepath.graph.trails import (
    AttemptFinder,
    AttemptRules,
    TrailArrays,
    TrailEvent,
    all_attempts,
    furthest_attempt,
)

MODES = (
    (), ("strict_order",), ("strict_deduplication",), ("strict_increase",), ("strict_once",),
    ("strict_order", "allow_reentry"), ("strict_order", "strict_deduplication"),
    ("strict_deduplication", "strict_increase"), ("strict_once", "strict_increase"),
)  # fmt: skip


def events(did: str, steps: list[str], *, out: str = "", times: list[int] | None = None) -> list[TrailEvent]:
    """What was done, a letter an event; `out` is excluded everywhere."""
    return [
        TrailEvent(
            place,
            place,
            tuple(number for number, step in enumerate(steps) if letter in step),
            tuple(range(len(steps) - 1)) if letter in out else (),
        )
        for place, letter in enumerate(did)
        if any(letter in step for step in steps) or letter in out
    ]


def level(did: str, steps: str, *, out: str = "", window: int = 100, **rules) -> int:
    of = AttemptRules(len(steps), window, **rules)
    attempt = furthest_attempt(events(did, list(steps), out=out), of)
    return of.level(attempt) if attempt else 0


@pytest.mark.parametrize(
    ("did", "ordered", "strict", "any_order"),
    [
        ("ABC", 3, 3, 3),
        ("AXBC", 3, 1, 3),  # something lies between
        ("AABC", 3, 3, 3),  # strict: the second A begins a new attempt
        ("ABBC", 3, 2, 3),
        ("CBA", 1, 1, 3),
        ("BCA", 1, 1, 3),
        ("BC", 0, 0, 2),
        ("ABAC", 3, 2, 3),
        ("", 0, 0, 0),
    ],
)
def test_the_orders(did: str, ordered: int, strict: int, any_order: int):
    assert level(did, "ABC") == ordered
    assert level(did, "ABC", order="strict") == strict
    assert level(did, "ABC", order="any") == any_order


def test_the_window_counts_from_the_first_step_and_its_last_moment_is_in():
    assert level("AXXB", "AB", window=3) == 2
    assert level("AXXB", "AB", window=2) == 1
    assert level("AXAB", "AB", window=1) == 2


def test_a_step_that_is_named_twice_needs_two_events():
    assert level("A", "AA") == 1
    assert level("AA", "AA") == 2


def test_an_excluded_event_ends_an_attempt_and_another_may_come_through():
    assert level("AXB", "AB", out="X") == 1
    assert level("AXAB", "AB", out="X") == 2
    assert level("ABX", "AB", out="X") == 2
    assert level("XAB", "AB", out="X") == 2


def test_an_optional_step_is_taken_if_it_is_there_and_missed_by_nobody():
    rules = AttemptRules(3, 100, optional=frozenset({1}))
    for did, done in (("AC", {0, 2}), ("ABC", {0, 1, 2}), ("AB", {0, 1}), ("A", {0})):
        attempt = furthest_attempt(events(did, list("ABC")), rules)
        assert attempt is not None
        assert attempt.steps == done
    assert rules.level(furthest_attempt(events("AB", list("ABC")), rules)) == 1


def test_the_first_entry_alone_may_be_asked_for():
    did = events("AXXXXAB", list("AB"))
    assert furthest_attempt(did, AttemptRules(2, 2)).steps == {0, 1}
    assert furthest_attempt(did, AttemptRules(2, 2, first_entry=True)).steps == {0}


def test_a_property_held_constant_must_be_the_same_at_each_step():
    did = [TrailEvent(0, 0, (0,), constant="tea"), TrailEvent(1, 1, (1,), constant="cup")]
    rules = AttemptRules(2, 10, hold_constant=True)
    assert furthest_attempt(did, rules).steps == {0}
    assert furthest_attempt([*did, TrailEvent(2, 2, (1,), constant="tea")], rules).steps == {0, 1}
    assert furthest_attempt([TrailEvent(0, 0, (0,))], rules) is None


def test_attempts_follow_each_other_and_never_share_an_event():
    of = AttemptRules(2, 3)
    attempts = list(all_attempts(events("ABXAXXXXXAAB", list("AB")), of))
    assert [[place for _, place, _ in one.done] for one in attempts] == [[0, 1], [3], [9, 11]]


def test_of_attempts_that_came_as_far_the_first_to_get_there_counts_and_of_those_the_last_to_begin():
    attempt = furthest_attempt(events("AABAB", list("AB")), AttemptRules(2, 100))
    assert [place for _, place, _ in attempt.done] == [1, 2]


def chains(did: str, steps: str, window: int) -> Iterator[int]:
    """The lengths of all chains of events that fit the first steps in order and in time."""
    for length in range(1, len(steps) + 1):
        for places in combinations(range(len(did)), length):
            in_order = all(did[place] == step for place, step in zip(places, steps, strict=False))
            if in_order and places[-1] - places[0] <= window:
                yield length


@given(st.text("ABCX", max_size=9), st.text("ABC", min_size=1, max_size=4), st.integers(0, 8))
def test_no_chain_of_events_comes_further_than_the_attempt_that_is_found(did: str, steps: str, window: int):
    assert level(did, steps, window=window) == max(chains(did, steps, window), default=0)


def held(did: str, steps: str, window: int) -> int:
    """In any order: the most steps that different events within one window fill."""
    best = 0
    for start in range(len(did)):
        inside = did[start : start + window + 1]
        for size in range(1, len(steps) + 1):
            for some in combinations(steps, size):
                if all(inside.count(letter) >= some.count(letter) for letter in some) and inside[0] in some:
                    best = max(best, size)
    return best


@given(st.text("ABCX", max_size=9), st.text("ABC", min_size=1, max_size=4), st.integers(0, 8))
def test_in_any_order_the_most_steps_within_a_window_count(did: str, steps: str, window: int):
    assert level(did, steps, order="any", window=window) == held(did, steps, window)


EVENTS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ABCDX")), min_size=1, max_size=8)
STEPS = st.lists(st.sets(st.sampled_from("ABCD"), min_size=1, max_size=2), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def clickhouse() -> Session:
    return Session()


@settings(max_examples=40, deadline=None)
@given(people=st.lists(EVENTS, min_size=1, max_size=15), steps=STEPS, window=st.integers(0, 8))
def test_the_mode_clickhouse_agrees_with_clickhouse_in_every_mode(clickhouse: Session, people, steps, window):
    walks = [
        [(sum(pause for pause, _ in did[: k + 1]), did[k][1]) for k in range(len(did))] for did in people
    ]
    rows = ",".join(f"({n},{at},'{name}')" for n, walk in enumerate(walks) for at, name in walk)
    conditions = ",".join("e in (" + ",".join(f"'{name}'" for name in sorted(step)) + ")" for step in steps)
    for modes in MODES:
        named = "".join(f", '{mode}'" for mode in modes)
        answer = str(
            clickhouse.query(
                f"SELECT p, windowFunnel({window}{named})(t, {conditions}) "
                f"FROM values('p UInt32, t UInt64, e String', {rows}) GROUP BY p ORDER BY p",
                "CSV",
            )
        )
        ours = [
            window_funnel(
                [(at, [n for n, step in enumerate(steps) if name in step]) for at, name in walk],
                len(steps), window, modes,
            )
            for walk in walks
        ]  # fmt: skip
        assert ours == [int(line.split(",")[1]) for line in answer.split()], modes


@pytest.mark.parametrize(
    ("modes", "did", "reached"),
    [
        (("strict_order",), "ADBC", 1),
        (("strict_order",), "AABBCC", 3),
        (("strict_order",), "AABBDCC", 2),
        (("strict_order", "strict_deduplication"), "AABBCC", 2),
        (("strict_order", "allow_reentry"), "ABAC", 3),
        (("strict_order",), "ABAC", 3),
    ],
)
def test_the_vectors_of_clickhouses_modes(modes, did: str, reached: int):
    events = [(at, ["ABC".index(letter)] if letter in "ABC" else []) for at, letter in enumerate(did)]
    assert window_funnel(events, 3, 100, modes) == reached


def test_ties_are_where_the_modes_differ():
    tied = [TrailEvent(0, 5, (1,)), TrailEvent(1, 5, (0,))]
    assert furthest_attempt(tied, AttemptRules(2, 10)).steps == {0}
    assert window_funnel([(5, (1,)), (5, (0,))], 2, 10) == 2
    assert window_funnel([(5, (1,)), (5, (0,))], 2, 10, ("strict_increase",)) == 1


def test_one_event_fills_two_steps_for_clickhouse_and_one_for_us():
    assert window_funnel([(0, (0, 1, 2))], 3, 10) == 3
    assert window_funnel([(0, (0, 1, 2))], 3, 10, ("strict_once",)) == 1
    assert furthest_attempt([TrailEvent(0, 0, (0, 1, 2))], AttemptRules(3, 10)).steps == {0}


EVENTS = st.lists(st.tuples(st.sampled_from("ABCDx"), st.integers(0, 6)), max_size=14)


@settings(max_examples=600, deadline=None)
@given(
    people=st.lists(EVENTS, max_size=5),
    steps=st.lists(st.sampled_from(["A", "B", "C", "AD", "BC", ""]), min_size=1, max_size=4),
    excluded=st.lists(st.sampled_from(["", "", "x", "AB", "D"]), min_size=3, max_size=3),
    window=st.integers(0, 20),
    since=st.sampled_from([0, 0, 10, 25]),
    length=st.sampled_from([10**6, 10, 25]),
    begins=st.sampled_from(["ABCDx", "AB", "D"]),
    order=st.sampled_from(["ordered", "strict"]),
    first_entry=st.booleans(),
)
def test_arrays_find_for_all_what_the_search_finds_for_each(
    people, steps, excluded, window, since, length, begins, order, first_entry
):
    days = {"since": since, "until": since + length}
    rules = AttemptRules(len(steps), window, order, first_entry=first_entry, **days)
    trails = ["".join(letter for letter, _ in did) for did in people]
    times = [list(accumulate(pause for _, pause in did)) for did in people]
    first = "".join(letter for letter in steps[0] if letter in begins)
    columns = AttemptFinder([first, *steps[1:]], excluded, rules)
    arrays = TrailArrays.of(trails, ["".join(f"{at:016d}" for at in of) for of in times])
    found = columns.furthest(arrays)
    searched, one_by_one = {}, defaultdict(list)
    for unit, (trail, of) in enumerate(zip(trails, times, strict=True)):
        events = [
            TrailEvent(
                place, at, tuple(n for n, step in enumerate(steps) if letter in step),
                tuple(gap for gap in range(len(steps) - 1) if letter in excluded[gap]),
                begins=letter in begins,
            )
            for place, (letter, at) in enumerate(zip(trail, of, strict=True))
        ]  # fmt: skip
        if attempt := furthest_attempt(events, rules):
            after = attempt.last_place + 1
            searched[unit] = attempt, ord(trail[after]) if after < len(trail) else 0
        one_by_one[unit] = list(all_attempts(events, rules))
    told = zip(found.attempts(), found.following.tolist(), strict=True)
    assert dict(zip(found.units.tolist(), told, strict=True)) == searched
    at_once = defaultdict(list)
    for round_ in columns.every(arrays):
        for unit, attempt in zip(round_.units.tolist(), round_.attempts(), strict=True):
            at_once[unit].append(attempt)
    assert at_once == {unit: attempts for unit, attempts in one_by_one.items() if attempts}


@settings(max_examples=200, deadline=None)
@given(people=st.lists(EVENTS, max_size=8), steps=st.integers(1, 4), by_source=st.booleans())
def test_attempts_are_counted_all_at_once_as_one_by_one(people, steps: int, by_source: bool):
    rules = AttemptRules(steps, window=12 * 10**11)
    trails = ["".join(letter for letter, _ in did) for did in people]
    clocks = [
        "".join(f"{day * 10**11:016d}" for day in accumulate(pause for _, pause in did)) for did in people
    ]
    finder = AttemptFinder(list("ABCD"[:steps]), [""] * (steps - 1), rules)
    found = finder.furthest(TrailArrays.of(trails, clocks))
    attempts = found.attempts()
    groups = ["left" if unit % 2 else "right" for unit in found.units.tolist()] if by_source else []
    at_once, one_by_one = (Tally(list("ABCD"[:steps]), rules, Calendar(), "people") for _ in range(2))
    at_once.take_all(found, groups, str.lower)
    for place, (unit, attempt) in enumerate(zip(found.units.tolist(), attempts, strict=True)):
        after = trails[unit][attempt.last_place + 1 :][:1].lower() or None
        one_by_one.take(attempt, groups[place] if by_source else "", after)
    latest = 2 * 10**12
    assert at_once.answer(latest=latest, period="week", most_values=9) == one_by_one.answer(
        latest=latest, period="week", most_values=9
    )
