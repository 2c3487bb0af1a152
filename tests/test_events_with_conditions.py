"""Events with conditions, such as `buy[amount>100]`, wherever an event is named; and names with marks."""

from datetime import UTC, datetime, timedelta

import pytest
from onepath.graph.conditions import Filter
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.flows import PathsQuestion, StepMatrixQuestion, TransitionsQuestion, VariantsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.outcomes import AttributionQuestion, RetentionQuestion
from onepath.graph.patterns import DriversQuestion, PatternsQuestion
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from prepared import Prepare, filled_with

START = datetime(2026, 3, 1, tzinfo=UTC)
BIG = "buy[amount>100]"


def event(who: str, day: float, name: str, **properties) -> EventRecord:
    at = START + timedelta(days=day)
    return EventRecord("web", f"{who}{day}{name}", name, at, at, 0, (f"cookie:{who}",), properties=properties)


EVENTS = [
    event("ann", 0, "browse"),
    event("ann", 1, "buy", amount=50),
    event("ann", 2, "browse"),
    event("ann", 8, "buy", amount=200),
    # Ten minutes later, in the same session.
    event("ann", 8 + 1 / 144, "rate"),
    event("bea", 0, "buy", amount=150),
    event("bea", 1, "rate"),
    event("bea", 2, "buy", amount=20),
    event("cid", 0, "browse"),
    event("cid", 3, "buy", amount=30),
    event("cid", 4, "rate"),
]


open_shop = filled_with(EVENTS)


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    return prepare(open_shop)


def steps(graph: Graph, **asked) -> list[tuple[int, str, str, int]]:
    found = PathsQuestion(**asked).answer(graph)
    return [(one.step, one.from_event, one.to_event, one.people) for one in found.steps]


def people(question, graph: Graph, of: str) -> int:
    return len(question.people(graph, of).people)


def test_paths_start_from_an_event_with_conditions(shop: Graph):
    assert steps(shop, start=BIG, depth=2) == [
        (1, BIG, "rate", 2),
        (2, "rate", "(end)", 1),
        (2, "rate", "buy", 1),
    ]
    question = PathsQuestion(start=BIG, depth=2)
    assert people(question, shop, "0") == 2
    assert people(question, shop, "2.rate>buy") == 1
    assert people(question, shop, f"1.{BIG}>rate") == 2


def test_paths_lead_to_an_event_with_conditions(shop: Graph):
    assert steps(shop, end=BIG) == [(1, "(start)", BIG, 1), (1, "browse", BIG, 1)]
    assert steps(shop, end=f"browse>{BIG}") == [(1, "buy", "browse>buy\\[amount\\>100]", 1)]


def test_a_session_has_its_own_events_with_conditions(shop: Graph):
    assert steps(shop, start=BIG, count="sessions") == [(1, BIG, "(end)", 1), (1, BIG, "rate", 1)]


def test_a_filter_counts_all_events_of_a_name_whatever_conditions_the_question_has(shop: Graph):
    assert steps(shop, end=BIG, filter={"did": "browse"}) == [(1, "browse", BIG, 1)]
    found = TransitionsQuestion(count="sessions", group_events=[f"big={BIG}"], filter={"did": "buy"}).answer(
        shop
    )
    assert {(one.from_event, one.to_event): one.occurrences for one in found.transitions} == {
        ("(start)", "buy"): 3, ("buy", "(end)"): 3,
        ("(start)", "big"): 2, ("big", "(end)"): 1, ("big", "rate"): 1, ("rate", "(end)"): 1,
    }  # fmt: skip


def test_events_of_one_name_are_grouped_by_their_conditions(shop: Graph):
    groups = ["big=buy[amount>=150]", "middle=buy[amount>40]"]
    found = VariantsQuestion(group_events=groups).answer(shop)
    assert {one.text for one in found.shown} == {
        "big>rate>buy", "browse>buy>rate", "browse>middle>browse>big>rate",
    }  # fmt: skip


def test_an_anchor_event_has_conditions(shop: Graph):
    question = StepMatrixQuestion(around=BIG, depth=1)
    found = question.answer(shop)
    assert {(one.row, one.column): one.units for one in found.cells} == {
        ("(start)", "-1"): 1, ("browse", "-1"): 1, (BIG, "0"): 2, ("rate", "1"): 2,
    }  # fmt: skip
    assert people(question, shop, f"0.{BIG}") == 2


def test_retention_starts_and_returns_with_conditions(shop: Graph):
    def returned(**asked) -> list[tuple[str, list[int]]]:
        found = RetentionQuestion(interval="day", periods=2, **asked).answer(shop)
        return [(one.cohort, [cell.people for cell in one.cells]) for one in found.cohorts]

    assert returned(start_event=BIG) == [("2026-03-01", [0, 1, 1]), ("2026-03-09", [1])]
    assert returned(start_event=BIG, return_event="buy") == [("2026-03-01", [0, 0, 1]), ("2026-03-09", [0])]
    assert returned(start_event="buy", return_event="buy[amount<30]") == [
        ("2026-03-01", [0, 0, 1]), ("2026-03-02", [0, 0, 0]), ("2026-03-04", [0, 0, 0]),
    ]  # fmt: skip
    question = RetentionQuestion(start_event=BIG, return_event="buy[amount<30]", interval="day")
    assert people(question, shop, "2026-03-01.2") == 1


def test_patterns_contain_an_event_with_conditions(shop: Graph):
    question = PatternsQuestion(contains=BIG, min_length=2, max_length=2)
    found = {one.events: one.units for one in question.answer(shop).patterns}
    assert found == {
        (BIG, "rate"): 2, (BIG, "buy"): 1, ("browse", BIG): 1, ("buy", BIG): 1,
    }  # fmt: skip
    assert people(question, shop, f"{BIG} > rate") == 2
    assert people(question, shop, f"buy > {BIG}") == 1


def test_patterns_lead_to_a_target_with_conditions(shop: Graph):
    found = PatternsQuestion(target=BIG, min_length=2, max_length=2).answer(shop)
    assert found.converters == 2
    assert {one.events: one.contrast.converters for one in found.patterns if one.contrast} == {
        ("browse", BIG): 1, ("buy", BIG): 1, ("rate", BIG): 0,
    }  # fmt: skip


def test_drivers_and_attribution_have_targets_with_conditions(shop: Graph):
    assert DriversQuestion(target=BIG, min_people=1).answer(shop).converters == 2
    found = AttributionQuestion(target=BIG, touch="browse", models=["last"]).answer(shop)
    assert (found.conversions, found.without_touchpoint) == (2, 1)


def test_a_property_that_none_of_the_events_has_is_an_error(shop: Graph):
    with pytest.raises(QuestionInvalid, match="'amounts'"):
        PathsQuestion(start="buy[amounts>1]").answer(shop)
    with pytest.raises(EventUnknown, match="No event is named bye"):
        PathsQuestion(start="bye[amount>1]").answer(shop)


# Names as they are written.

NAMES = ["x", "add[big]", "really?", "size[cm=3]", "x"]


def open_oddities(graph: Graph) -> None:
    records = [event("ann", day, name) for day, name in enumerate(NAMES)]
    load_records(graph, [*records, event("bea", 0, "x")], path="odd.csv", key="odd")
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def oddities(prepare: Prepare) -> Graph:
    return prepare(open_oddities)


def test_a_step_that_is_written_like_an_event_is_that_event(oddities: Graph):
    found = FunnelQuestion(steps=NAMES[:4]).answer(oddities)
    assert [(one.name, one.people) for one in found.steps] == [
        ("x", 2), ("add[big]", 1), ("really?", 1), ("size[cm=3]", 1),
    ]  # fmt: skip
    assert FunnelQuestion(steps=["really?", "x"], order="any").answer(oddities).steps[1].people == 1
    assert FunnelQuestion(steps=["x", "x"], exclude=["add[big]"]).answer(oddities).steps[1].people == 0


@pytest.mark.parametrize("name", ["add[big]", "really?", "size[cm=3]"])
def test_every_option_takes_a_name_as_it_is_written(oddities: Graph, name: str):
    assert steps(oddities, start=name)[0][1] == name
    assert sum(one.people for one in RetentionQuestion(start_event=name).answer(oddities).cohorts) == 1
    assert VariantsQuestion(filter={"did": name}).answer(oddities).units == 1
    assert VariantsQuestion(filter={"did_not": name}).answer(oddities).units == 1
    assert PatternsQuestion(contains=name, max_length=1).answer(oddities).patterns[0].events == (name,)


def test_alternatives_may_have_brackets_in_their_names(oddities: Graph):
    assert FunnelQuestion(steps=["x", "really?|add[big]"]).answer(oddities).steps[1].people == 1
    assert Filter.from_options({"did": "really?|add[big]"}).compile(oddities, oddities.calendar).conditions


def test_what_is_neither_a_name_nor_a_condition_is_refused_with_the_reason(oddities: Graph):
    for step, reason in [("x[big]", "'big' is not a condition"), ("x[big>much]", "not a number")]:
        with pytest.raises(QuestionInvalid, match=reason):
            FunnelQuestion(steps=["x", step]).answer(oddities)
        with pytest.raises(QuestionInvalid, match=reason):
            PathsQuestion(start=step).answer(oddities)
    with pytest.raises(QuestionInvalid, match="first step cannot be optional"):
        FunnelQuestion(steps=["x?", "add[big]"]).answer(oddities)
