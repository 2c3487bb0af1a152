"""An account's newest record is its present evidence: numbers change hands, and the past stays known."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.identity import Past, explain, resolve, verify
from onepath.graph.ingest import ingest, load_records
from onepath.graph.people import read_person
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from test_incremental import HOW, RULES, from_nothing, who_is_who
from whole_graph import empty, everything

MAY = datetime(2026, 5, 1, tzinfo=UTC)


def on(day: int) -> datetime:
    return MAY + timedelta(days=day)


def account(user_id: str, day: int | None, *keys: str, **attributes: object) -> UserRecord:
    return UserRecord("crm", user_id, keys, None if day is None else on(day), dict(attributes))


def load(graph: Graph, *records: UserRecord | EventRecord, key: str) -> None:
    load_records(graph, records, path=f"{key}.csv", key=key)
    resolve(graph, HOW)


def people(graph: Graph) -> set[frozenset[str]]:
    rows = graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN p.oneid AS oneid, collect(i.key) AS keys"
    )
    return {frozenset(row["keys"]) for row in rows}


def people_on(graph: Graph, day: int) -> set[frozenset[str]]:
    past = Past.on(graph, on(day).date(), HOW)
    return {frozenset(member.key for member in one.members) for one in past.people()}


def a_number_changes_hands(graph: Graph) -> None:
    load(graph, account("1", 0, "member:1", "phone:1"), account("2", 0, "member:2", "phone:2"), key="may")
    load(graph, account("1", 60, "member:1", "phone:9"), account("2", 60, "member:2", "phone:1"), key="july")


def test_a_number_that_changed_hands_is_its_new_owners(graph: Graph):
    a_number_changes_hands(graph)
    assert people(graph) == {
        frozenset({"member:1", "phone:9"}), frozenset({"member:2", "phone:1"}), frozenset({"phone:2"}),
    }  # fmt: skip
    assert verify(graph).clean
    resolve(graph, HOW, full=True)
    assert frozenset({"member:2", "phone:1"}) in people(graph)


def test_the_day_before_it_was_its_first_owners(graph: Graph):
    a_number_changes_hands(graph)
    then = {frozenset({"member:1", "phone:1"}), frozenset({"member:2", "phone:2"})}
    assert people_on(graph, 59) == then
    assert people_on(graph, 60) == people(graph)


def test_the_explanation_says_until_when_the_account_named_both(graph: Graph):
    a_number_changes_hands(graph)
    why = explain(graph, "member:1", "phone:1", RULES)
    assert (why.same_person, why.why_not) == (
        False, "the account crm:1 named both until 2026-06-30, and no longer does",
    )  # fmt: skip
    assert [(step.rule, step.ended_at, step.accounts) for step in why.path] == [
        ("same_user", on(60), ["crm:1"])
    ]


def test_attributes_of_a_past_day_are_those_of_that_day(graph: Graph):
    load(graph, account("1", 0, "member:1", city="Rome", tier="gold"), key="may")
    load(graph, account("1", 60, "member:1", city="Paris"), key="july")
    cities = [read_person(graph, "member:1", HOW, on(day).date()).users[0]["city"] for day in (30, 60)]
    assert cities == ["Rome", "Paris"]
    (user,) = graph.statement("MATCH (u:User) RETURN u.city AS city, u.tier AS tier")
    assert user == {"city": "Paris", "tier": "gold"}


def test_a_live_source_gives_a_number_to_its_new_owner_at_once(graph: Graph):
    load(graph, account("1", 0, "member:1", "phone:1"), key="may")
    ingest(graph, [account("1", 60, "member:1", "phone:9")], resolve_with=HOW)
    assert people(graph) == {frozenset({"member:1", "phone:9"}), frozenset({"phone:1"})}
    assert verify(graph).clean


KEYS = [f"{kind}:{n}" for kind in ("member", "phone", "device") for n in range(3)]
accounts = st.tuples(
    st.integers(0, 2),
    st.none() | st.integers(0, 5),
    st.lists(st.sampled_from(KEYS), max_size=3, unique=True),
    st.integers(0, 2),
)
visits = st.tuples(st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True), st.integers(0, 5))
some_records = st.tuples(st.lists(accounts, min_size=1, max_size=8), st.lists(visits, max_size=4))


def made(some) -> list[UserRecord | EventRecord]:
    stated, seen = some
    # Contradicting attributes of records without a time are in the order of their loads, and so not here.
    records: list[UserRecord | EventRecord] = [
        account(str(who), day, *keys, **({} if day is None else {"city": city}))
        for who, day, keys, city in stated
    ]
    for number, (keys, day) in enumerate(seen):
        records.append(EventRecord("web", f"m{number}", "view", on(day), on(day), number, tuple(keys)))
    return records


def without_loads(graph: Graph) -> list[str]:
    graph.statement("MATCH (n) WHERE n._loads IS NOT NULL SET n._loads = []")
    graph.statement("MATCH (n:Load|ResolveState|Tombstone|Decision) DETACH DELETE n")
    graph.statement("MATCH (n) REMOVE n:ResolveDue:JourneyDue")
    return everything(graph)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_records, st.randoms(use_true_random=False))
def test_order_and_batches_of_arrival_do_not_matter(graph: Graph, some, random):
    records = made(some)
    seen = []
    for turn in range(2):
        empty(graph)
        order = random.sample(records, len(records)) if turn else records
        cut = random.randint(0, len(order)) if turn else len(order)
        for n, part in enumerate((order[:cut], order[cut:])):
            load_records(graph, part, path="test", key=f"k{n}", batch_size=random.randint(1, 5))
            resolve(graph, HOW)
        assert verify(graph).clean, verify(graph)
        who = who_is_who(graph)
        assert who == from_nothing(graph)
        seen.append((who, without_loads(graph)))
    assert seen[0] == seen[1]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(some_records, st.integers(0, 5))
def test_a_past_day_is_what_the_records_until_then_said(graph: Graph, some, day: int):
    records = made(some)
    until = [
        one
        for one in records
        if (at := one.updated_at if isinstance(one, UserRecord) else one.corrected_at) is None
        or at <= on(day)
    ]
    empty(graph)
    load(graph, *until, key="until")
    then = people(graph)
    load(graph, *records, key="all")
    assert people_on(graph, day) == then
