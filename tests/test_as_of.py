"""Who was who on a past day is what a resolve from nothing gives on the data until then."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.calendar import Calendar
from onepath.graph.identity import Author, Past, block, identity_map, merge, resolve, undo, unmerge
from onepath.graph.ingest import load_records
from onepath.graph.people import read_person
from onepath.graph.store import Graph
from test_incremental import HOW, NOON, record, records
from whole_graph import empty

WHO = Author("analyst", "she says so")


def people(graph: Graph) -> dict[str, str]:
    rows = graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN i.key AS key, p.oneid AS oneid"
    )
    return {row["key"]: row["oneid"] for row in rows}


def people_on(graph: Graph, day: int) -> dict[str, str]:
    past = Past.on(graph, (NOON + timedelta(days=day)).date(), HOW)
    found = {member.key: group.oneid for group in past.people() for member in group.members}
    # Asked one by one, everybody is whom they are among all.
    for row in graph.statement("MATCH (i:Identifier) RETURN i.key AS key"):
        one = past.person(row["key"])
        assert (one and one.oneid) == found.get(row["key"])
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, st.integers(0, 250), st.integers(0, 900))
def test_a_past_day_is_what_the_data_until_then_says(graph: Graph, some, early: int, late: int):
    for day in (early, late):
        empty(graph)
        made = [record(n, *one) for n, one in enumerate(some)]
        until = [one for one, (_, _, at) in zip(made, some, strict=True) if at <= day]
        load_records(graph, until, path="test", key="until")
        resolve(graph, HOW)
        then = people(graph)
        load_records(graph, made, path="test", key="all")
        resolve(graph, HOW)
        assert people_on(graph, day) == then


def test_a_manual_decision_holds_from_its_day(graph: Graph):
    def on(day: int) -> set[frozenset[str]]:
        groups: dict[str, set[str]] = {}
        for key, oneid in people_on(graph, day).items():
            groups.setdefault(oneid, set()).add(key)
        return {frozenset(keys) for keys in groups.values()}

    def said(decision, day: int) -> None:
        graph.statement(
            "MATCH (d:Decision {key: $key}) SET d.at = $at",
            key=decision.key,
            at=NOON + timedelta(days=day),
        )

    made = [record(n, "event", keys, 0) for n, keys in enumerate([("phone:0", "cookie:0"), ("device:0",)])]
    load_records(graph, made, path="test", key="k")
    resolve(graph, HOW)
    link = "same_event|web|cookie:0|phone:0"
    joined = merge(graph, "phone:0", "device:0", WHO, HOW)
    parted = unmerge(graph, people(graph)["phone:0"], [link], WHO, HOW)
    blocked = block(graph, "device:0", WHO, HOW)
    back = undo(graph, joined.key, WHO, HOW)
    for decision, day in ((joined, 1), (parted, 2), (blocked, 3), (back, 4)):
        said(decision, day)
    phone, cookie, device = "phone:0", "cookie:0", "device:0"
    assert on(0) == {frozenset({phone, cookie}), frozenset({device})}
    assert on(1) == {frozenset({phone, cookie, device})}
    assert on(2) == {frozenset({phone, device}), frozenset({cookie})}
    assert on(3) == on(4) == {frozenset({phone}), frozenset({device}), frozenset({cookie})}


def test_before_the_first_event_nobody_is_known(graph: Graph):
    load_records(graph, [record(0, "event", ("phone:0",), 5)], path="test", key="k")
    resolve(graph, HOW)
    assert people_on(graph, 4) == {}


def test_a_person_is_shown_as_of_a_day_by_any_identifier_and_by_an_id_of_now(graph: Graph):
    made = [
        record(0, "event", ("phone:0", "cookie:0"), 0),
        record(1, "user", ("phone:0", "member:0"), 5),
        record(2, "event", ("device:0",), 1),
        record(3, "event", ("member:0", "device:0"), 9),
    ]
    load_records(graph, made, path="test", key="k")
    resolve(graph, HOW)
    day = (NOON + timedelta(days=5)).date()
    for text in ("phone:0", "member:0", people(graph)["phone:0"]):
        then = read_person(graph, text, HOW, day)
        assert [row.key for row in then.identifiers] == ["cookie:0", "member:0", "phone:0"]
        assert [row.event_count for row in then.identifiers] == [1, 0, 1]
        assert sorted((link.a, link.b) for link in then.links) == [
            ("cookie:0", "phone:0"),
            ("member:0", "phone:0"),
        ]
        assert [event.at for event in then.timeline] == [NOON]
        assert [user["user_id"] for user in then.users] == ["u1"]
    assert read_person(graph, "device:0", HOW, day).oneid != then.oneid
    assert read_person(graph, "phone:0", HOW, (NOON - timedelta(days=1)).date()) is None


def test_a_past_day_ends_when_the_clocks_of_the_calendar_show_midnight(graph: Graph):
    # At noon of UTC it is one in the morning of the next day in Auckland.
    load_records(graph, [record(0, "event", ("phone:0",), 0)], path="test", key="k")
    resolve(graph, HOW)
    auckland, utc = Calendar("Pacific/Auckland"), Calendar()
    day = NOON.date()
    assert read_person(graph, "phone:0", HOW, day, calendar=utc) is not None
    assert read_person(graph, "phone:0", HOW, day, calendar=auckland) is None
    later = read_person(graph, "phone:0", HOW, day + timedelta(days=1), calendar=auckland)
    assert later is not None
    assert later.as_of == day + timedelta(days=1)
    assert identity_map(graph, day, HOW, auckland).people == 0
