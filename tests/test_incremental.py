"""Whatever arrives, in whatever order and batches, the people are the same as when resolved from nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from onepath.graph.errors import GraphError
from onepath.graph.identity import (
    Author,
    ResolveOptions,
    block,
    default_rules,
    merge,
    resolve,
    undo,
    unmerge,
    verify,
)
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from whole_graph import empty

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RULES = default_rules()
HOW = ResolveOptions(RULES.model_copy(update={"people": RULES.people.model_copy(update={"most_links": 9})}))
KEYS = [f"{kind}:{n}" for kind in ("member", "user", "phone", "device", "cookie") for n in range(3)]
ANALYST = Author("analyst", "because")

keys = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True).map(tuple)
events = st.tuples(st.just("event"), keys, st.integers(0, 900))
none = st.just(())
accounts = st.tuples(st.just("user"), keys | none, st.integers(0, 900))
records = st.lists(events | accounts, min_size=1, max_size=14)
decisions = st.sampled_from(["merge", "unmerge", "block", "undo"])
words = st.tuples(decisions, st.integers(0, 99), st.integers(0, 99))


def record(number: int, kind: str, identifiers: tuple[str, ...], day: int):
    at = NOON + timedelta(days=day)
    if kind == "user":
        return UserRecord("crm", f"u{number}", identifiers, at)
    return EventRecord("web", f"m{number}", "view", at, at, number, identifiers)


def who_is_who(graph: Graph):
    return graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN i.key AS key, p.oneid AS oneid, "
        "i.shared AS shared, i.blocked AS blocked ORDER BY key"
    ), graph.statement("MATCH ()-[l:LINK]->() RETURN l.key AS key, l.cut AS cut ORDER BY key")


def from_nothing(graph: Graph, how: ResolveOptions = HOW):
    for label in ("Person", "Tombstone", "Decision", "ResolveState"):
        graph.statement(f"MATCH (n:{label}) DETACH DELETE n")
    resolve(graph, how)
    return who_is_who(graph)


def how_much(graph: Graph):
    """What no merge, split or undo may change: identifiers, accounts, events, and links but those by hand."""
    return graph.statement(
        "RETURN COUNT { (:Identifier) } AS identifiers, COUNT { (:User) } AS accounts, "
        "COUNT { (:Event)-[:BY]->() } AS events, COUNT { ()-[l:LINK]->() WHERE l.rule <> 'by_hand' } AS links"
    )


def say(graph: Graph, word: str, first: int, second: int) -> None:
    known = [row["key"] for row in graph.statement("MATCH (i:Identifier) RETURN i.key AS key ORDER BY key")]
    try:
        if word == "merge":
            merge(graph, known[first % len(known)], known[second % len(known)], ANALYST, HOW)
        elif word == "block":
            block(graph, known[first % len(known)], ANALYST, HOW)
        elif word == "unmerge":
            links = graph.statement(
                "MATCH (p:Person)<-[:IDENTIFIES]-()-[l:LINK]->()-[:IDENTIFIES]->(p) "
                "RETURN l.key AS key, p.oneid AS oneid ORDER BY key"
            )
            if links:
                link = links[first % len(links)]
                unmerge(graph, link["oneid"], [link["key"]], ANALYST, HOW)
        else:
            made = graph.statement("MATCH (d:Decision) RETURN d.key AS key ORDER BY d.at")
            if made:
                undo(graph, made[first % len(made)]["key"], ANALYST, HOW)
    except GraphError:
        pass  # refused, with a reason: nothing was changed


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(records | words, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_step_by_step_is_the_same_as_from_nothing(graph: Graph, steps, random):
    empty(graph)
    number = 0
    for place, step in enumerate(steps):
        if isinstance(step, list):
            batch = [record(number + n, *one) for n, one in enumerate(step)]
            number += len(batch)
            load_records(graph, batch, path="test", key=f"k{place}", batch_size=random.randint(1, 9))
            resolve(graph, HOW)
            if random.random() < 0.5:
                build_journeys(graph)
        elif number:
            before = how_much(graph)
            say(graph, *step)
            assert how_much(graph) == before
        assert verify(graph).clean, verify(graph)
    if number:
        assert who_is_who(graph) == from_nothing(graph)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, st.randoms(use_true_random=False))
def test_any_order_and_batches_give_the_same_people_and_ids(graph: Graph, some, random):
    made = [record(n, *one) for n, one in enumerate(some)]
    seen = []
    for _ in range(2):
        empty(graph)
        shuffled = random.sample(made, len(made))
        cut = random.randint(0, len(made))
        for n, part in enumerate((shuffled[:cut], shuffled[cut:])):
            load_records(graph, part, path="test", key=f"k{n}", batch_size=random.randint(1, 5))
            resolve(graph, HOW)
        seen.append(who_is_who(graph))
    assert seen[0] == seen[1]


def test_other_rules_resolve_everybody_anew(graph: Graph):
    load_records(graph, [record(0, "event", ("member:0", "phone:0"), 0)], path="test", key="k")
    assert resolve(graph, HOW).full
    assert not resolve(graph, HOW).full
    other = replace(HOW, rules=RULES)
    assert resolve(graph, other).full


def test_an_empty_graph_has_nobody_to_resolve(graph: Graph):
    assert resolve(graph, HOW).people == 0
