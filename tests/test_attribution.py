"""Attribution worked by hand: which touchpoints count, for which conversion, and what cannot be asked."""

import json
from datetime import timedelta

import pytest
from attribution_answers import answer, credit, people_of, walk
from explorer_shop import START
from onepath.app.commands import cli
from onepath.graph.engine import Engine
from onepath.graph.errors import EventUnknown, QuestionInvalid, Refused
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.outcomes import AttributionQuestion
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord
from stored import store
from typer.testing import CliRunner


def test_what_is_not_a_channel_is_not_a_touchpoint(graph: Graph):
    store(graph, [walk("ad_a:0 ad_b:1 buy:2"), walk("ad_b:0 buy:1")])
    found = answer(graph, "buy", touch="ad_a|ad_b", not_a_channel=["ad_b"])
    assert [(row.channel, row.conversions) for row in found.channels] == [("ad_a", 1)]
    assert found.without_touchpoint == 1
    with pytest.raises(QuestionInvalid, match="There is no channel 'paypal'"):
        answer(graph, "buy", touch="ad_a|ad_b", not_a_channel=["paypal"])


# Worked by hand.

ADS = "ad_a|ad_b|ad_c"
SHOP = [
    walk("ad_a:0 ad_b:7 buy:7"),
    walk("ad_b:0 ad_a:1 ad_c:2 buy:3"),
    walk("ad_a:0 look:1"),
    walk("ad_b:0"),
    walk("look:0 buy:1"),
]


def test_every_model_as_worked_by_hand(graph: Graph):
    store(graph, SHOP)
    found = answer(graph, "buy", touch=ADS)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (3, 1, 2)
    assert [(row.channel, row.conversions, row.not_converted) for row in found.channels] == [
        ("ad_a", 2, 1), ("ad_b", 2, 1), ("ad_c", 1, 0),
    ]  # fmt: skip
    assert credit(found, "first") == {"ad_a": 1, "ad_b": 1, "ad_c": 0}
    assert credit(found, "last") == {"ad_a": 0, "ad_b": 1, "ad_c": 1}
    assert credit(found, "linear") == {"ad_a": 1 / 2 + 1 / 3, "ad_b": 1 / 2 + 1 / 3, "ad_c": 1 / 3}
    assert credit(found, "position") == {"ad_a": 0.5 + 0.2, "ad_b": 0.5 + 0.4, "ad_c": 0.4}
    # Of the first person ad_a is a half-life older than ad_b: 1/3 and 2/3.
    one, two, three = (2 ** (age / 7) for age in (-2, -1, 0))
    whole = one + two + three
    assert credit(found, "time_decay") == {
        "ad_a": 1 / 3 + two / whole, "ad_b": 2 / 3 + one / whole, "ad_c": three / whole,
    }  # fmt: skip
    # Two paths start at either of a and b. a: to b, c, nothing; b: to the end, a, nothing; c: to the end.
    # With p the chance from a, q from b: p = q/3 + 1/3, q = 1/3 + p/3, so p = q = 1/2, as from the start.
    # Without a: 1/2 * 1/3. Without b: 1/2 * 1/3. Without c: p = q/3, q = 1/3 + p/3, so q = 3/8, p = 1/8: 1/4.
    effects = {"ad_a": 1 - 1 / 3, "ad_b": 1 - 1 / 3, "ad_c": 1 - 1 / 2}
    assert credit(found, "markov") == {
        name: 2 * effect / sum(effects.values()) for name, effect in effects.items()
    }
    assert credit(found, "shapley") == {"ad_a": 1 / 2 + 1 / 3, "ad_b": 1 / 2 + 1 / 3, "ad_c": 1 / 3}
    # Worth in twelfths: a 0, b 2, c 0, ab 3, ac 2, bc 2, abc 6; so that a adds 11/6 of 6, b 17/6, c 8/6.
    assert credit(found, "shapley_chain") == {
        "ad_a": 2 * 11 / 36, "ad_b": 2 * 17 / 36, "ad_c": 2 * 8 / 36,
    }  # fmt: skip


# What a touch is, and which conversion it leads to.


@pytest.mark.parametrize(("days", "touched"), [(7, 1), (6, 0)])
def test_the_lookback_holds_its_first_moment(graph: Graph, days: int, touched: int):
    store(graph, [walk("ad_a:0 buy:7")])
    found = answer(graph, "buy", touch="ad_a", lookback=timedelta(days=days))
    assert (found.conversions, found.without_touchpoint) == (1, 1 - touched)


def test_a_touch_at_the_instant_of_the_conversion_counts_if_it_comes_before_it(graph: Graph):
    store(graph, [walk("ad_a:1 buy:1"), walk("buy:1 ad_a:1")])
    found = answer(graph, "buy", touch="ad_a")
    assert (found.conversions, found.without_touchpoint) == (2, 1)


def test_only_a_persons_first_conversion_counts_and_nothing_after_it(graph: Graph):
    store(graph, [walk("ad_a:0 buy:1 ad_b:2 buy:3 ad_b:4")])
    found = answer(graph, "buy", touch="ad_*")
    assert (found.conversions, found.not_converted) == (1, 0)
    assert credit(found, "last") == {"ad_a": 1}


def test_with_every_conversion_a_touch_leads_to_the_next_one_and_what_comes_after_the_last_is_lost(
    graph: Graph,
):
    store(graph, [walk("ad_a:0 buy:1 ad_b:2 buy:3 buy:4 ad_b:5")])
    found = answer(graph, "buy", touch="ad_*", every=True)
    assert (found.conversions, found.without_touchpoint, found.not_converted) == (3, 1, 1)
    assert credit(found, "linear") == {"ad_a": 1, "ad_b": 1}


def test_touches_of_one_channel_in_a_row_are_one_unless_they_are_asked_for(graph: Graph):
    store(graph, [walk("ad_a:0 ad_a:1 ad_b:2 ad_a:3 buy:4")])
    once = answer(graph, "buy", touch="ad_*")
    assert credit(once, "linear") == {"ad_a": 2 / 3, "ad_b": 1 / 3}
    each = answer(graph, "buy", touch="ad_*", keep_repeats=True)
    assert credit(each, "linear") == {"ad_a": 3 / 4, "ad_b": 1 / 4}
    # Of a run the touch nearest to the conversion stays: ad_a at 1, not at 0.
    one, two, four = (2 ** (day / 7) for day in (1, 2, 3))
    assert credit(once, "time_decay")["ad_b"] == two / (one + two + four)


def test_without_a_choice_sources_are_channels_and_the_target_is_no_touch(graph: Graph):
    store(graph, [walk("app/look:0 web/look:1 web/buy:2"), walk("web/buy:0")])
    found = answer(graph, "buy")
    assert credit(found, "first") == {"app": 1, "web": 0}
    assert found.without_touchpoint == 1


def test_a_path_without_conversion_looks_back_from_its_last_touch(graph: Graph):
    store(graph, [walk("ad_a:0 ad_b:40 look:90"), walk("ad_b:0 buy:1")])
    found = answer(graph, "buy", touch="ad_*")
    assert [(row.channel, row.not_converted) for row in found.channels] == [("ad_b", 1)]


def test_a_property_names_channels_and_events_without_it_are_no_touch(graph: Graph):
    shop(graph, [
        ("sent", 0, {"campaign": "spring"}), ("sent", 1, {}), ("sent", 2, {"campaign": 7}),
        ("look", 3, {"campaign": "summer"}), ("buy", 4, {"campaign": "spring"}),
    ])  # fmt: skip
    every = answer(graph, "buy", by="campaign")
    assert credit(every, "linear") == {"spring": 1 / 3, "7": 1 / 3, "summer": 1 / 3}
    (path,) = people_of(graph, AttributionQuestion(target="buy", by="campaign"), "summer")
    assert [event.name for event in path.events] == ["spring", "7", "summer"]
    sent = answer(graph, "buy", touch="sent", by="campaign")
    assert credit(sent, "last") == {"spring": 0, "7": 1}


def shop(graph: Graph, story: list[tuple[str, int, dict[str, object]]]) -> None:
    records = [
        EventRecord(
            source="web", message_id=f"m{place}", name=name, sequence=place, identifiers=("cookie:a",),
            original_at=START + timedelta(days=day), corrected_at=START + timedelta(days=day),
            properties=more,
        )
        for place, (name, day, more) in enumerate(story)
    ]  # fmt: skip
    load_records(graph, records, path="shop.csv", key="shop")
    resolve(graph)
    build_journeys(graph)


def test_more_than_twelve_channels_are_said_to_be_estimated_and_sum_up(graph: Graph):
    names = [f"ad_{n}" for n in range(13)]
    store(graph, [[(name, place) for place, name in enumerate(names)] + [("buy", 20)], [("ad_3", 0)]])
    found = answer(graph, "buy", touch="ad_*")
    assert found.permutations_sampled == 1_976
    assert sum(row.credit["shapley_chain"] for row in found.channels) == pytest.approx(1)


# What cannot be asked.


def test_what_cannot_be_asked_is_said(graph: Graph):
    with pytest.raises(EventUnknown, match="build journeys first"):
        answer(graph, "buy")
    store(graph, [walk("ad_a:0 buy:1")])
    with pytest.raises(EventUnknown, match="buy"):
        answer(graph, "bye")
    with pytest.raises(QuestionInvalid, match="lookback"):
        answer(graph, "buy", lookback=timedelta(0))
    with pytest.raises(QuestionInvalid, match="too long"):
        answer(graph, "buy", lookback=timedelta(days=1_000_000))
    with pytest.raises(QuestionInvalid, match="best"):
        answer(graph, "buy", models=["best"])
    with pytest.raises(QuestionInvalid, match="No event is left"):
        answer(graph, "buy", touch="buy")
    with pytest.raises(QuestionInvalid, match="no channel 'tv'"):
        people_of(graph, AttributionQuestion(target="buy", touch="ad_*"), "tv")
    with pytest.raises(QuestionInvalid, match="property 'colour'"):
        answer(graph, "buy", by="colour")
    store(graph, [[(f"ad_{n}", n) for n in range(101)] + [("buy", 200)]])
    with pytest.raises(Refused, match="101 events"):
        answer(graph, "buy", touch="ad_*")


def test_nobody_who_converts_is_no_fault(graph: Graph):
    store(graph, [walk("ad_a:0"), walk("buy:1")])
    found = answer(graph, "buy", touch="ad_a")
    assert [(row.channel, row.conversions, row.not_converted) for row in found.channels] == [("ad_a", 0, 1)]
    assert set(found.channels[0].credit.values()) == {0}


def test_the_command_answers_and_lists_as_many_as_it_counts(
    graph: Graph, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONEPATH_HOME", str(engine.home))
    store(graph, SHOP)

    def onepath(*words: str) -> str:
        result = CliRunner().invoke(
            cli, ["attribution", "buy", "--touch", ADS, *words], catch_exceptions=False
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    found = json.loads(onepath("--json", "--model", "linear", "--model", "markov"))
    assert found["models"] == ["linear", "markov"]
    first = found["channels"][0]
    people = json.loads(onepath("--people", first["channel"], "--json"))
    assert len(people["people"]) == people["count"] == first["conversions"]
    others = json.loads(onepath("--people", f"not-converted:{first['channel']}", "--json"))
    assert len(others["people"]) == first["not_converted"]
    assert "ad_c" in onepath()
    listed = onepath("--people", "ad_c")
    assert listed.index("ad_b") < listed.index("ad_a") < listed.index("ad_c", listed.index("ad_a"))
