"""Questions of every kind: documents, saved by name, as files, and as commands that run the same."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from shlex import split
from typing import Any

import pytest
from command_line import answered, complaint, printed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.commands import cli, query, question_command
from onepath.app.explorer.page_files import PAGE_OF_KIND
from onepath.graph.changes import DayRange
from onepath.graph.conditions import Filter, read_exclusion, read_step
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import PathsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.outcomes import MODELS, Orders
from onepath.graph.patterns import KINDS as DRIVER_KINDS
from onepath.graph.questions import Question, options_of
from onepath.graph.saved_questions import (
    KINDS,
    delete_question,
    find_question,
    list_questions,
    read_document,
    save_question,
    unreadable_questions,
    write_document,
)
from onepath.graph.store import Graph
from stored import store
from typer.testing import CliRunner

CHECKOUT = FunnelQuestion(steps=["cart[price>1]", "pay|buy"], within=timedelta(days=3), exclude=["refund"])

# Any question.

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
"""Names of events and properties: whatever may come from the command line."""
STEPS = st.sampled_from(
    ["cart", "pay|buy", "a,b", "-x", "cart[price>1 & tier=gold]", "view?", "view_*@web", "a\\|b[x~1,2]"]
).map(read_step)
EXCLUSIONS = st.sampled_from(["refund", "1-2:a,b[x=1]", "1-2:refund"]).map(read_exclusion)
DURATIONS = st.one_of(
    st.timedeltas(timedelta(microseconds=1), timedelta(days=400)),
    st.sampled_from([timedelta(days=7), timedelta(hours=36), timedelta(seconds=90)]),
)
COUNTS = st.integers(1, 50)
DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1))
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "since": DAYS.filter(lambda day: day.year < 2000),
        "until": DAYS.filter(lambda day: day.year >= 2000),
        "source": st.sampled_from(["web", "-app"]),
        "did": st.sampled_from(["purchase", "a|b"]),
        "did_not": st.just("refund"),
        "attribute": st.just("crm.tier=gold"),
    },
).map(Filter.from_options)
INTERVALS = st.sampled_from(["day", "week", "month"])
PEOPLE_OR_SESSIONS = st.sampled_from(["people", "sessions"])
FLOW: Mapping[str, st.SearchStrategy[Any]] = {
    "count": PEOPLE_OR_SESSIONS,
    "label": st.sampled_from(["event", "source", "both"]),
    "group_events": st.lists(st.sampled_from(["view=view_*|list", "(other)=a|b"]), max_size=2).map(tuple),
    "collapse": st.booleans(),
}
COMPARE = st.sampled_from(
    ["did:a|b", "source:web,app", "period:2026-01-01..2026-01-02,2026-02-01..2026-02-02"]
)
ORDERS = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(sorted).map(lambda pair: Orders(*pair))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | NAMES, lambda inner: st.lists(inner, max_size=2)
)
CALENDAR: Mapping[str, st.SearchStrategy[Any]] = {
    "time_zone": st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York"]),
    "week_start": st.sampled_from(["monday", "sunday", "saturday"]),
}
FIELDS: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "funnel": {
        "steps": st.lists(STEPS, min_size=3, max_size=4).map(lambda steps: [read_step("first"), *steps]),
        "within": DURATIONS, "order": st.sampled_from(["ordered", "strict"]),
        "exclude": st.lists(EXCLUSIONS, max_size=2).map(tuple), "constant": NAMES,
        "count": st.sampled_from(["people", "sessions", "attempts"]),
        "attempt": st.sampled_from(["furthest", "first"]),
        "by": st.sampled_from(["source", "first.source", "user.tier"]), "details": st.booleans(),
        "trend": st.sampled_from(["day", "week", "month"]), "ties": st.sampled_from(["source", "steps"]),
    },
    "paths": {"start": NAMES, "depth": st.integers(1, 10), "limit": COUNTS, **FLOW},
    "transitions": {"slowest": st.booleans(), "limit": COUNTS, **FLOW},
    "rework": {"limit": COUNTS, **FLOW},
    "variants": {"limit": COUNTS, **FLOW},
    "step_matrix": {"compare": COMPARE, "around": NAMES, "depth": st.integers(1, 50), **FLOW},
    "transition_matrix": {"compare": COMPARE, **FLOW},
    "patterns": {
        "contains": NAMES, "target": NAMES, "min_support": st.floats(0.001, 1), "min_count": COUNTS,
        "max_length": st.integers(3, 20), "min_length": st.integers(1, 3), "max_gap": st.integers(0, 9),
        "within": DURATIONS, "closed": st.booleans(), "collapse": st.booleans(),
        "ignore": st.lists(NAMES, max_size=2).map(tuple),
        "sort": st.sampled_from(["effect", "people"]), "count": PEOPLE_OR_SESSIONS, "limit": COUNTS,
    },
    "drivers": {
        "target": NAMES, "lookback": DURATIONS,
        "kinds": st.lists(st.sampled_from(DRIVER_KINDS), min_size=1, unique=True).map(tuple),
        "min_people": COUNTS, "min_share": st.floats(0, 1), "limit": COUNTS,
    },
    "attribution": {
        "target": NAMES, "touch": NAMES, "by": NAMES, "every": st.booleans(), "lookback": DURATIONS,
        "half_life": DURATIONS, "keep_repeats": st.booleans(),
        "direct": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
        "not_a_channel": st.lists(NAMES, max_size=2).map(tuple),
        "models": st.lists(st.sampled_from([*MODELS]), max_size=2).map(tuple),
    },
    "retention": {
        "start_event": NAMES, "return_event": NAMES, "interval": INTERVALS,
        "mode": st.sampled_from(["exact", "unbounded"]), "by": NAMES, "periods": st.integers(0, 99),
        "brackets": st.sampled_from([None, "0,1-7,8-30", "7"]), "later_day": st.booleans(),
    },
    "active_users": {"event": NAMES, "interval": INTERVALS},
    "lifecycle": {"event": NAMES, "interval": INTERVALS},
    "frequency": {"event": NAMES, "interval": INTERVALS, "times": st.booleans()},
    "duration": {"count": PEOPLE_OR_SESSIONS},
    "arrivals": {"count": PEOPLE_OR_SESSIONS, "interval": INTERVALS},
    "prediction": {"previous": ORDERS, "after": NAMES, "holdout": st.floats(0.01, 0.99)},
    "changes": {
        "days": st.tuples(DAYS, DAYS).map(sorted).map(lambda days: DayRange(*days)), "max_days": COUNTS,
        "steps": st.lists(STEPS, max_size=2).map(lambda steps: (read_step("first"), *steps)),
        "within": DURATIONS, "by": st.lists(NAMES, max_size=2).map(tuple),
    },
    "cypher": {
        "text": NAMES, "parameters": st.dictionaries(st.sampled_from(["who", "of"]), JSON, max_size=2),
        "timeout": st.floats(1, 100), "limit": COUNTS,
    },
}  # fmt: skip
"""What each field of each kind can be; required ones are always there."""
ALWAYS = {"steps", "target", "text", "start"}


@st.composite
def questions(draw: st.DrawFn, kind: str) -> Question[Any]:
    """A question of a kind, with some of its fields."""
    model = KINDS[kind]
    of = {**FIELDS[kind], **(CALENDAR if model.has_days else {})}
    given = {
        name: draw(one)
        for name, one in of.items()
        if (name in ALWAYS and kind != "changes") or draw(st.booleans())
    }
    if model.takes_filter:
        given["filter"] = draw(FILTERS)
    return model(**given)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_document_reads_back_as_the_same_question(kind: str, data: st.DataObject):
    question = data.draw(questions(kind))
    assert read_document(write_document(question), "it") == question


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_command_line_of_a_question_runs_the_same_question(kind: str, data: st.DataObject):
    question = data.draw(questions(kind))
    assert parsed(question.command_line()) == question


def parsed(words: tuple[str, ...]) -> Question[Any]:
    """The question that the real command makes of these words, without running it."""
    found: list[Question[Any]] = []

    def keep(question: Question[Any], *more: object, **options: object) -> None:
        found.append(question)

    with pytest.MonkeyPatch.context() as patch:
        for module in (question_command, query):
            patch.setattr(module, "run_question", keep)
        result = CliRunner().invoke(cli, list(words[1:]), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return found[0]


def test_every_field_of_every_kind_is_tried_and_has_an_option():
    for kind, model in KINDS.items():
        own = set(model.model_fields) - {"kind", "version", "filter"}
        assert set(options_of(model)) == own
        left = {"paths": {"end"}, "patterns": {"compare"}, "prediction": {"person"},
                "funnel": {"mode", "clickhouse_modes"}}  # fmt: skip
        assert own - set(FIELDS[kind]) - set(CALENDAR) == left.get(kind, set())


@pytest.mark.parametrize(
    "question",
    [
        PathsQuestion(end="-a>b"),
        KINDS["patterns"](compare="did:-x"),
        KINDS["prediction"](person="cookie:-1"),
        FunnelQuestion(steps=["-a", "b"], mode="clickhouse", clickhouse_modes=("strict_order",)),
    ],
)
def test_fields_that_leave_no_room_for_others_are_options_too(question: Question[Any]):
    assert parsed(question.command_line()) == question
    assert read_document(write_document(question), "it") == question


def test_each_kind_has_its_page_in_the_explorer():
    assert set(PAGE_OF_KIND) == set(KINDS)


# Documents.


def test_a_document_has_its_kind_its_version_and_what_is_not_as_usual():
    assert json.loads(write_document(CHECKOUT)) == {
        "kind": "funnel", "version": 1, "steps": ["cart[price>1]", "pay|buy"], "within": "P3D",
        "exclude": ["refund"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("nonsense", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"kind": "poem"}', "its kind is not one of funnel, paths"),
        ('{"kind": "funnel", "version": 9, "steps": ["a"]}', "version"),
        ('{"kind": "funnel", "version": 1, "steps": []}', "at least 1"),
        ('{"kind": "funnel", "version": 1, "steps": ["a"], "colour": "red"}', "colour"),
        ('{"kind": "paths"}', "--from or --to"),
        ('{"kind": "changes", "filter": {"did": ["a"]}}', "takes no filter"),
        ('{"kind": "transitions", "filter": {"since": "2026-02-01", "until": "2026-01-01"}}', "later than"),
    ],
)
def test_a_document_that_cannot_be_run_is_refused_with_the_reason(document: str, said: str):
    with pytest.raises(QuestionInvalid, match=said):
        read_document(document, "it")


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(QuestionInvalid) as error:
        read_document('{"kind": "funnel", "steps": [], "within": "soon", "count": "cats"}', "it")
    for fault in ("steps", "within", "count"):
        assert fault in error.value.message


# Saved by name, and as files.


def test_a_question_is_saved_found_replaced_and_deleted(graph: Graph):
    assert not save_question(graph, "Checkout", FunnelQuestion(steps=["a"]))
    assert save_question(graph, "Checkout", CHECKOUT)
    assert find_question(graph, "Checkout").question == CHECKOUT
    assert [one.name for one in list_questions(graph)] == ["Checkout"]
    delete_question(graph, "Checkout")
    assert list_questions(graph) == []


def test_a_question_that_cannot_be_read_is_listed_with_the_reason_and_can_be_removed(
    graph: Graph, here: Path
):
    save_question(graph, "Checkout", CHECKOUT)
    for name, document in (
        ("Infinite", '{"kind": "patterns", "support": 1e999}'),
        ("Newer", '{"kind": "x"}'),
    ):
        graph.run("internal/questions/save", name=name, kind="patterns", document=document)
    assert [one.name for one in list_questions(graph)] == ["Checkout"]
    listed = answered("question", "list")
    assert [one["name"] for one in listed["questions"]] == ["Checkout"]
    assert listed["questions"][0]["link"] == "/funnels?question=Checkout"
    assert {one["name"]: "not a question" in one["why"] for one in listed["unreadable"]} == {
        "Infinite": True,
        "Newer": True,
    }
    assert "not a question" in complaint("question", "run", "Newer")
    printed("question", "remove", "Infinite")
    delete_question(graph, "Newer")
    assert unreadable_questions(graph) == []


def test_a_name_that_is_not_there_is_answered_with_the_nearest(graph: Graph):
    save_question(graph, "Checkout", CHECKOUT)
    with pytest.raises(QuestionInvalid) as error:
        find_question(graph, "Chekout")
    assert error.value.action == "There are: Checkout."


SMALL: Mapping[str, str] = {
    "funnel": "funnel a b --within 1h",
    "paths": "paths --from a --depth 2 --count sessions",
    "transitions": "transitions --slowest --did b",
    "rework": "rework --count sessions",
    "variants": "variants --limit 1",
    "step_matrix": "matrix steps --depth 2",
    "transition_matrix": "matrix transitions --compare did:b",
    "patterns": "patterns --min-support 0.5 --target b",
    "drivers": "drivers b --min-people 1",
    "attribution": "attribution b --every",
    "retention": "retention --interval day",
    "active_users": "active --interval week",
    "lifecycle": "lifecycle --event a",
    "frequency": "frequency --times",
    "duration": "duration --count sessions",
    "arrivals": "arrivals --interval month",
    "prediction": "predict --after a",
    "changes": "change --max-days 3",
    "cypher": "query --cypher 'MATCH (p:Person) RETURN count(p) AS people'",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_is_saved_and_run_by_name(graph: Graph, here: Path, kind: str):
    store(graph, {"p0000": [("a", 1_000_000), ("b", 2_000_000)], "pffff": [("a", 1), ("b", 2), ("a", 3)]})
    first = answered(*split(SMALL[kind]), "--save", "it")
    assert answered("question", "run", "it") == first
    assert printed("question", "run", "it")
    (listed,) = answered("question", "list")["questions"]
    assert (listed["kind"], listed["link"]) == (kind, f"/{PAGE_OF_KIND[kind]}?question=it")
    assert parsed(tuple(split(listed["command"]))) == find_question(graph, "it").question


def test_the_people_behind_a_number_of_a_saved_question(graph: Graph, here: Path):
    store(graph, [[("a", 1_000_000), ("b", 2_000_000)], [("a", 1)]])
    answered("funnel", "a", "b", "--save", "it")
    people = answered("question", "run", "it", "--people", "1.dropped")
    assert [one["oneid"] for one in people["people"]] == ["p1"]


def test_a_question_goes_by_file_from_one_graph_to_another(graph: Graph, here: Path):
    store(graph, [[("a", 1_000_000), ("b", 2_000_000)], [("a", 1)]])
    first = answered("funnel", "a", "b", "--within", "1h", "--save", "Two steps")
    Path("two.json").write_text(printed("question", "show", "Two steps"))
    printed("question", "remove", "Two steps")
    printed("question", "add", "two.json")
    assert answered("question", "run", "two") == first
    Path("bad.json").write_text('{"kind": "funnel", "steps": ["a"], "within": "soon"}')
    assert "within" in complaint("question", "add", "bad.json")
