"""The next event: counted and smoothed in plain Python beside it, and tested on people who were held out."""

import json
from collections import Counter, defaultdict
from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.app.commands import cli
from onepath.graph.engine import Engine
from onepath.graph.errors import EventUnknown, QuestionInvalid
from onepath.graph.outcomes import EventModel, PredictionQuestion
from onepath.graph.store import Graph
from onepath.graph.trails import START
from stored import store
from typer.testing import CliRunner

HOLDOUT, TRAINED = "0000", "ffff"
"""Ends of OneIDs: with a half held out, these two are on either side."""


def people(trained: list[str], holdout: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Journeys of one-letter names, by OneID."""
    named = [(f"l{n}-{TRAINED}", walk) for n, walk in enumerate(trained)]
    named += [(f"h{n}-{HOLDOUT}", walk) for n, walk in enumerate(holdout)]
    return {oneid: [(name, at) for at, name in enumerate(walk)] for oneid, walk in named}


# Worked by hand.


def test_witten_bell_mixes_each_context_with_the_shorter_one(graph: Graph):
    # Events trained on: a 3, b 2, c 1, three names. After a: b 2, c 1.
    store(graph, people(["ab", "ab", "ac"], ["ab"]))
    model = EventModel.read(graph, 1, 0.5)
    tested = model.evaluate()
    assert (tested.trained, tested.holdout) == (3, 1)
    a, b = (3 + 3 * 1 / 3) / 9, (2 + 3 * 1 / 3) / 9
    start_a, a_b = (3 + 1 * a) / 4, (2 + 2 * b) / 5
    assert tested.baseline.log_loss == pytest.approx(-(log(a) + log(b)) / 2)
    assert tested.orders[0].log_loss == pytest.approx(-(log(start_a) + log(a_b)) / 2)
    # Always a, then b, then c: right once of two, and always among three.
    assert (tested.baseline.predictions, tested.baseline.top1, tested.baseline.top3) == (2, 0.5, 1)
    assert (tested.orders[0].top1, tested.orders[0].top3) == (1, 1)


def test_what_comes_next_is_trained_on_everybody(graph: Graph):
    store(graph, people(["ab", "ab", "ac"], ["ab"]))
    model = EventModel.read(graph, 1, 0.5)
    coming = model.after(model.context(["a"]))
    # Events: a 4, b 3, c 1. After a: b 3, c 1, of two names.
    b, c, a = (3 + 3 / 3) / 11, (1 + 3 / 3) / 11, (4 + 3 / 3) / 11
    assert [(one.event, one.occurrences) for one in coming] == [("b", 3), ("c", 1), ("a", 0)]
    assert [one.probability for one in coming] == pytest.approx([(3 + 2 * b) / 6, (1 + 2 * c) / 6, 2 * a / 6])


def test_an_event_that_no_journey_has_any_more_is_not_predicted(graph: Graph):
    store(graph, people(["ab", "ab", "ac"], ["ab"]))
    before = EventModel.read(graph, 1).after(EventModel.read(graph, 1).context(["a"]))
    # A load that was undone leaves its letters.
    graph.statement("CREATE (:EventType {letter: 'z', source: 'gone', name: 'gone', role: 'behaviour'})")
    model = EventModel.read(graph, 1)
    assert model.after(model.context(["a"])) == before
    assert {one.event for one in model.after(model.context(["gone"]))} == {"a", "b", "c"}


def test_the_start_is_a_context_of_its_own(graph: Graph):
    store(graph, people(["ab", "ba", "bb"], ["b"]))
    model = EventModel.read(graph, 2)
    start = model.context([START])
    assert [(one.event, one.occurrences) for one in model.after(start)] == [("b", 3), ("a", 1)]
    first = model.context([START, "b"])
    assert [(one.event, one.occurrences) for one in model.after(first)] == [("b", 1), ("a", 1)]


def test_only_as_many_events_count_as_the_order_says(graph: Graph):
    store(graph, people(["abc", "bbc"], ["a"]))
    model = EventModel.read(graph, 1)
    assert model.context(["a", "b"]).texts == ("b",)
    assert model.after(model.context(["a", "b"])) == model.after(model.context(["b"]))


def test_a_context_is_written_with_arrows_and_a_backslash_keeps_one_in_a_name(graph: Graph):
    store(graph, {f"l-{TRAINED}": [("pay > ship", 0), ("a", 1), ("b", 2)], f"h-{HOLDOUT}": [("a", 0)]})

    def context(after: str) -> tuple[str, ...] | None:
        return PredictionQuestion(after=after, holdout=0.5).answer(graph).context

    assert context(r"pay \> ship > a") == (r"pay \> ship", "a")
    assert context("pay > ship") == ("pay > ship",), "a text that is an event name is that one event"
    with pytest.raises(EventUnknown, match="No event is named ship"):
        context("pay > ship > a")


def test_one_event_name_of_several_sources_is_one_event(graph: Graph):
    walks = {"x": [("web/a", 0), ("app/b", 1)], "y": [("app/a", 0), ("web/b", 1)], "z": [("app/c", 0)]}
    store(graph, walks)
    model = EventModel.read(graph, 1)
    after = {one.event: one.occurrences for one in model.after(model.context(["a"]))}
    assert after == {"a": 0, "b": 2, "c": 0}
    assert [one.oneid for one in model.people(model.context(["a"]), "b")] == ["x", "y"]
    # A source may be named: then only its events are the context.
    assert model.people(model.context(["a"]), "b@app")[0].oneid == "x"


def test_the_context_of_a_person_are_the_last_events_or_all_of_a_short_journey(graph: Graph):
    store(graph, {"x": [(name, at) for at, name in enumerate("abcd")], "y": [("a", 0)]})
    model = EventModel.read(graph, 3)
    assert model.context_of("x").texts == ("b", "c", "d")
    assert model.context_of("y").texts == (START, "a")
    assert model.after(model.context_of("y"))[0].event == "b"
    with pytest.raises(QuestionInvalid, match="z has no journey"):
        model.context_of("z")


# Against plain Python, on any journeys.

WALKS = st.lists(st.text("abcd", max_size=8), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALKS, WALKS, st.integers(1, 4))
def test_scores_and_chances_are_those_of_plain_python(graph: Graph, trained, holdout, order: int):
    trained = ["abcd", *trained]
    store(graph, people(trained, holdout))
    model = EventModel.read(graph, order, 0.5)
    tested = model.evaluate()
    assert (tested.trained, tested.holdout) == (sum(map(bool, trained)), sum(map(bool, holdout)))
    assert len(model.oneids(holdout=True)) == tested.holdout
    assert len(model.oneids(holdout=False)) == tested.trained
    for score in (tested.baseline, *tested.orders):
        plain = Plain(trained, score.order)
        asked = [(walk[:k], walk[k]) for walk in holdout for k in range(len(walk))]
        ranks = [plain.ranking(before).index(name) for before, name in asked]
        assert score.predictions == len(asked)
        assert score.top1 == pytest.approx(ranks.count(0) / max(len(asked), 1))
        assert score.top3 == pytest.approx(sum(rank < 3 for rank in ranks) / max(len(asked), 1))
        loss = -sum(log(plain.chance(before)[name]) for before, name in asked)
        assert score.log_loss == pytest.approx(loss / max(len(asked), 1))
    whole = Plain(trained + holdout, order)
    for oneid, walk in people(trained, holdout).items():
        if walk:
            names = "".join(name for name, _ in walk)
            coming = model.after(model.context_of(oneid))
            assert {one.event: one.probability for one in coming} == pytest.approx(whole.chance(names))
            context = model.context_of(oneid)
            for one in coming[:2]:
                followers = model.people(context, one.event)
                assert sum(follower.occurrences for follower in followers) == one.occurrences


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


def test_a_shop_is_predicted_better_than_by_the_commonest_events(ecom: Graph):
    tested = EventModel.read(ecom, 3).evaluate()
    assert tested.trained + tested.holdout == 600
    assert tested.baseline.predictions == tested.orders[-1].predictions > 1_000
    assert tested.baseline.top1 < tested.orders[0].top1 < tested.orders[1].top1
    assert tested.baseline.top3 < tested.orders[0].top3
    assert tested.baseline.log_loss > tested.orders[0].log_loss


# What cannot be asked, and the command.


def test_what_cannot_be_asked_is_said(graph: Graph):
    with pytest.raises(QuestionInvalid, match="no journeys"):
        EventModel.read(graph, 1)
    store(graph, people(["ab"], ["ab"]))
    for order in (0, 6):
        with pytest.raises(QuestionInvalid, match=f"{order} previous events"):
            EventModel.read(graph, order)
    for share in (0, 1, -0.5):
        with pytest.raises(QuestionInvalid, match="leaves nobody"):
            EventModel.read(graph, 1, share)
    model = EventModel.read(graph, 1)
    with pytest.raises(EventUnknown, match="No event is named x"):
        model.context(["x"])
    with pytest.raises(QuestionInvalid, match="Nothing comes before"):
        model.context(["a", START])


def test_nobody_held_out_is_no_fault(graph: Graph):
    store(graph, people(["ab"], []))
    tested = EventModel.read(graph, 1).evaluate()
    assert (tested.holdout, tested.baseline.predictions, tested.orders[0].top1) == (0, 0, 0)


def test_the_command_compares_orders_and_lists_as_many_as_it_counts(
    graph: Graph, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    store(graph, people(["abc", "abd", "abc"], ["abc"]))

    def onepath(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(cli, ["predict", *words])
        assert result.exit_code == code, result.output
        return result.output

    found = json.loads(onepath("--previous", "1..3", "--after", "a > b", "--json"))
    assert [score["order"] for score in found["orders"]] == [1, 2, 3]
    assert found["context"] == ["a", "b"]
    best = found["next"][0]
    assert (best["event"], best["occurrences"]) == ("c", 3)
    listed = json.loads(onepath("--after", "a>b", "--people", "c", "--json"))
    assert (listed["count"], listed["occurrences"]) == (len(listed["people"]), best["occurrences"])
    assert "baseline" in onepath()
    with pytest.raises(QuestionInvalid, match="not previous events"):
        PredictionQuestion.parse(previous="many")
    with pytest.raises(QuestionInvalid, match="context"):
        PredictionQuestion().people(graph, "c")
