"""Funnels asked of a graph: every number opens to as many people as it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.funnels import Behind, Funnel, FunnelQuestion, behind, funnel, funnel_people, funnel_units
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from prepared import Prepare
from pydantic import ValidationError
from stored import store

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = 60_000_000
T0 = 1_770_000_000_000_000


def walk(did: str, every: int = MINUTE) -> list[tuple[str, int]]:
    return [(letter, T0 + place * every) for place, letter in enumerate(did)]


def people(answer: Funnel) -> list[int]:
    return [step.people for step in answer.steps]


def by_value(answer: Funnel):
    return [(one.value, one.median_seconds, [step.people for step in one.steps]) for one in answer.groups]


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
def test_the_server_and_the_closer_look_agree_in_people_times_and_groups(graph: Graph, walks, steps, window):
    store(graph, [*timed(walks), [(name, T0) for name in "abcd"]])
    question = FunnelQuestion(steps=steps, within=timedelta(microseconds=window), by="source")
    counted, closer = funnel(graph, question), funnel(graph, question, closer=True)
    assert people(counted) == people(closer)
    assert counted.time_to_convert == closer.time_to_convert
    assert [
        (one.value, one.median_seconds, [step.people for step in one.steps]) for one in counted.groups
    ] == [(one.value, one.median_seconds, [step.people for step in one.steps]) for one in closer.groups]


QUESTIONS = [
    {},
    {"order": "strict"},
    {"order": "any"},
    {"entry": "first"},
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
        answer = funnel(graph, question, closer=True)
        for place, step in enumerate(answer.steps, 1):
            assert len(funnel_people(graph, question, place)) == step.people
            assert len(funnel_people(graph, question, place, "dropped")) == step.dropped
            assert len(funnel_people(graph, question, place, "elsewhere")) == step.elsewhere
            gone_on = len(funnel_people(graph, question, place, "converted"))
            assert gone_on + step.dropped == step.people
            assert sum(count for _, count in step.next) == step.elsewhere


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
        question = FunnelQuestion(steps=["a", "b?", "c"], by="source", count=count)
        units = funnel_units(graph, question)

        def number(units=units, **which) -> int:
            return len(list(behind(units, Behind(**which), last=3)))

        for period in ("day", "week", "month"):
            answer = funnel(graph, question, closer=True, trend=period)
            for one in answer.trend:
                assert number(began=(period, one.begins)) == one.entered
                assert number(began=(period, one.begins), who="completed") == one.converted
                assert number(began=(period, one.begins), who="lost") == one.entered - one.converted
        for group in answer.groups:
            assert number(group=group.value) == group.steps[0].people
            assert number(group=group.value, who="completed") == group.steps[2].people
        times = answer.time_to_convert
        assert times is not None
        for place, (least, below, people) in enumerate(times.bars):
            last = place == len(times.bars) - 1
            assert number(who="completed", took=(least, None if last else below)) == people
        for place, step in enumerate(answer.steps, 1):
            for event, people in step.next:
                assert number(step=place, who="dropped", then=event) == people


def test_the_events_behind_an_attempt_are_the_ones_at_its_places(graph: Graph):
    store(graph, {"li": walk("xaxb")})
    (one,) = funnel_people(graph, FunnelQuestion(steps=["a", "b"]), 2)
    assert (one.oneid, one.places, one.began_at, one.ended_at) == ("li", (1, 3), T0 + MINUTE, T0 + 3 * MINUTE)


def test_the_dropped_are_told_with_what_they_did_next(graph: Graph):
    store(graph, [walk("ab"), walk("axb"), walk("ax"), walk("ay"), walk("a")])
    first = funnel(graph, FunnelQuestion(steps=["a", "b"]), closer=True).steps[0]
    assert (first.people, first.dropped, first.elsewhere, first.next) == (5, 3, 2, (("x", 1), ("y", 1)))


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
    assert people(funnel(shop, FunnelQuestion(steps=["cart[price>100]", "pay"]))) == [2, 1]
    assert people(funnel(shop, FunnelQuestion(steps=["cart[price<=80]", "pay"]))) == [1, 1]
    assert people(funnel(shop, FunnelQuestion(steps=["cart[product=tea & price>=80]"]))) == [3]
    assert people(funnel(shop, FunnelQuestion(steps=["cart[product~U]"]))) == [1]


def test_values_that_are_no_numbers_are_counted(shop: Graph):
    assert funnel(shop, FunnelQuestion(steps=["cart[price>100]", "pay"])).numbers_missing == 1


def test_steps_with_conditions_open_to_their_people(shop: Graph):
    question = FunnelQuestion(steps=["cart[price>100]", "pay"])
    assert len(funnel_people(shop, question, 1)) == 2
    assert len(funnel_people(shop, question, 2)) == 1


def test_a_property_is_held_constant(shop: Graph):
    assert people(funnel(shop, FunnelQuestion(steps=["cart", "pay"]))) == [3, 2]
    assert people(funnel(shop, FunnelQuestion(steps=["cart", "pay"], constant="product"))) == [3, 1]
    month = timedelta(days=30)
    assert people(funnel(shop, FunnelQuestion(steps=["cart", "pay"], constant="product", within=month))) == [
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
    answer = funnel(shop, question)
    assert {one.value: [step.people for step in one.steps] for one in answer.groups} == groups
    for value, counts in groups.items():
        assert len(funnel_people(shop, question, 1, group=value)) == counts[0]


def test_sessions_are_counted_apart_and_an_attempt_does_not_leave_its_session(shop: Graph):
    week = FunnelQuestion(steps=["cart", "pay"], count="sessions", within=timedelta(days=90))
    assert people(funnel(shop, week)) == [4, 0]
    tea = FunnelQuestion(steps=["cart[product=tea]"], count="sessions")
    assert people(funnel(shop, tea)) == [3]


def test_attempts_begin_on_the_days_that_are_asked_for(shop: Graph):
    steps = ["cart", "pay"]
    assert people(funnel(shop, FunnelQuestion(steps=steps, filter={"since": "2026-03-03"}))) == [2, 1]
    assert people(funnel(shop, FunnelQuestion(steps=steps, until=date(2026, 3, 2)))) == [1, 1]
    assert people(funnel(shop, FunnelQuestion(steps=steps, filter={"since": "2026-04-01"}))) == [0, 0]


def test_a_trend_says_which_weeks_are_not_over(shop: Graph):
    trend = funnel(shop, FunnelQuestion(steps=["cart", "pay"], count="attempts"), trend="week").trend
    assert [(one.begins.day, one.entered, one.converted, one.complete) for one in trend] == [
        (2, 1, 1, True), (9, 3, 1, False)
    ]  # fmt: skip


def test_clickhouses_reading_is_asked_by_name(graph: Graph):
    store(graph, [walk("axb"), [("b", T0), ("a", T0)]])
    steps = ["a", "b"]
    assert people(funnel(graph, FunnelQuestion(steps=steps))) == [2, 1]
    assert people(funnel(graph, FunnelQuestion(steps=steps, reading="clickhouse"))) == [2, 2]
    strict = FunnelQuestion(steps=steps, reading="clickhouse", modes=["strict_order"])
    assert people(funnel(graph, strict)) == [2, 1]
    assert people(funnel(graph, FunnelQuestion(steps=steps, ties="steps"))) == [2, 2]


def test_a_step_that_no_event_has_is_answered_with_the_nearest_names(shop: Graph):
    with pytest.raises(EventUnknown, match="No event is named cartt") as error:
        funnel(shop, FunnelQuestion(steps=["cartt", "pay"]))
    assert "cart" in str(error.value.action)


def test_a_property_that_no_event_has_is_answered_with_the_nearest_names(shop: Graph):
    with pytest.raises(QuestionInvalid, match="'prize'") as error:
        funnel(shop, FunnelQuestion(steps=["cart[prize>1]"]))
    assert "price" in str(error.value.action)


def test_a_step_that_there_is_not_has_no_people(shop: Graph):
    with pytest.raises(QuestionInvalid, match="no step 3"):
        funnel_people(shop, FunnelQuestion(steps=["cart", "pay"]), 3)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"steps": []}, "at least 1"),
        ({"within": timedelta(0)}, "holds nothing"),
        ({"steps": ["a?", "b"]}, "first step cannot be optional"),
        ({"modes": ["strict_order"]}, "ClickHouse"),
        ({"reading": "clickhouse", "order": "strict"}, "nothing else"),
        ({"order": "any", "exclude": ["x"]}, "nothing lies between"),
        ({"exclude": ["2-5:x"]}, "between two of the steps"),
        ({"steps": ["a[price]"]}, "no condition"),
        ({"steps": ["a[price>much]"]}, "no number"),
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "later than"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(wrong, said: str):
    with pytest.raises(ValidationError, match=said):
        FunnelQuestion(**{"steps": ["a", "b"], **wrong})


def test_a_question_is_a_document_that_reads_back_as_itself():
    question = FunnelQuestion(
        steps=["a|b@web", "cart[price>100 & product=tea]", "x?", "pay"], exclude=["1-2:refund"],
        within=timedelta(days=3), by="source", filter={"since": "2026-01-01"},
    )  # fmt: skip
    assert FunnelQuestion.model_validate_json(question.model_dump_json()) == question
