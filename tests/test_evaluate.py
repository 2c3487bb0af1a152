"""How right the people are: figures counted by hand, and by going through every pair."""

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import answered, complaint, printed
from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.errors import GraphError
from onepath.graph.evaluation.measurement import evaluate_graph, sweep
from onepath.graph.evaluation.scores import evaluate
from onepath.graph.identity import default_rules, resolve
from onepath.graph.identity.components import connected_components
from onepath.graph.ingest import load_records
from onepath.graph.store import Graph
from onepath.loaders.errors import ColumnMissing, FileUnreadable, InputError, TruthInvalid
from onepath.loaders.records import UserRecord
from onepath.loaders.truth import read_truth

# Anna has a, b, c; Ben has d, e. The people are 1: a b d, 2: c, 3: e.
TRUTH = {"a": "Anna", "b": "Anna", "c": "Anna", "d": "Ben", "e": "Ben"}
FOUND = {"a": "1", "b": "1", "d": "1", "c": "2", "e": "3"}


def test_pairwise_is_counted_over_pairs():
    # Claimed: ab ad bd. True: ab ac bc de. Right: ab.
    score = evaluate(FOUND, TRUTH).found.pairwise
    assert (score.precision, score.recall) == (1 / 3, 1 / 4)
    assert score.f1 == pytest.approx(2 / 7)


def test_bcubed_is_the_mean_over_identifiers():
    score = evaluate(FOUND, TRUTH).found.bcubed
    # In the order a b c d e.
    assert score.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3 + 1) / 5)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5)


def test_only_pairs_that_true_links_connect_are_connectable():
    # ab and bc are true and connect all of Anna; cd is not, and so d and e are not connected.
    measured = evaluate(FOUND, TRUTH, [("a", "b"), ("b", "c"), ("c", "d")])
    assert measured.connectable == 3 / 4
    assert measured.found.connectable_recall == 1 / 3


def test_plain_components_follow_every_link_true_or_not():
    measured = evaluate(FOUND, TRUTH, [("a", "b"), ("b", "c"), ("c", "d")])
    # abcd is one: of its 6 pairs ab ac bc are right.
    assert (measured.baseline.pairwise.precision, measured.baseline.pairwise.recall) == (1 / 2, 3 / 4)
    assert (measured.found.largest_false_person, measured.baseline.largest_false_person) == (3, 4)


def test_mistakes_name_an_identifier_of_each_side_to_open():
    measured = evaluate(FOUND, TRUTH).found
    (over,) = measured.over_merged.examples
    assert (over.oneids, over.true_people, over.identifiers) == (["1"], ["Anna", "Ben"], ["a", "d"])
    assert measured.under_merged.count == 2
    assert [(e.true_people, e.oneids, e.identifiers) for e in measured.under_merged.examples] == [
        (["Anna"], ["1", "2"], ["a", "c"]),
        (["Ben"], ["1", "3"], ["d", "e"]),
    ]


def test_at_most_ten_mistakes_are_shown_the_largest_first():
    truth = {f"{person}{n}": person for person in "abcdefghijklm" for n in range(2)} | {"m2": "m"}
    measured = evaluate({key: key for key in truth}, truth).found.under_merged
    assert measured.count == 13
    assert [example.true_people for example in measured.examples] == [[person] for person in "mabcdefghi"]


def test_identifiers_that_only_one_side_knows_count_for_nothing():
    measured = evaluate(FOUND | {"x": "1"}, TRUTH | {"y": "Ben", "z": "Ben"})
    assert (measured.unknown.in_truth, measured.unknown.in_graph) == (2, 1)
    assert measured.found == evaluate(FOUND, TRUTH).found


def test_a_link_through_an_identifier_that_the_truth_does_not_know_still_joins_the_plain_way():
    measured = evaluate(FOUND | {"x": "4"}, TRUTH, [("a", "x"), ("x", "d")])
    assert measured.baseline.largest_false_person == 2


def test_who_joins_nobody_says_nothing_wrong():
    measured = evaluate({key: key for key in TRUTH}, TRUTH)
    assert (measured.found.pairwise.precision, measured.found.pairwise.recall) == (1, 0)
    assert (measured.found.pairwise.f1, measured.found.largest_false_person) == (0, 0)


partitions = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from("123"), min_size=1)
links = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")))


@given(partitions, partitions, links)
def test_the_figures_are_those_of_going_through_every_pair(found, truth, some):
    some = [(a, b) for a, b in some if a in found and b in found]
    measured = evaluate(found, truth, some)
    keys = sorted(found.keys() & truth.keys())
    true_links = connected_components(truth, [(a, b) for a, b in some if truth.get(a, 0) == truth.get(b, 1)])
    for people, quality in ((found, measured.found), (connected_components(found, some), measured.baseline)):
        claimed = {pair for pair in combinations(keys, 2) if people[pair[0]] == people[pair[1]]}
        true = {pair for pair in combinations(keys, 2) if truth[pair[0]] == truth[pair[1]]}
        shown = {pair for pair in true if true_links[pair[0]] == true_links[pair[1]]}
        assert quality.pairwise.precision == share(claimed & true, claimed)
        assert quality.pairwise.recall == share(claimed & true, true)
        assert quality.connectable_recall == share(claimed & shown, shown)
        assert measured.connectable == share(shown, true)
        own = {key: {k for k in keys if people[k] == people[key]} for key in keys}
        theirs = {key: {k for k in keys if truth[k] == truth[key]} for key in keys}
        for figure, whole in ((quality.bcubed.precision, own), (quality.bcubed.recall, theirs)):
            shares = [len(own[key] & theirs[key]) / len(whole[key]) for key in keys]
            assert figure == pytest.approx(sum(shares) / len(keys) if keys else 1)
        wrong = [len(own[key]) for key in keys if own[key] - theirs[key]]
        assert quality.largest_false_person == max(wrong, default=0)


def share(part: set, whole: set) -> float:
    return len(part) / len(whole) if whole else 1.0


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        (b"", FileUnreadable, "is empty"),
        (b"identifier,person\n", TruthInvalid, "no rows"),
        (b"identifier,whose\ncookie:c,p\n", ColumnMissing, "lacks the column person"),
        (
            b"identifier,person\ncookie:c,p\ncookie:c,q\n",
            TruthInvalid,
            "row 2: .* q here and p above",
        ),
        (b"identifier,person\ncookie:c,\n", TruthInvalid, "row 1: no person"),
        (b"identifier,person\ncookie:c\n", TruthInvalid, "row 1: 1 cells"),
    ],
)
def test_a_truth_that_is_none_is_refused(tmp_path: Path, text: bytes, error: type[InputError], said: str):
    path = tmp_path / "truth.csv"
    path.write_bytes(text)
    with pytest.raises(error, match=said):
        read_truth(path)


def test_the_same_word_twice_is_one_word(tmp_path: Path):
    path = tmp_path / "truth.csv"
    path.write_text("person,identifier,note\np,cookie:c,x\np,cookie:c,y\n")
    assert read_truth(path) == {"cookie:c": "p"}


def accounts(graph: Graph) -> None:
    """Two accounts with one cookie, of Anna and Ben; a merge rule keeps their members separate."""
    load_records(
        graph,
        [UserRecord("crm", "1", ("member:a", "cookie:c")), UserRecord("crm", "2", ("member:b", "cookie:c"))],
        path="test",
        key="k",
    )


def test_the_people_of_the_graph_are_measured_beside_plain_components(graph: Graph):
    accounts(graph)
    resolve(graph)
    measured = evaluate_graph(
        graph, {"member:a": "Anna", "member:b": "Ben", "cookie:c": "Ben"}, default_rules()
    )
    assert (measured.found.largest_false_person, measured.baseline.largest_false_person) == (0, 3)
    assert (measured.baseline.pairwise.precision, measured.baseline.pairwise.recall) == (1 / 3, 1)


def test_a_graph_that_is_not_resolved_or_shares_nothing_is_told(graph: Graph):
    accounts(graph)
    with pytest.raises(GraphError, match="onepath resolve"):
        evaluate_graph(graph, {"member:a": "Anna"}, default_rules())
    resolve(graph)
    with pytest.raises(InputError, match="is in the graph"):
        evaluate_graph(graph, {"a": "Anna"}, default_rules())


def similar_link(graph: Graph, a: str, b: str, confidence: float) -> None:
    graph.statement(
        "MATCH (a:Identifier {key: $a}), (b:Identifier {key: $b}) SET a:ResolveDue, b:ResolveDue "
        "CREATE (a)-[:LINK {key: 'similar|attributes|' + $a + '|' + $b, rule: 'similar', "
        "source: 'attributes', "
        "confidence: $confidence, count: 1}]->(b)",
        a=a, b=b, confidence=confidence,
    )  # fmt: skip


def test_a_sweep_shows_what_another_threshold_would_join(graph: Graph):
    load_records(graph, [UserRecord("crm", n, (f"cookie:{n}",)) for n in "1234"], path="test", key="k")
    similar_link(graph, "cookie:1", "cookie:2", 0.9)
    similar_link(graph, "cookie:3", "cookie:4", 0.6)
    resolve(graph)
    truth = {"cookie:1": "Anna", "cookie:2": "Anna", "cookie:3": "Ben", "cookie:4": "Cem"}
    points = {round(p.threshold, 2): p.pairwise for p in sweep(graph, truth)}
    assert [(points[t].precision, points[t].recall) for t in (0.5, 0.6, 0.61, 0.9, 0.91, 1.0)] == [
        (0.5, 1), (0.5, 1), (1, 1), (1, 1), (1, 0), (1, 0),
    ]  # fmt: skip


def test_the_command_prints_the_figures_and_draws_the_sweep(graph: Graph, here: Path):
    accounts(graph)
    resolve(graph)
    (here / "truth.csv").write_text(
        "identifier,person\nmember:a,Anna\nmember:b,Ben\ncookie:c,Ben\ncookie:x,Ben\n"
    )
    told = answered("identity", "evaluate", "truth.csv", "--sweep", "s.svg")
    assert told["found"]["pairwise"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0}
    assert told["baseline"]["largest_false_person"] == 3
    assert told["found"]["connectable_recall"] == 0.0
    assert told["unknown"] == {"in_truth": 1, "in_graph": 0}
    assert ElementTree.fromstring((here / "s.svg").read_text()).tag.endswith("svg")
    assert "baseline" in printed("identity", "evaluate", "truth.csv")
    assert "SVG" in complaint("identity", "evaluate", "truth.csv", "--sweep", "s.png", code=2)
    assert "missing.csv" in complaint("identity", "evaluate", "missing.csv")
