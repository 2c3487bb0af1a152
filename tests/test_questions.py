"""Questions that are kept: by name in the graph, as files, and run again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from onepath.app.commands import cli
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.saved_questions import (
    PathDocument,
    PatternDocument,
    delete_question,
    find_question,
    list_questions,
    read_document,
    save_question,
    write_document,
)
from onepath.graph.store import Graph
from stored import store
from typer.testing import CliRunner

CHECKOUT = FunnelQuestion(steps=["cart[price>1]", "pay|buy"], within=timedelta(days=3), exclude=["refund"])


def test_a_question_is_kept_found_replaced_and_forgotten(graph: Graph):
    assert not save_question(graph, "Checkout", FunnelQuestion(steps=["a"]))
    assert save_question(graph, "Checkout", CHECKOUT)
    assert find_question(graph, "Checkout").question == CHECKOUT
    assert [one.name for one in list_questions(graph)] == ["Checkout"]
    delete_question(graph, "Checkout")
    assert list_questions(graph) == []


def test_a_document_has_its_kind_its_version_and_what_is_not_as_always():
    assert json.loads(write_document(CHECKOUT)) == {
        "kind": "funnel", "version": 1, "steps": ["cart[price>1]", "pay|buy"], "within": "P3D",
        "exclude": ["refund"],
    }  # fmt: skip
    assert read_document(write_document(CHECKOUT), "it") == CHECKOUT


def test_a_name_that_is_not_there_is_answered_with_the_nearest(graph: Graph):
    save_question(graph, "Checkout", CHECKOUT)
    with pytest.raises(QuestionInvalid) as error:
        find_question(graph, "Chekout")
    assert error.value.action == "There are: Checkout."


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("nonsense", "Invalid JSON"),
        ('{"kind": "funnel", "version": 9, "steps": ["a"]}', "version"),
        ('{"kind": "funnel", "version": 1, "steps": []}', "at least 1"),
        ('{"kind": "funnel", "version": 1, "steps": ["a"], "colour": "red"}', "colour"),
    ],
)
def test_a_document_that_cannot_be_asked_is_refused_with_the_reason(document: str, said: str):
    with pytest.raises(QuestionInvalid, match=said):
        read_document(document, "it")


KINDS = [
    CHECKOUT,
    PathDocument(start="a>b", depth=3, scope="session", groups=("x=a|b",), collapse=True),
    PatternDocument(contains="a", target="b", within=timedelta(days=1), support=0.1, limit=5),
]


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.kind)
def test_each_kind_of_question_reads_back_as_itself(graph: Graph, question):
    save_question(graph, "it", question)
    assert find_question(graph, "it").question == question


def test_a_document_names_one_end_of_its_paths():
    with pytest.raises(QuestionInvalid, match="start or end"):
        read_document('{"kind": "paths"}', "it")


@pytest.mark.parametrize(
    "words",
    [
        ("funnel", "a", "b", "--within", "1h"),
        ("paths", "--from", "a", "--depth", "2", "--scope", "session"),
        ("patterns", "--support", "0.5", "--target", "b"),
    ],
    ids=lambda words: words[0],
)
def test_a_question_that_was_kept_gives_the_same_answer_again(
    graph: Graph, here: Path, words: tuple[str, ...]
):
    store(graph, [[("a", 1_000_000), ("b", 2_000_000)], [("a", 1)]])
    first = CliRunner().invoke(cli, [*words, "--save", "it", "--json"], catch_exceptions=False)
    again = CliRunner().invoke(cli, ["question", "run", "it", "--json"], catch_exceptions=False)
    assert first.exit_code == again.exit_code == 0
    assert json.loads(again.stdout) == json.loads(first.stdout)


def test_a_question_goes_by_name_and_by_file_from_one_graph_to_another(graph: Graph, here: Path):
    def onepath(*words: str) -> str:
        result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    store(graph, [[("a", 1_000_000), ("b", 2_000_000)], [("a", 1)]])
    asked = json.loads(onepath("funnel", "a", "b", "--within", "1h", "--save", "Two steps", "--json"))
    assert json.loads(onepath("question", "run", "Two steps", "--json")) == asked
    Path("two.json").write_text(onepath("question", "show", "Two steps"))
    onepath("question", "remove", "Two steps")
    onepath("question", "add", "two.json")
    assert json.loads(onepath("question", "run", "two", "--json")) == asked
    (kept,) = json.loads(onepath("question", "list", "--json"))["questions"]
    assert (kept["name"], kept["kind"], kept["link"]) == ("two", "funnel", "/funnel?question=two")
