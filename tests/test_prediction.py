"""The next event: counted and smoothed in plain Python beside it, and judged on people who were held out."""

import json
from collections import Counter, defaultdict
from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.commands import cli
from onepath.graph.engine import Engine
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.outcomes import START, NextEvents
from onepath.graph.store import Graph
from stored import store
from test_ecom import loaded  # noqa: F401
from typer.testing import CliRunner

HELD, LEARNT = "0000", "ffff"
"""Ends of OneIDs: with a half held out, these two are on either side."""


def people(learnt: list[str], held: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Journeys of one-letter names, by OneID."""
    named = [(f"l{n}-{LEARNT}", walk) for n, walk in enumerate(learnt)]
    named += [(f"h{n}-{HELD}", walk) for n, walk in enumerate(held)]
    return {oneid: [(name, at) for at, name in enumerate(walk)] for oneid, walk in named}


# Worked by hand.


def test_witten_bell_mixes_each_context_with_the_shorter_one(graph: Graph):
    # Learnt events: a 3, b 2, c 1, three names. After a: b 2, c 1.
    store(graph, people(["ab", "ab", "ac"], ["ab"]))
    counted = NextEvents.read(graph, 1, 0.5)
    judged = counted.evaluate()
    assert (judged.learnt, judged.held) == (3, 1)
    a, b = (3 + 3 * 1 / 3) / 9, (2 + 3 * 1 / 3) / 9
    start_a, a_b = (3 + 1 * a) / 4, (2 + 2 * b) / 5
    assert judged.base.log_loss == pytest.approx(-(log(a) + log(b)) / 2)
    assert judged.orders[0].log_loss == pytest.approx(-(log(start_a) + log(a_b)) / 2)
    # Always a, then b, then c: right once of two, and always among three.
    assert (judged.base.predictions, judged.base.top1, judged.base.top3) == (2, 0.5, 1)
    assert (judged.orders[0].top1, judged.orders[0].top3) == (1, 1)


def test_what_comes_next_is_learnt_from_everybody(graph: Graph):
    store(graph, people(["ab", "ab", "ac"], ["ab"]))
    counted = NextEvents.read(graph, 1, 0.5)
    coming = counted.after(counted.context(["a"]))
    # Events: a 4, b 3, c 1. After a: b 3, c 1, of two names.
    b, c, a = (3 + 3 / 3) / 11, (1 + 3 / 3) / 11, (4 + 3 / 3) / 11
    assert [(one.name, one.times) for one in coming] == [("b", 3), ("c", 1), ("a", 0)]
    assert [one.probability for one in coming] == pytest.approx([(3 + 2 * b) / 6, (1 + 2 * c) / 6, 2 * a / 6])


def test_the_start_is_a_context_of_its_own(graph: Graph):
    store(graph, people(["ab", "ba", "bb"], ["b"]))
    counted = NextEvents.read(graph, 2)
    assert [(one.name, one.times) for one in counted.after(counted.context([START]))] == [("b", 3), ("a", 1)]
    first = counted.context([START, "b"])
    assert [(one.name, one.times) for one in counted.after(first)] == [("b", 1), ("a", 1)]


def test_only_as_many_events_count_as_the_order_says(graph: Graph):
    store(graph, people(["abc", "bbc"], ["a"]))
    counted = NextEvents.read(graph, 1)
    assert counted.context(["a", "b"]).texts == ("b",)
    assert counted.after(counted.context(["a", "b"])) == counted.after(counted.context(["b"]))


def test_one_event_name_of_several_sources_is_one_event(graph: Graph):
    walks = {"x": [("web/a", 0), ("app/b", 1)], "y": [("app/a", 0), ("web/b", 1)], "z": [("app/c", 0)]}
    store(graph, walks)
    counted = NextEvents.read(graph, 1)
    after = {one.name: one.times for one in counted.after(counted.context(["a"]))}
    assert after == {"a": 0, "b": 2, "c": 0}
    assert [one.oneid for one in counted.followers(counted.context(["a"]), "b")] == ["x", "y"]
    # A source may be named: then only its events are the context.
    assert counted.followers(counted.context(["a"]), "b@app")[0].oneid == "x"


def test_the_context_of_a_person_are_the_last_events_or_all_of_a_short_journey(graph: Graph):
    store(graph, {"x": [(name, at) for at, name in enumerate("abcd")], "y": [("a", 0)]})
    counted = NextEvents.read(graph, 3)
    assert counted.context_of("x").texts == ("b", "c", "d")
    assert counted.context_of("y").texts == (START, "a")
    assert counted.after(counted.context_of("y"))[0].name == "b"
    with pytest.raises(QuestionInvalid, match="z has no journey"):
        counted.context_of("z")


# Against plain Python, on any journeys.

WALKS = st.lists(st.text("abcd", max_size=8), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALKS, WALKS, st.integers(1, 4))
def test_scores_and_chances_are_those_of_plain_python(graph: Graph, learnt, held, order: int):
    learnt = ["abcd", *learnt]
    store(graph, people(learnt, held))
    counted = NextEvents.read(graph, order, 0.5)
    judged = counted.evaluate()
    assert (judged.learnt, judged.held) == (sum(map(bool, learnt)), sum(map(bool, held)))
    assert len(counted.people(held=True)) == judged.held
    assert len(counted.people(held=False)) == judged.learnt
    for score in (judged.base, *judged.orders):
        model = Plain(learnt, score.order)
        asked = [(walk[:k], walk[k]) for walk in held for k in range(len(walk))]
        ranks = [model.ranking(before).index(name) for before, name in asked]
        assert score.predictions == len(asked)
        assert score.top1 == pytest.approx(ranks.count(0) / max(len(asked), 1))
        assert score.top3 == pytest.approx(sum(rank < 3 for rank in ranks) / max(len(asked), 1))
        loss = -sum(log(model.chance(before)[name]) for before, name in asked)
        assert score.log_loss == pytest.approx(loss / max(len(asked), 1))
    whole = Plain(learnt + held, order)
    for oneid, walk in people(learnt, held).items():
        if walk:
            names = "".join(name for name, _ in walk)
            coming = counted.after(counted.context_of(oneid))
            assert {one.name: one.probability for one in coming} == pytest.approx(whole.chance(names))
            context = counted.context_of(oneid)
            for one in coming[:2]:
                followers = counted.followers(context, one.name)
                assert sum(follower.times for follower in followers) == one.times


class Plain:
    """A Markov chain with dictionaries: counts by context, mixed from the shortest context on."""

    def __init__(self, walks: list[str], order: int) -> None:
        self.order = order
        self.after: dict[str, Counter[str]] = defaultdict(Counter)
        for walk in walks:
            for k, name in enumerate(walk):
                for context in self.contexts(walk[:k]):
                    self.after[context][name] += 1
        self.names = sorted("abcd", key=lambda name: (-self.after[""][name], name))

    def contexts(self, before: str) -> list[str]:
        """From none to the longest: the last events, and the start where they go back to it."""
        known = "^" + before
        return [known[len(known) - length :] for length in range(min(self.order, len(known)) + 1)]

    def chance(self, before: str) -> dict[str, float]:
        chance = dict.fromkeys(self.names, 1 / len(self.names))
        for context in self.contexts(before):
            seen = self.after[context]
            whole, kinds = seen.total(), len(seen)
            if whole:
                chance = {
                    name: (seen[name] + kinds * share) / (whole + kinds) for name, share in chance.items()
                }
        return chance

    def ranking(self, before: str) -> list[str]:
        chance = self.chance(before)
        return sorted(self.names, key=lambda name: -round(chance[name], 12))


def test_a_shop_is_predicted_better_than_by_the_commonest_events(loaded: Graph):  # noqa: F811
    judged = NextEvents.read(loaded, 3).evaluate()
    assert judged.learnt + judged.held == 600
    assert judged.base.predictions == judged.orders[-1].predictions > 1_000
    assert judged.base.top1 < judged.orders[0].top1 < judged.orders[1].top1
    assert judged.base.top3 < judged.orders[0].top3
    assert judged.base.log_loss > judged.orders[0].log_loss


# What cannot be asked, and the command.


def test_what_cannot_be_asked_is_said(graph: Graph):
    with pytest.raises(QuestionInvalid, match="no journeys"):
        NextEvents.read(graph, 1)
    store(graph, people(["ab"], ["ab"]))
    for order in (0, 6):
        with pytest.raises(QuestionInvalid, match=f"order of {order}"):
            NextEvents.read(graph, order)
    for share in (0, 1, -0.5):
        with pytest.raises(QuestionInvalid, match="leaves nobody"):
            NextEvents.read(graph, 1, share)
    counted = NextEvents.read(graph, 1)
    with pytest.raises(EventUnknown, match="No event is named x"):
        counted.context(["x"])
    with pytest.raises(QuestionInvalid, match="Nothing comes before"):
        counted.context(["a", START])


def test_nobody_held_out_is_no_fault(graph: Graph):
    store(graph, people(["ab"], []))
    judged = NextEvents.read(graph, 1).evaluate()
    assert (judged.held, judged.base.predictions, judged.orders[0].top1) == (0, 0, 0)


def test_the_command_compares_orders_and_lists_as_many_as_it_counts(
    graph: Graph, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    store(graph, people(["abc", "abd", "abc"], ["abc"]))

    def onepath(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(cli, ["predict", *words])
        assert result.exit_code == code, result.output
        return result.output

    found = json.loads(onepath("--order", "1..3", "--after", "a > b", "--json"))
    assert [score["order"] for score in found["orders"]] == [1, 2, 3]
    assert found["context"] == ["a", "b"]
    best = found["next"][0]
    assert (best["event"], best["times"]) == ("c", 3)
    listed = json.loads(onepath("--after", "a>b", "--people", "c", "--json"))
    assert (listed["people"], listed["times"]) == (len(listed["followers"]), best["times"])
    assert "base rate" in onepath()
    assert "no order" in onepath("--order", "many", code=2)
    assert "--people needs" in onepath("--people", "c", code=2)
