"""The same options filter every question over journeys: answers, people and saved questions."""

import json
from pathlib import Path

import pytest
from command_line import answered, complaint, printed
from onepath.app.commands import cli
from onepath.graph.store import Graph
from prepared import Prepare
from stored import store
from typer.testing import CliRunner

DAY = 86_400_000_000
SHOP = [
    [("view", 0), ("cart", 1), ("buy", 2)],
    [("app/view", 0), ("app/cart", 1), ("help", 2)],
    [("view", DAY), ("cart", DAY + 1), ("app/buy", 2 * DAY)],
    [("app/view", DAY), ("help", DAY + 1)],
]


def store_shop(graph: Graph) -> None:
    store(graph, SHOP)
    graph.statement(
        "UNWIND ['p1', 'p2'] AS oneid MATCH (person:Person {oneid: oneid}) "
        "CREATE (:User {key: 'crm:' + oneid, source: 'crm', user_id: oneid, tier: 'gold'})"
        "-[:HAS]->(:Identifier {key: 'crm_id:' + oneid})-[:IDENTIFIES]->(person)"
    )


@pytest.fixture
def shop(folder: Path, prepare: Prepare) -> Graph:
    return prepare(store_shop)


GOLD_OR_LATE = {
    "kind": "or",
    "conditions": [
        {"kind": "attribute", "source": "crm", "name": "tier", "value": "gold"},
        {"kind": "date_range", "since": "1970-01-02"},
    ],
}
FILTERED = (
    (("--source", "app"), "from app", {1, 3}),
    (("--did", "buy"), "did buy", {0, 2}),
    (("--did-not", "help"), "did not help", {0, 2}),
    (("--since", "1970-01-02", "--until", "1970-01-02"), "1970-01-02..1970-01-02", {2, 3}),
    (("--until", "1970-01-01", "--did", "help"), "..1970-01-01, did help", {1}),
    (("--did", "buy", "--did", "cart@web"), "did buy, did cart@web", {0, 2}),
    (("--source", "app", "--source", "web", "--did-not", "buy"), "from app or web, did not buy", {1, 3}),
    (("--attribute", "crm.tier=gold"), "with an account where crm.tier=gold", {1, 2}),
    (
        ("--where", json.dumps(GOLD_OR_LATE)),
        "(with an account where crm.tier=gold or 1970-01-02..)",
        {1, 2, 3},
    ),
)


@pytest.mark.parametrize(("options", "sentence", "people"), FILTERED)
def test_paths_transitions_variants_matrices_and_patterns_are_of_those(
    shop: Graph, options, sentence, people
):
    carts = len(people & {0, 1, 2})
    found = answered("paths", "--from", "view", *options)
    assert found["filter"] == sentence
    assert sum(one["people"] for one in found["steps"]) == len(people)
    assert sum(one["people"] for one in found["steps"] if one["to_event"] == "cart") == carts
    found = answered("transitions", *options)
    assert found["filter"] == sentence
    assert sum(one["occurrences"] for one in found["transitions"] if one["to_event"] == "cart") == carts
    assert answered("transitions", "--slowest", *options)["filter"] == sentence
    assert answered("rework", *options)["events"] == []
    assert answered("variants", *options)["units"] == len(people)
    for kind in ("steps", "transitions"):
        found = answered("matrix", kind, *options)
        assert found["filter"] == sentence
        place = "1" if kind == "steps" else "cart"
        cells = [one for one in found["cells"] if (one["row"], one["column"]) == ("view", place)]
        assert sum(one["units"] for one in cells) == (len(people) if kind == "steps" else carts)
        of = "1.view" if kind == "steps" else "view>cart"
        who = answered("matrix", kind, *options, "--people", of)
        assert {one["oneid"] for one in who["people"]} <= {f"p{n}" for n in people}
    found = answered("patterns", "--max-length", "1", *options)
    assert (found["filter"], found["units"]) == (sentence, len(people))
    assert answered("patterns", "--people", "view", *options)["count"] == len(people)


def test_titles_say_the_filter(shop: Graph):
    for words in (
        ("paths", "--from", "view"), ("transitions",), ("rework",), ("variants",),
        ("matrix", "steps"), ("patterns",), ("patterns", "--target", "cart"), ("funnel", "view", "cart"),
        ("attribution", "buy"), ("retention", "--interval", "day"), ("drivers", "buy", "--min-people", "1"),
        ("predict",), ("active",), ("lifecycle",), ("frequency",), ("duration",), ("arrivals",),
    ):  # fmt: skip
        # A title is wrapped to the width of its table.
        filtered, whole = printed(*words, "--did", "buy").split(), printed(*words).split()
        assert "did buy" in " ".join(filtered), words
        assert "did buy" not in " ".join(whole), words


def test_people_are_of_those_too(shop: Graph):
    def who(*words: str) -> set[str]:
        return {one["oneid"] for one in answered(*words)["people"]}

    assert who("paths", "--from", "view", "--people", "1.view>cart", "--source", "web") == {"p0", "p2"}
    assert who("transitions", "--people", "view>cart", "--did", "help") == {"p1"}
    assert who("variants", "--people", "view>cart>buy", "--since", "1970-01-02") == {"p2"}


def test_a_funnel_is_of_attempts_that_begin_so(shop: Graph):
    def people(*options: str) -> list[int]:
        return [step["people"] for step in answered("funnel", "view", "cart", "buy", *options)["steps"]]

    assert people() == [4, 3, 2]
    assert people("--source", "app") == [2, 1, 0]
    assert people("--did-not", "help") == [2, 2, 2]
    assert people("--since", "1970-01-02", "--source", "web") == [1, 1, 1]
    listed = answered("funnel", "view", "cart", "buy", "--source", "app", "--people", "1")["people"]
    assert {one["oneid"] for one in listed} == {"p1", "p3"}


def test_attribution_is_of_paths_that_end_so(shop: Graph):
    assert answered("attribution", "buy")["conversions"] == 2
    assert answered("attribution", "buy", "--source", "app")["conversions"] == 1
    assert answered("attribution", "buy", "--until", "1970-01-02")["conversions"] == 1
    found = answered("attribution", "buy", "--did", "help")
    assert (found["conversions"], found["not_converted"], found["filter"]) == (0, 2, "did help")
    others = answered("attribution", "buy", "--did", "help", "--people", "not-converted:app")
    assert {one["oneid"] for one in others["people"]} == {"p1", "p3"}


def test_retention_is_of_people_who_began_so(shop: Graph):
    found = answered("retention", "--interval", "day", "--source", "web")
    assert (found["overall"]["people"], found["filter"]) == (2, "from web")
    one_day = ("--since", "1970-01-02", "--until", "1970-01-02")
    found = answered("retention", "--interval", "day", *one_day)
    assert [(one["cohort"], one["people"]) for one in found["cohorts"]] == [("1970-01-02", 2)]
    listed = answered("retention", "--interval", "day", *one_day, "--people", "1970-01-02.1")
    assert [one["oneid"] for one in listed["people"]] == ["p2"]
    assert "Nobody is in a cohort" in printed("retention", "--since", "1990-01-01", COLUMNS="200")


def test_drivers_compare_people_who_began_so(shop: Graph):
    least = ("--min-people", "1", "--min-share", "0")
    found = answered("drivers", "buy", "--source", "app", *least)
    assert (found["people"], found["converters"], found["filter"]) == (2, 0, "from app")
    others = {one["driver"]: one["non_converters"] for one in found["drivers"]}
    assert others == {"view": 2, "help": 2, "cart": 1, "crm: tier = gold": 1}
    who = answered("drivers", "buy", "--source", "app", *least, "--people", "cart")
    assert [one["oneid"] for one in who["people"]] == ["p1"]


def test_the_next_event_is_trained_on_people_who_began_so(shop: Graph):
    found = answered("predict", "--after", "cart", "--did", "buy")
    assert (found["trained"] + found["holdout"], found["filter"]) == (2, "did buy")
    assert [(one["event"], one["occurrences"]) for one in found["next"] if one["occurrences"]] == [("buy", 2)]
    who = answered("predict", "--after", "cart", "--people", "buy", "--since", "1970-01-02")
    assert [one["oneid"] for one in who["people"]] == ["p2"]
    assert "No journey fits the filter: 1990-01-01" in complaint("predict", "--since", "1990-01-01")


@pytest.mark.parametrize(
    "words",
    [
        ("paths", "--from", "view"), ("funnel", "view", "cart"), ("patterns", "--min-support", "0.5"),
    ],
)  # fmt: skip
def test_a_saved_question_keeps_its_filter(shop: Graph, words: tuple[str, ...]):
    asked = answered(*words, "--source", "app", "--did-not", "buy", "--since", "1970-01-02", "--save", "One")
    assert answered("question", "run", "One") == asked != answered(*words)
    shown = CliRunner().invoke(cli, ["question", "show", "One"]).stdout
    assert json.loads(shown)["filter"] == {"source": ["app"], "did_not": ["buy"], "since": "1970-01-02"}


def test_what_is_not_there_is_a_complaint(shop: Graph):
    for words in (
        ("transitions",),
        ("patterns",),
        ("funnel", "view"),
        ("attribution", "buy"),
        ("retention",),
    ):
        assert "'till'" in complaint(*words, "--source", "till")
    for words in (("paths", "--from", "view"), ("funnel", "view")):
        assert "nowhere" in complaint(*words, "--did", "nowhere")
        assert "later than" in complaint(*words, "--since", "1970-01-02", "--until", "1970-01-01")
        assert "Invalid JSON" in complaint(*words, "--where", "{")
        assert "'tire'" in complaint(*words, "--attribute", "crm.tire=gold")
