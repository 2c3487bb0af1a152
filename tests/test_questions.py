"""Questions that are kept: by name in the graph, as files, and run again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from onepath.app.commands.main import app
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.questions import (
    find_question,
    read_document,
    remove_question,
    save_question,
    saved_questions,
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
    assert [one.name for one in saved_questions(graph)] == ["Checkout"]
    remove_question(graph, "Checkout")
    assert saved_questions(graph) == []


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


def test_a_question_goes_by_name_and_by_file_from_one_graph_to_another(graph: Graph, here: Path):
    def onepath(*words: str) -> str:
        result = CliRunner().invoke(app, list(words), catch_exceptions=False)
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
