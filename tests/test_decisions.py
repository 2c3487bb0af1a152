"""Manual decisions about identity: what they do, how each one explains itself and how it is undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from onepath.graph.calendar import Calendar
from onepath.graph.errors import GraphError, Refused
from onepath.graph.identity import (
    Author,
    DecisionFilter,
    DecisionKind,
    ResolveOptions,
    block,
    blocked_links,
    decision_authors,
    default_rules,
    identity_map,
    keep_separate,
    list_decisions,
    merge,
    read_review_queue,
    resolve,
    review_items_of,
    undo,
    unmerge,
    unmerge_identifier,
    verify,
)
from onepath.graph.identity.lock import alone
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.people import find_oneid
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from test_incremental import NOON

HOW = ResolveOptions(default_rules())
WHO = Author("analyst", "she says so")


def event(number: int, *identifiers: str, minute: int = 0):
    at = NOON + timedelta(minutes=minute or number)
    return EventRecord("web", f"m{number}", f"view_{number}", at, at, number, identifiers)


def load(graph: Graph, *records, key: str = "first"):
    load_records(graph, records, path="test", key=key)
    resolve(graph, HOW)
    build_journeys(graph)


def people(graph: Graph) -> dict[str, str]:
    rows = graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN i.key AS key, p.oneid AS oneid"
    )
    return {row["key"]: row["oneid"] for row in rows}


def everything(graph: Graph):
    """All but the record of decisions, the tombstones of ids given out meanwhile, and build times."""
    return graph.statement(
        "MATCH (n) WHERE NOT n:Decision AND NOT n:Tombstone AND NOT n:ResolveState AND NOT n:Load "
        "OPTIONAL MATCH (n)-[r]->(m) WHERE NOT m:Decision "
        "WITH labels(n) AS labels, n {.*, created_at: null} AS n, type(r) AS kind, properties(r) AS r, "
        "coalesce(m.key, m.oneid) AS m "
        "RETURN labels, n, kind, r, m ORDER BY toString(coalesce(n.key, n.oneid)), labels, kind, m, r.key"
    )


def decisions(graph: Graph):
    return graph.statement("MATCH (d:Decision) RETURN d.key AS key, d.kind AS kind ORDER BY d.at")


def test_a_merge_is_recorded_and_undone_exactly(graph: Graph):
    load(graph, event(1, "user:u", "device:d"), event(2, "email:e", "cookie:c"))
    before = everything(graph), people(graph)
    load(graph, event(3, "device:d", "email:e"), key="second")
    (merge,) = decisions(graph)
    assert merge["kind"] == "merge"
    assert len(set(people(graph).values())) == 1
    undo(graph, merge["key"], WHO, HOW)
    assert people(graph) == before[1]
    assert verify(graph).clean


@pytest.mark.parametrize(
    "say",
    [
        lambda graph: merge(graph, "user:u", "email:e", WHO, HOW),
        lambda graph: block(graph, "device:d", WHO, HOW),
        lambda graph: unmerge(graph, people(graph)["user:u"], ["same_event|web|device:d|user:u"], WHO, HOW),
    ],
    ids=["merge", "block", "unmerge"],
)
def test_undo_of_the_last_decision_restores_the_graph_exactly(graph: Graph, say):
    load(
        graph,
        event(1, "user:u", "device:d"),
        event(2, "email:e", "cookie:c"),
        event(3, "device:d", minute=90),
    )
    before = everything(graph)
    said = say(graph)
    assert everything(graph) != before
    assert verify(graph).clean
    undo(graph, said.key, WHO, HOW)
    assert everything(graph) == before


def test_a_split_gives_the_core_its_old_id_back_and_the_old_id_leads_on(graph: Graph):
    load(graph, event(1, "user:u", "device:d"))
    load(graph, event(2, "email:e", "cookie:c"), key="second")
    alone = people(graph)
    load(graph, event(3, "device:d", "email:e"), key="third")
    assert set(people(graph).values()) == {alone["user:u"]}
    (survivor,) = graph.ask("internal/identity/survivor", oneid=alone["email:e"])
    assert survivor == {"oneid": alone["user:u"], "merged_away": True}
    unmerge(graph, alone["user:u"], ["same_event|web|device:d|email:e"], WHO, HOW)
    assert people(graph) == alone


def test_a_split_outlives_every_later_resolve_and_new_evidence(graph: Graph):
    load(graph, event(1, "user:u", "email:e"))
    unmerge(graph, people(graph)["user:u"], ["same_event|web|email:e|user:u"], WHO, HOW)
    load(
        graph,
        event(2, "user:u", "email:e"),
        UserRecord("crm", "1", ("user:u", "email:e"), NOON),
        key="second",
    )
    resolve(graph, HOW, full=True)
    found = people(graph)
    assert found["user:u"] != found["email:e"]


def test_journeys_move_with_the_identifier_in_the_same_decision(graph: Graph):
    load(graph, event(1, "user:u"), event(2, "cookie:c"), event(3, "user:u"))
    merge(graph, "user:u", "cookie:c", WHO, HOW)
    assert graph.statement("MATCH (j:Journey) RETURN j.path AS path") == [
        {"path": ["view_1", "view_2", "view_3"]}
    ]
    assert not graph.statement("MATCH (p:JourneyDue) RETURN p")


def test_a_join_that_contradicts_an_earlier_word_is_refused_and_changes_nothing(graph: Graph):
    load(graph, event(1, "user:u", "email:e"))
    unmerge(graph, people(graph)["user:u"], ["same_event|web|email:e|user:u"], WHO, HOW)
    before = everything(graph)
    with pytest.raises(
        Refused, match=r"analyst said on .* that user:u and email:e are two people: she says so"
    ):
        merge(graph, "user:u", "email:e", WHO, HOW)
    assert everything(graph) == before


def test_mistakes_are_told_with_what_to_do(graph: Graph):
    load(graph, event(1, "user:u", "email:e"))
    with pytest.raises(GraphError, match="no identifier 'user:x'"):
        block(graph, "user:x", WHO, HOW)
    with pytest.raises(GraphError, match="no decision"):
        undo(graph, "nothing", WHO, HOW)
    with pytest.raises(Refused, match="one person already"):
        merge(graph, "user:u", "email:e", WHO, HOW)
    said = block(graph, "user:u", WHO, HOW)
    undo(graph, said.key, WHO, HOW)
    with pytest.raises(Refused, match="already been undone"):
        undo(graph, said.key, WHO, HOW)


def test_a_second_resolve_is_refused_while_somebody_decides(graph: Graph):
    load(graph, event(1, "user:u"))
    with alone(graph), pytest.raises(Refused, match="Somebody else"):
        resolve(graph, HOW, wait_seconds=1)
    assert resolve(graph, HOW).people == 1


def test_what_the_merge_rules_blocked_is_in_the_review_queue(graph: Graph):
    load(graph, event(1, "user:u", "phone:1"), event(2, "user:u", "phone:1"), event(3, "user:u", "phone:2"))
    load(graph, event(4, "device:t", "user:a"), event(5, "device:t", "user:b"), key="second")
    rows = graph.ask("internal/identity/suspicions")
    assert {(row["reason"], row["one"], row["other"]) for row in rows} == {
        ("more than 1 phone", "phone:2", "user:u"),
        ("shared: 2 of user", "device:t", None),
    }


def test_a_link_that_was_not_seen_for_its_life_joins_nobody_any_more(graph: Graph):
    load(graph, event(1, "user:u", "cookie:c", minute=-60 * 24 * 500))
    assert len(set(people(graph).values())) == 1
    load(graph, event(2, "email:e"), key="much later")
    found = people(graph)
    assert found["user:u"] != found["cookie:c"]


def test_tombstones_that_lead_in_a_circle_are_reported_and_never_followed(graph: Graph):
    graph.statement(
        "CREATE (a:Tombstone {oneid: 'one', anchor: 'x'}), (b:Tombstone {oneid: 'other', anchor: 'y'}), "
        "(a)-[:MERGED_INTO]->(b), (b)-[:MERGED_INTO]->(a)"
    )
    with pytest.raises(GraphError, match="its tombstone leads to nobody"):
        find_oneid(graph, "one")
    failed = {check.name: check.examples for check in verify(graph).checks if check.failed}
    assert failed == {"every tombstone leads to one person in one hop": ["one", "other"]}


def test_a_crowd_on_one_cookie_is_nobody_and_its_block_decides_about_nobody_else(graph: Graph):
    crowd = [event(n, f"device:{n}", "cookie:kiosk", minute=n) for n in range(2_001)]
    load(graph, *crowd)
    assert len(set(people(graph).values())) == 2_002
    assert graph.ask("internal/identity/suspicions", limit=5)[0]["reason"] == "blocked: more than 2000 links"
    before = everything(graph)
    said = block(graph, "cookie:kiosk", WHO, HOW)
    undo(graph, said.key, WHO, HOW)
    assert everything(graph) == before


def test_a_merge_by_hand_takes_nothing_away_from_either_person(graph: Graph):
    load(
        graph,
        event(1, "member:m1", "cookie:c1"),
        event(2, "phone:1", "cookie:c1"),
        event(3, "member:m2", "cookie:c2"),
        event(4, "phone:2", "cookie:c2"),
        event(5, "phone:2"),
    )
    merge(graph, "member:m1", "member:m2", WHO, HOW)
    assert len(set(people(graph).values())) == 1
    resolve(graph, HOW, full=True)
    assert len(set(people(graph).values())) == 1
    assert verify(graph).clean


def test_an_identifier_is_taken_out_of_its_person_and_stays_out(graph: Graph):
    load(
        graph,
        event(1, "member:m", "phone:1"),
        event(2, "member:m", "cookie:c"),
        event(3, "phone:1", "cookie:c"),
    )
    before = everything(graph)
    said = unmerge_identifier(graph, "phone:1", WHO, HOW)
    assert (len(said.before), len(said.after)) == (1, 2)
    found = people(graph)
    assert found["member:m"] == found["cookie:c"] != found["phone:1"]
    resolve(graph, HOW, full=True)
    assert people(graph) == found
    with pytest.raises(Refused, match="the only identifier of its person"):
        unmerge_identifier(graph, "phone:1", WHO, HOW)
    undo(graph, said.key, WHO, HOW)
    assert everything(graph) == before


def test_what_was_blocked_for_one_cause_is_one_review_item(graph: Graph):
    phones = [event(n, "user:u", f"phone:{n}") for n in range(1, 18)]
    load(graph, *phones, event(18, "user:u", "phone:1"))
    (item,) = read_review_queue(graph).review_items
    assert (item.reason, item.links_total, item.people_total) == ("more than 1 phone", 16, 17)
    assert item.a == "user:u"
    (of_person,) = review_items_of(graph, people(graph)["user:u"]).review_items
    assert (of_person.a, of_person.links_total) == ("user:u", 16)
    keep_separate(graph, blocked_links(graph, "user:u"), WHO, HOW)
    assert read_review_queue(graph).review_items == []


def test_a_mailbox_that_many_use_merges_nobody_and_is_one_review_item(graph: Graph):
    accounts = [UserRecord("crm", str(n), ("email:info@x.com", f"record:{n}"), NOON, {}) for n in range(21)]
    load(graph, *accounts)
    assert len(set(people(graph).values())) == 22
    (item,) = read_review_queue(graph).review_items
    assert (item.a, item.reason, item.links_total) == ("email:info@x.com", "shared: 21 people by record", 21)


def test_the_member_keeps_the_oneid_when_an_older_cookie_is_taken_out(graph: Graph):
    load(graph, event(1, "cookie:c"), event(2, "member:m", "cookie:c"))
    before = people(graph)["member:m"]
    unmerge_identifier(graph, "cookie:c", WHO, HOW)
    after = people(graph)
    assert after["member:m"] == before
    assert after["cookie:c"] != before


def test_everybodys_decisions_are_listed_by_day_kind_and_author(graph: Graph):
    load(graph, event(1, "user:u", "device:d"), event(2, "email:e", "cookie:c"))
    load(graph, event(3, "device:d", "email:e"), key="second")
    said = block(graph, "device:d", WHO, HOW)
    today = datetime.now(UTC).date()

    def listed(**wanted) -> list[str]:
        return [one.kind for one in list_decisions(graph, DecisionFilter(**wanted)).decisions]

    assert listed() == ["block", "merge"]
    assert listed(kinds=(DecisionKind.MERGE,)) == listed(authors=("rules",)) == ["merge"]
    assert listed(authors=("analyst",)) == listed(manual=True) == ["block"]
    assert listed(since=today, until=today) == ["block", "merge"]
    assert listed(since=today + timedelta(days=1)) == listed(until=today - timedelta(days=1)) == []
    assert decision_authors(graph) == ["analyst", "rules"]
    (first,) = list_decisions(graph, DecisionFilter(), limit=1).decisions
    assert (first.key, list_decisions(graph, DecisionFilter(), limit=1).total) == (said.key, 2)


def test_the_days_of_decisions_are_those_of_the_calendar(graph: Graph):
    load(graph, event(1, "user:u", "device:d"))
    said = block(graph, "device:d", WHO, HOW)
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)
    graph.statement("MATCH (d:Decision {key: $key}) SET d.at = $at", key=said.key, at=late)
    first = DecisionFilter(since=late.date(), until=late.date(), manual=True)
    assert list_decisions(graph, first, calendar=Calendar()).total == 1
    assert list_decisions(graph, first, calendar=Calendar("Asia/Shanghai")).total == 0
    endless = DecisionFilter(since=date.min, until=date.max, manual=True)
    assert list_decisions(graph, endless, calendar=Calendar("Asia/Shanghai")).total == 1


def test_the_identity_map_has_the_person_of_every_account(graph: Graph):
    load(
        graph,
        UserRecord("crm", "1", ("member:a", "phone:1"), NOON),
        UserRecord("crm", "2", ("member:b", "phone:1"), NOON),
        UserRecord("crm", "3", ("phone:1",), NOON),
    )
    found = identity_map(graph, None, HOW)
    owner = {one.account: one.oneid for one in found.accounts}
    of = people(graph)
    assert owner == {"crm:1": of["member:a"], "crm:2": of["member:b"], "crm:3": of["phone:1"]}
    assert identity_map(graph, NOON.date() - timedelta(days=1), HOW).accounts == []
    assert len(identity_map(graph, NOON.date(), HOW).accounts) == 3
