"""Of an event's identifiers the rules say which one owns it: the kind with the highest priority."""

from pathlib import Path

import pytest
from command_line import printed
from onepath.graph.identity import Rules, default_rules
from onepath.graph.ingest.batch import content_of
from onepath.graph.store import Graph
from onepath.loaders.mapping import Mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord

MAPPING = Mapping.model_validate({
    "source": "shop",
    "event": {
        "name": {"constant": "order"}, "original_at": "at",
        "identifiers": {"cookie": "visitor", "email": "mail", "loyalty": "card"},
    },
})  # fmt: skip
LOYALTY_FIRST = Rules.model_validate({
    "kinds": {
        "loyalty": {"priority": 200}, "email": {"priority": 60, "blocked": ["test@*"]},
        "cookie": {"priority": 10}, "other": {"priority": 1},
    }
})  # fmt: skip


@pytest.fixture
def event(tmp_path: Path):
    def read(mail: str, card: str, rules: Rules, visitor: str = "c1") -> EventRecord:
        file = tmp_path / "orders.csv"
        file.write_text(f"at,visitor,mail,card\n2026-03-01 10:00:00,{visitor},{mail},{card}\n", "utf-8")
        (found,) = read_records(file, MAPPING, rules=rules)
        assert isinstance(found, EventRecord)
        return found

    return read


def test_a_kind_of_ones_own_owns_the_event_if_the_rules_put_it_first(event):
    found = event("ann@shop.example", "L7", LOYALTY_FIRST)
    assert found.identifiers == ("loyalty:L7", "email:ann@shop.example", "cookie:c1")


def test_a_kind_that_the_rules_do_not_name_has_the_priority_of_other(event):
    found = event("ann@shop.example", "L7", default_rules())
    assert found.identifiers == ("email:ann@shop.example", "loyalty:L7", "cookie:c1")


def test_a_blocked_identifier_owns_an_event_only_where_there_is_no_other(event):
    beside = event("test@shop.example", "", LOYALTY_FIRST, visitor="c1")
    assert beside.identifiers == ("cookie:c1", "email:test@shop.example")
    alone = event("test@shop.example", "", LOYALTY_FIRST, visitor="")
    assert alone.identifiers == ("email:test@shop.example",)


def test_other_priorities_do_not_make_another_event_of_it(event):
    first, second = (event("ann@shop.example", "L7", rules) for rules in (LOYALTY_FIRST, default_rules()))
    assert first.identifiers != second.identifiers
    assert content_of(first) == content_of(second)


def test_a_load_takes_the_owner_from_the_rules_that_are_set(here: Path, graph: Graph, monkeypatch):
    kinds = "[kinds.loyalty]\npriority = 200\n[kinds.cookie]\npriority = 10\n[kinds.other]\npriority = 1\n"
    (here / "rules.toml").write_text(kinds)
    (here / "events.csv").write_text(
        "source,name,original_at,cookie,loyalty:identifier\nshop,order,2026-03-01 10:00:00,c1,L7\n"
    )
    monkeypatch.setenv("ONEPATH_RULES", str(here / "rules.toml"))
    printed("load", "events.csv")
    (found,) = graph.statement(
        "MATCH (owner)<-[:BY]-(e:Event)-[:CARRIES]->(other) RETURN owner.key AS owner, other.key AS other"
    )
    assert found == {"owner": "loyalty:L7", "other": "cookie:c1"}
