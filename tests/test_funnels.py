"""Funnels asked of a graph: every number opens to as many people as it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.funnels import Funnel, FunnelNumber, FunnelQuestion
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph, microseconds
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare
from stored import store

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = 60_000_000
T0 = 1_770_000_000_000_000


def walk(did: str, every: int = MINUTE) -> list[tuple[str, int]]:
    return [(letter, T0 + place * every) for place, letter in enumerate(did)]


def people(answer: Funnel) -> list[int]:
    return [step.people for step in answer.steps]


def by_value(answer: Funnel):
    return [(one.value, one.median_seconds, [step.people for step in one.steps]) for one in answer.breakdown]


def number(graph: Graph, question: FunnelQuestion, of: str) -> int:
    """How many the number opens to."""
    found = question.people(graph, of)
    assert found.occurrences == len(found.people)
    return found.occurrences


WALKS = st.lists(
    st.lists(st.tuples(st.sampled_from(["a", "b", "pos/b", "c", "d"]), st.integers(0, 4)), max_size=12),
    min_size=1, max_size=8,
)  # fmt: skip


def timed(walks) -> list[list[tuple[str, int]]]:
    return [
        [(name, T0 + sum(pause for _, pause in did[: k + 1])) for k, (name, _) in enumerate(did)]
        for did in walks
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=WALKS, steps=st.lists(st.sampled_from(["a", "b", "c", "a|d"]), min_size=1, max_size=4),
       window=st.integers(1, 15))  # fmt: skip
def test_the_server_and_the_details_agree_in_people_times_and_values(graph: Graph, walks, steps, window):
    store(graph, [*timed(walks), [(name, T0) for name in "abcd"]])
    question = FunnelQuestion(steps=steps, within=timedelta(microseconds=window), by="source")
    counted, closer = question.answer(graph), question.replace(details=True).answer(graph)
    assert people(counted) == people(closer)
    assert counted.time_to_convert == closer.time_to_convert
    assert [
        (one.value, one.median_seconds, [step.people for step in one.steps]) for one in counted.breakdown
    ] == [(one.value, one.median_seconds, [step.people for step in one.steps]) for one in closer.breakdown]


QUESTIONS = [
    {},
    {"order": "strict"},
    {"order": "any"},
    {"attempt": "first"},
    {"count": "sessions"},
    {"count": "attempts"},
    {"exclude": ["d"]},
    {"exclude": ["1-2:d"]},
    {"ties": "steps"},
    {"by": "source"},
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=WALKS, window=st.integers(1, 15))
def test_every_number_opens_to_as_many_as_it_counts(graph: Graph, walks, window: int):
    store(graph, [*timed(walks), [(name, T0) for name in "abcd"]])
    for other in QUESTIONS:
        question = FunnelQuestion(steps=["a", "b", "c"], within=timedelta(microseconds=window), **other)
        answer = question.replace(details=True).answer(graph)
        for place, step in enumerate(answer.steps, 1):
            assert number(graph, question, f"{place}") == step.people
            assert number(graph, question, f"{place}.dropped") == step.dropped
            assert number(graph, question, f"{place}.elsewhere") == step.elsewhere
            assert number(graph, question, f"{place}.continued") + step.dropped == step.people
            assert sum(one.people for one in step.next) == step.elsewhere


def test_every_value_period_and_length_of_time_opens_to_as_many_as_it_counts(graph: Graph):
    day = 24 * 60 * MINUTE
    store(
        graph,
        [
            [(f"{'web' if n % 3 else 'app'}/{name}", T0 + n * day + place * (n + 1) * MINUTE)
             for place, name in enumerate(names)]
            for n, names in enumerate(("abc", "ab", "axbc", "a", "abxc", "abc", "b", "aabbc", "abc", "ax"))
        ],
    )  # fmt: skip
    for count in ("people", "sessions", "attempts"):
        question = FunnelQuestion(steps=["a", "b?", "c"], by="source", count=count, details=True)
        for period in ("day", "week", "month"):
            trend = question.replace(trend=period)
            for one in trend.answer(graph).trend:
                assert number(graph, trend, f"from:{one.begins}") == one.entered
                assert number(graph, trend, f"from:{one.begins}.converted") == one.converted
                left = number(graph, trend, f"from:{one.begins}.not-converted")
                assert left == one.entered - one.converted
        answer = question.answer(graph)
        for group in answer.breakdown:
            assert number(graph, question, f"value:{group.value}") == group.steps[0].people
            assert number(graph, question, f"value:{group.value}.converted") == group.steps[2].people
        times = answer.time_to_convert
        assert times is not None
        for place, bar in enumerate(times.histogram):
            below = "" if place == len(times.histogram) - 1 else f"{bar.to_seconds:g}"
            assert number(graph, question, f"time:{bar.from_seconds:g}-{below}") == bar.people
        for place, step in enumerate(answer.steps, 1):
            for one in step.next:
                assert number(graph, question, f"{place}.dropped>{one.event}") == one.people
            stopped = number(graph, question, f"{place}.dropped>") if step.dropped is not None else 0
            assert stopped == (step.dropped or 0) - (step.elsewhere or 0)


@given(
    st.sampled_from(["reached", "dropped", "not-converted"]),
    st.none() | st.text(min_size=1),
    st.none() | st.text(),
)
def test_a_number_is_read_as_it_is_written(who: str, value: str | None, then: str | None):
    number = FunnelNumber(who=who, value=value, then=then)
    assert FunnelNumber.read(number.text, FunnelQuestion(steps=["a"], by="source")) == number


def test_the_people_behind_a_number_have_the_events_that_count(graph: Graph):
    store(graph, {"li": walk("xaxb")})
    (one,) = FunnelQuestion(steps=["a", "b"]).people(graph, "2").people
    assert (one.oneid, one.session, one.converted, one.next) == ("li", None, True, None)
    assert [(event.name, event.source, event.place) for event in one.events] == [
        ("a", "web", 1), ("b", "web", 3)
    ]  # fmt: skip
    assert one.last - one.first == timedelta(minutes=2)


def test_people_who_drop_off_are_shown_with_what_they_did_next(graph: Graph):
    store(graph, [walk("ab"), walk("axb"), walk("ax"), walk("ay"), walk("a")])
    first = FunnelQuestion(steps=["a", "b"], details=True).answer(graph).steps[0]
    assert (first.people, first.dropped, first.elsewhere) == (5, 3, 2)
    assert [(one.event, one.people) for one in first.next] == [("x", 1), ("y", 1)]


def open_shop(graph: Graph) -> None:
    """Three people: li bought dear tea on the web, wang cheap tea, zhao has a cart of mixed values."""

    def event(who: str, number: int, name: str, day: float, source: str = "web", **properties):
        at = MONDAY + timedelta(days=day)
        return EventRecord(
            source, f"{who}{number}", name, at, at, number, (f"member:{who}",), None, properties=properties
        )

    load_records(
        graph,
        [
            event("li", 1, "cart", 0, price=120, product="tea", channel="ad"),
            event("li", 2, "pay", 0.1, product="tea"),
            event("wang", 1, "cart", 7, price="80", product="tea"),
            event("wang", 2, "pay", 7.1, "app", product="cup"),
            event("zhao", 1, "cart", 8, "app", price="much", product="cup", channel="friend"),
            event("zhao", 2, "cart", 8.2, price=200, product="tea"),
            event("zhao", 3, "pay", 20, product="cup"),
            UserRecord("crm", "1", ("member:li",), MONDAY, {"tier": "gold"}),
        ],
        path="shop", key="shop",
    )  # fmt: skip
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(open_shop)


def test_a_step_may_ask_for_a_property_and_numbers_are_compared_as_numbers(shop: Graph):
    assert people(FunnelQuestion(steps=["cart[price>100]", "pay"]).answer(shop)) == [2, 1]
    assert people(FunnelQuestion(steps=["cart[price<=80]", "pay"]).answer(shop)) == [1, 1]
    assert people(FunnelQuestion(steps=["cart[product=tea & price>=80]"]).answer(shop)) == [3]
    assert people(FunnelQuestion(steps=["cart[product~U]"]).answer(shop)) == [1]


def test_values_that_are_no_numbers_are_counted(shop: Graph):
    assert FunnelQuestion(steps=["cart[price>100]", "pay"]).answer(shop).events_without_number == 1


def test_steps_with_conditions_open_to_their_people(shop: Graph):
    question = FunnelQuestion(steps=["cart[price>100]", "pay"])
    assert number(shop, question, "1") == 2
    assert number(shop, question, "2") == 1


def test_a_property_is_held_constant(shop: Graph):
    assert people(FunnelQuestion(steps=["cart", "pay"]).answer(shop)) == [3, 2]
    assert people(FunnelQuestion(steps=["cart", "pay"], constant="product").answer(shop)) == [3, 1]
    month = timedelta(days=30)
    assert people(FunnelQuestion(steps=["cart", "pay"], constant="product", within=month).answer(shop)) == [
        3,
        2,
    ]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("source", {"web": [2, 2], "app": [1, 0]}),
        ("product", {"tea": [2, 2], "cup": [1, 0]}),
        ("first.channel", {"ad": [1, 1], "(none)": [1, 1], "friend": [1, 0]}),
        ("first.source", {"web": [2, 2], "app": [1, 0]}),
        ("user.tier", {"gold": [1, 1], "(none)": [2, 1]}),
    ],
)
def test_a_funnel_is_broken_down(shop: Graph, by: str, groups: dict[str, list[int]]):
    question = FunnelQuestion(steps=["cart", "pay"], by=by)
    answer = question.answer(shop)
    assert {one.value: [step.people for step in one.steps] for one in answer.breakdown} == groups
    for value, counts in groups.items():
        assert number(shop, question, f"value:{value}") == counts[0]


def test_sessions_are_counted_apart_and_an_attempt_does_not_leave_its_session(shop: Graph):
    week = FunnelQuestion(steps=["cart", "pay"], count="sessions", within=timedelta(days=90))
    assert people(week.answer(shop)) == [4, 0]
    tea = FunnelQuestion(steps=["cart[product=tea]"], count="sessions")
    assert people(tea.answer(shop)) == [3]


def test_attempts_begin_on_the_days_that_are_asked_for(shop: Graph):
    steps = ["cart", "pay"]
    assert people(FunnelQuestion(steps=steps, filter={"since": "2026-03-03"}).answer(shop)) == [2, 1]
    assert people(FunnelQuestion(steps=steps, filter={"until": "2026-03-02"}).answer(shop)) == [1, 1]
    assert people(FunnelQuestion(steps=steps, filter={"since": "2026-04-01"}).answer(shop)) == [0, 0]


def test_a_trend_says_which_weeks_are_not_over(shop: Graph):
    trend = FunnelQuestion(steps=["cart", "pay"], count="attempts", trend="week").answer(shop).trend
    assert [(one.begins.day, one.entered, one.converted, one.complete) for one in trend] == [
        (2, 1, 1, True), (9, 3, 1, False)
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "months"), [("attempts", {1: 2, 3: 1}), ("people", {1: 1, 3: 1})])
def test_a_trend_counts_every_attempt_or_the_furthest_one_of_each_person(
    graph: Graph, count: str, months: dict[int, int]
):
    ann, bob = ((1, 1), (3, 15), (3, 20)), ((1, 2),)
    store(
        graph,
        [[("buy", microseconds(datetime(2024, *day, tzinfo=UTC))) for day in days] for days in (ann, bob)],
    )
    question = FunnelQuestion(steps=["buy", "buy"], within=timedelta(days=30), count=count, trend="month")
    trend = question.answer(graph).trend
    assert {one.begins.month: one.entered for one in trend if one.entered} == months


def test_the_mode_clickhouse_is_chosen_by_name(graph: Graph):
    store(graph, [walk("axb"), [("b", T0), ("a", T0)]])
    steps = ["a", "b"]
    assert people(FunnelQuestion(steps=steps).answer(graph)) == [2, 1]
    assert people(FunnelQuestion(steps=steps, mode="clickhouse").answer(graph)) == [2, 2]
    strict = FunnelQuestion(steps=steps, mode="clickhouse", clickhouse_modes=["strict_order"])
    assert people(strict.answer(graph)) == [2, 1]
    assert people(FunnelQuestion(steps=steps, ties="steps").answer(graph)) == [2, 2]


def test_a_step_that_no_event_has_is_answered_with_the_nearest_names(shop: Graph):
    with pytest.raises(EventUnknown, match="No event is named cartt") as error:
        FunnelQuestion(steps=["cartt", "pay"]).answer(shop)
    assert "cart" in str(error.value.action)


def test_a_property_that_no_event_has_is_answered_with_the_nearest_names(shop: Graph):
    with pytest.raises(QuestionInvalid, match="'prize'") as error:
        FunnelQuestion(steps=["cart[prize>1]"]).answer(shop)
    assert "price" in str(error.value.action)


def test_a_number_that_there_is_not_has_no_people(shop: Graph):
    for number in ("3", "0", "2.lost", "value:web", "from:2026-03-02", "pay"):
        with pytest.raises(QuestionInvalid, match="no number"):
            FunnelQuestion(steps=["cart", "pay"]).people(shop, number)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"steps": []}, "at least 1"),
        ({"within": timedelta(0)}, "not a length of time"),
        ({"clickhouse_modes": ["strict_order"]}, "ClickHouse"),
        ({"mode": "clickhouse", "order": "strict"}, "nothing else"),
        ({"order": "any", "exclude": ["x"]}, "nothing lies between"),
        ({"exclude": ["2-5:x"]}, "between two of the steps"),
        ({"filter": {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}}, "later than"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(wrong, said: str):
    with pytest.raises(QuestionInvalid, match=said):
        FunnelQuestion(**{"steps": ["a", "b"], **wrong})


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (["cart?", "pay"], "first step cannot be optional"),
        (["cart[price]"], "not a condition"),
        (["cart[price>much]"], "not a number"),
    ],
)
def test_a_step_that_no_event_is_named_like_is_refused_with_the_reason(shop: Graph, steps, said: str):
    with pytest.raises(QuestionInvalid, match=said):
        FunnelQuestion(steps=steps).answer(shop)


def test_a_question_is_a_document_that_reads_back_as_itself():
    question = FunnelQuestion(
        steps=["a|b@web", "cart[price>100 & product=tea]", "x?", "pay"], exclude=["1-2:refund"],
        within=timedelta(days=3), by="source", filter={"since": "2026-01-01"},
    )  # fmt: skip
    assert FunnelQuestion.model_validate_json(question.model_dump_json()) == question
