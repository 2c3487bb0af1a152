"""What `docs/flows.md` says of its four people is what the commands answer, and opens to them."""

from pathlib import Path

import pytest
from command_line import answered, complaint, printed
from onepath.graph.store import Graph
from prepared import Prepare
from visits import store_visits

EXAMPLE = [
    [[("view", 1), ("view", 2), ("cart", 3)], [("shop/pay", 4)]],
    [[("view", 1), ("cart", 2), ("view", 3), ("cart", 4)]],
    [[("view", 1)], [("shop/pay", 2)]],
    [[("shop/pay", 1)]],
]


def store_example(graph: Graph) -> None:
    store_visits(graph, EXAMPLE)


@pytest.fixture
def example(folder: Path, prepare: Prepare) -> Graph:
    return prepare(store_example)


def test_paths_fold_what_is_rare(example: Graph):
    found = answered("paths", "--from", "view", "--depth", "2", "--limit", "1")
    assert (found["event"], found["direction"]) == ("view", "after")
    assert [tuple(step.values()) for step in found["steps"]] == [
        (1, "view", "cart", 2, 3, 0),
        (1, "view", "(other)", 2, 2, 2),
        (2, "cart", "(other)", 2, 2, 2),
        (2, "(other)", "(end)", 1, 1, 0),
        (2, "(other)", "cart", 1, 1, 0),
        (2, "cart", "(end)", 1, 1, 0),
    ]
    assert "(other): 2 events" in printed("paths", "--from", "view", "--limit", "1")


def test_web_then_shop(example: Graph):
    found = answered("paths", "--from", "web", "--label", "source", "--collapse")["steps"]
    assert [(step["to_event"], step["occurrences"]) for step in found] == [("shop", 2), ("(end)", 1)]


def test_transitions_and_rework(example: Graph):
    found = answered("transitions")["transitions"]
    [edge] = [one for one in found if (one["from_event"], one["to_event"]) == ("view", "cart")]
    assert (edge["occurrences"], edge["people"], edge["median_seconds"]) == (3, 2, None)
    slow = answered("transitions", "--slowest")["transitions"]
    assert {one["median_seconds"] for one in slow} == {None, 1e-6}
    again = answered("rework")
    assert [one["repeats"] for one in again["events"] if one["event"] == "view"] == [2]
    assert [(loop["event"], loop["via"], loop["occurrences"]) for loop in again["loops"]] == [
        ("cart", "view", 1), ("view", "cart", 1),
    ]  # fmt: skip
    assert "Back-and-forth loops" in printed("rework")


def test_variants_by_session(example: Graph):
    found = answered("variants", "--count", "sessions")
    assert (found["units"], found["variants"]) == (6, 4)
    first = found["shown"][0]
    assert (first["text"], first["units"], first["people"]) == ("pay", 3, 3)
    assert found["coverage"][-1] == {"variants": 4, "units": 6, "share": 1}


def test_matrices_of_two_groups(example: Graph):
    found = answered("matrix", "transitions", "--compare", "did:cart")
    assert found["groups"] == ["did cart", "did not cart"]
    [cell] = [one for one in found["cells"] if (one["row"], one["column"]) == ("view", "cart")]
    assert (cell["share"], cell["other_share"], cell["difference"]) == (0.75, 0, 0.75)
    assert "+75.0" in printed("matrix", "transitions", "--compare", "did:cart")
    steps = answered("matrix", "steps", "--depth", "1")
    assert [(cell["row"], cell["units"], cell["share"]) for cell in steps["cells"]] == [
        ("view", 3, 0.75), ("pay", 1, 0.25),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "people", "occurrences"),
    [
        ("paths --from view --people 1.view>cart", 2, 3),
        ("paths --to pay --people 1.view>pay", 1, 1),
        ("transitions --people view>cart", 2, 3),
        ("transitions --people (start)>view", 3, 3),
        ("rework --people view>cart>view", 1, 1),
        ("rework --people view", 2, 2),
        ("variants --count sessions --people pay", 3, 3),
        ("variants --people view>cart>view>cart", 1, 1),
        ("matrix steps --people 1.view", 3, 3),
        ("matrix steps --around pay --people -1.(start)", 1, 1),
        ("matrix transitions --compare did:cart --people second:view>pay", 1, 1),
    ],
)
def test_every_number_opens_to_its_people(example: Graph, question: str, people: int, occurrences: int):
    found = answered(*question.split())
    assert (found["count"], found["occurrences"], len(found["people"])) == (people, occurrences, people)
    often = "" if occurrences == people else f", {occurrences} occurrences"
    assert f"{people} people{often}: " in printed(*question.split())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("paths --from veiw", "view"),
        ("paths --from view --people 1.cart>view", "next to view"),
        ("paths --from view --people 1.view>(other)", "every event there is named"),
        ("matrix steps --around veiw", "view"),
        ("variants --people view>nothing", "No event is named nothing"),
        ("journeys export log.doc", ".parquet"),
    ],
)
def test_a_question_that_cannot_be_asked_is_answered_with_what_to_do(
    example: Graph, question: str, said: str
):
    assert said in complaint(*question.split())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("matrix transitions --compare sex", "did:EVENT"),
        ("transitions --group-events view", "not a group"),
    ],
)
def test_a_question_that_is_wrong_by_itself_is_a_wrong_command_line(example: Graph, question: str, said: str):
    assert said in complaint(*question.split(), code=2, COLUMNS="200")
