"""One person over several sources, and what they did, in order."""

from datetime import UTC, datetime, timedelta

import pytest
from onepath.graph.errors import GraphError
from onepath.graph.flows import PathsQuestion
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.identity import ResolveOptions, default_rules, resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.people import read_person
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW = ResolveOptions(default_rules())


def event(
    number: int,
    name: str,
    *identifiers: str,
    minute: float = 0,
    source: str = "web",
    session: str | None = None,
):
    at = NOON + timedelta(minutes=minute)
    return EventRecord(source, f"m{number}", name, at, at, number, identifiers, session_id=session)


def load(graph: Graph, *records, key: str = "first"):
    return load_records(graph, records, path="test", key=key)


def test_a_phone_and_a_wechat_id_become_one_person_through_their_binding(graph: Graph):
    load(
        graph,
        event(1, "order", "phone:+8613800138000", source="app"),
        event(2, "message", "wechat_openid:o1", source="mini_program", minute=1),
        event(3, "binding", "phone:+8613800138000", "wechat_openid:o1", source="wechat", minute=2),
    )
    assert resolve(graph).people == 1
    found = read_person(graph, "138 0013 8000", HOW)
    assert found is not None
    assert [row.key for row in found.identifiers] == ["phone:+8613800138000", "wechat_openid:o1"]
    assert [row.name for row in found.timeline] == ["order", "message", "binding"]
    assert [(link.rule, link.count) for link in found.links] == [("same_event", 1)]


def test_loading_twice_adds_nothing(graph: Graph):
    records = [
        event(1, "a", "cookie:c", "device:d", session="s"),
        UserRecord("crm", "u", ("member:m", "cookie:c")),
    ]
    load(graph, *records)
    before = [graph.ask("internal/identity/size"), graph.ask("internal/journeys/size"), counts(graph)]
    load(graph, *records, key="again")
    assert [graph.ask("internal/identity/size"), graph.ask("internal/journeys/size"), counts(graph)] == before


@pytest.mark.parametrize("batch_size", [1, 10])
def test_an_older_user_record_only_adds_attributes_that_are_missing(graph: Graph, batch_size: int):
    records = [
        UserRecord("crm", "u", ("member:m",), NOON, {"city": "上海", "tier": "gold"}),
        UserRecord("crm", "u", ("member:m",), NOON - timedelta(days=1), {"city": "北京", "gender": "f"}),
        UserRecord("crm", "u", ("member:m",), None, {"tier": "silver", "born": 1990}),
    ]
    load_records(graph, records, path="test", key="k", batch_size=batch_size)
    (user,) = graph.statement(
        "MATCH (u:User) RETURN u.city AS city, u.tier AS tier, u.gender AS g, u.born AS b"
    )
    assert user == {"city": "上海", "tier": "gold", "g": "f", "b": 1990}
    assert graph.statement("MATCH (u:User) RETURN u.updated_at.day AS day") == [{"day": NOON.day}]


def counts(graph: Graph):
    return graph.statement(
        "MATCH (i:Identifier) OPTIONAL MATCH (i)-[l:LINK]->(j) "
        "RETURN i.key AS i, i.event_count AS n, j.key AS j, l.count AS c ORDER BY i, j"
    )


def test_a_load_that_was_stopped_goes_on_where_it_was(graph: Graph):
    records = [event(n, "a", "cookie:c") for n in range(10)]

    def stopped():
        yield from records[:7]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_records(graph, stopped(), path="test", key="k", batch_size=2)
    summary = load_records(graph, records, path="test", key="k", batch_size=2)
    assert summary.resumed_at == 6
    assert summary.loaded == 10
    assert graph.ask("internal/journeys/size")[0]["events"] == 10


def test_resolving_again_changes_nothing_and_a_new_link_keeps_the_oldest_oneid(graph: Graph):
    load(graph, event(1, "a", "cookie:c"))
    resolve(graph)
    oldest = read_person(graph, "cookie:c", HOW).oneid
    # The later one's key is the smaller: it is not by its key that the older one stays.
    load(graph, event(2, "a", "cookie:b", minute=1), key="second")
    resolve(graph)
    assert read_person(graph, "cookie:b", HOW).oneid != oldest
    assert resolve(graph).changed == 0
    load(graph, event(3, "a", "cookie:c", "cookie:b", minute=2), key="third")
    merged = resolve(graph)
    assert (merged.people, merged.merged) == (1, 1)
    assert read_person(graph, "cookie:b", HOW).oneid == oldest


def test_a_new_link_keeps_the_oneid_of_the_stronger_identifier_even_where_it_is_younger(graph: Graph):
    load(graph, event(1, "a", "cookie:c"))
    load(graph, event(2, "a", "device:d", minute=1), key="second")
    resolve(graph)
    weaker, stronger = (read_person(graph, key, HOW).oneid for key in ("cookie:c", "device:d"))
    assert weaker != stronger
    load(graph, event(3, "a", "cookie:c", "device:d", minute=2), key="third")
    merged = resolve(graph)
    assert (merged.people, merged.merged) == (1, 1)
    assert read_person(graph, "cookie:c", HOW).oneid == read_person(graph, "device:d", HOW).oneid == stronger
    # Its old OneID still leads there.
    assert read_person(graph, weaker, HOW).oneid == stronger


def test_a_silence_of_more_than_thirty_minutes_begins_a_new_session(graph: Graph):
    load(graph, *(event(n, "a", "cookie:c", minute=minute) for n, minute in enumerate([0, 30, 61])))
    resolve(graph)
    assert build_journeys(graph).sessions == 2


def test_late_events_are_put_in_their_place_by_the_next_build(graph: Graph):
    load(graph, event(1, "a", "cookie:c"), event(2, "c", "cookie:c", minute=20))
    resolve(graph)
    build_journeys(graph)
    load(graph, event(3, "b", "cookie:c", minute=10), key="late")
    assert build_journeys(graph).built == 1
    assert graph.statement("MATCH (j:Journey) RETURN j.path AS path") == [{"path": ["a", "b", "c"]}]


def test_events_of_one_instant_stay_in_their_sources_order(graph: Graph):
    load(graph, event(2, "second", "cookie:c"), event(1, "first", "cookie:c"), event(3, "third", "cookie:c"))
    resolve(graph)
    build_journeys(graph)
    assert graph.statement("MATCH (j:Journey) RETURN j.path AS path") == [
        {"path": ["first", "second", "third"]}
    ]


@pytest.mark.parametrize(
    ("minutes", "reached"),
    [
        ({"a": [0], "b": [60]}, [1, 1]),  # the window's last moment counts
        ({"a": [0], "b": [61]}, [1, 0]),
        ({"a": [0, 30], "b": [61]}, [1, 1]),  # a later attempt may be the one that succeeds
        ({"a": [10], "b": [5]}, [1, 0]),  # order matters
    ],
)
def test_a_funnel_follows_the_furthest_attempt_within_the_window(graph: Graph, minutes, reached):
    timed = sorted((minute, name) for name, all_ in minutes.items() for minute in all_)
    load(graph, *(event(n, name, "cookie:c", minute=minute) for n, (minute, name) in enumerate(timed)))
    resolve(graph)
    build_journeys(graph)
    question = FunnelQuestion(steps=["a", "b"], within=timedelta(hours=1))
    assert [step.people for step in question.answer(graph).steps] == reached


def test_paths_name_what_came_next_and_where_journeys_end(graph: Graph):
    load(graph, *(event(n, name, "cookie:c", minute=n) for n, name in enumerate("abab")))
    resolve(graph)
    build_journeys(graph)
    steps = [
        (s.step, s.from_event, s.to_event, s.occurrences)
        for s in PathsQuestion(start="b", depth=2).answer(graph).steps
    ]
    assert steps == [(1, "b", "(end)", 1), (1, "b", "a", 1), (2, "a", "b", 1)]


def test_an_unknown_step_is_named_with_the_names_there_are(graph: Graph):
    load(graph, event(1, "purchase", "cookie:c"))
    resolve(graph)
    build_journeys(graph)
    with pytest.raises(GraphError) as error:
        FunnelQuestion(steps=["purchased"]).answer(graph)
    assert "purchase" in str(error.value.action)


def test_a_bare_value_of_several_people_names_the_others(graph: Graph):
    load(graph, event(1, "a", "cookie:7"), event(2, "a", "device:7"))
    resolve(graph)
    assert read_person(graph, "7", HOW).others == ["device:7"]
    assert read_person(graph, "device:7", HOW).others == []
