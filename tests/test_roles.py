"""What events mean: roles proposed from names, set by hand, and what questions leave out because of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import answered, complaint
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys, event_names, set_roles
from onepath.graph.outcomes import AttributionQuestion, RetentionQuestion
from onepath.graph.patterns import DriversQuestion
from onepath.graph.store import Graph
from onepath.loaders.errors import MappingInvalid
from onepath.loaders.mapping import load_mapping
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.records import EventRecord
from onepath.loaders.roles import propose_role
from prepared import Prepare

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("email_sent", "outbound"),
        ("SMS Delivered", "outbound"),
        ("push_received", "outbound"),
        ("短信发送", "outbound"),
        ("模板消息下发", "outbound"),
        ("email_open", "response"),
        ("smsClick", "response"),
        ("邮件打开", "response"),
        ("payment_failed", "error"),
        ("CheckoutError", "error"),
        ("支付失败", "error"),
        ("purchase", "conversion"),
        ("Order Completed", "conversion"),
        ("sign_up", "conversion"),
        ("下单", "conversion"),
        ("heartbeat", "system"),
        ("心跳", "system"),
        ("browse", "behaviour"),
        ("send_message", "behaviour"),
        ("order_shipped", "behaviour"),
        ("menu_click", "behaviour"),
        ("浏览商品", "behaviour"),
    ],
)
def test_a_role_is_proposed_from_the_name(name: str, role: str) -> None:
    assert propose_role(name) == role


def events_of(who: str, *events: tuple[str, timedelta], source: str = "web") -> list[EventRecord]:
    return [
        EventRecord(
            source, f"{who}{name}{after}", name, MONDAY + after, MONDAY + after, place, (f"cookie:{who}",)
        )
        for place, (name, after) in enumerate(events)
    ]


def store_mailings(graph: Graph) -> None:
    """Ann comes back after a week. Bob is only written to, in the first week and in the second."""
    records = [
        *events_of("ann", ("browse", timedelta()), ("email_sent", timedelta(hours=1)), ("purchase", WEEK)),
        *events_of("bob", ("browse", timedelta()), ("email_sent", WEEK), ("newsletter", WEEK)),
    ]
    load_records(graph, records, path="mail.csv", key="mail")
    resolve(graph)
    build_journeys(graph)


@pytest.fixture
def mailings(folder: Path, prepare: Prepare) -> Graph:
    return prepare(store_mailings)


def roles(graph: Graph) -> dict[str, str]:
    return {one.name: one.role for one in event_names(graph)}


def test_roles_are_listed_with_the_events(mailings: Graph) -> None:
    listed = {one["name"]: one["role"] for one in answered("events")["events"]}
    assert listed == {
        "browse": "behaviour",
        "email_sent": "outbound",
        "newsletter": "behaviour",
        "purchase": "conversion",
    }


def test_who_was_only_written_to_did_not_return(mailings: Graph) -> None:
    set_roles(mailings, {"newsletter": "outbound"})
    retention = RetentionQuestion(interval="week").answer(mailings)
    assert [(cell.period, cell.people, cell.of) for cell in retention.cohorts[0].cells] == [
        (0, 0, 2),
        (1, 1, 2),
    ]
    set_roles(mailings, {"email_sent": "behaviour"})
    retention = RetentionQuestion(interval="week").answer(mailings)
    assert [(cell.period, cell.people, cell.of) for cell in retention.cohorts[0].cells] == [
        (0, 1, 2),
        (1, 2, 2),
    ]


def test_a_message_that_is_sent_is_neither_a_touchpoint_nor_a_driver(mailings: Graph) -> None:
    set_roles(mailings, {"browse": "outbound"})
    attribution = AttributionQuestion(target="purchase").answer(mailings)
    assert attribution.without_touchpoint == 1
    named = AttributionQuestion(target="purchase", touch="email_sent").answer(mailings)
    assert [one.channel for one in named.channels] == ["email_sent"]
    load_records(mailings, events_of("bob", ("look", timedelta(hours=2))), path="more.csv", key="more")
    resolve(mailings)
    build_journeys(mailings)
    drivers = DriversQuestion(target="purchase", min_people=1, min_share=0).answer(mailings)
    assert {one.name for one in drivers.drivers} == {"look"}


def test_the_library_does_not_call_a_message_activity(mailings: Graph) -> None:
    set_roles(mailings, {"newsletter": "system"})
    active = mailings.ask("people/active_between", since="2026-03-09")
    assert [row["events"] for row in active] == [1]
    (dormant,) = mailings.ask("retention/dormant_people", days=7)
    assert dormant["silent_days"] == 7
    weeks = mailings.ask("people/new_and_returning")
    assert [row["people"] for row in weeks] == [2, 1]


def test_a_role_holds_for_sources_that_send_the_event_later(mailings: Graph) -> None:
    assert answered("events", "--role", "newsletter=outbound")["events"]
    load_records(mailings, events_of("cem", ("newsletter", WEEK), source="app"), path="more.csv", key="more")
    resolve(mailings)
    build_journeys(mailings)
    assert {
        row["role"] for row in mailings.ask("internal/journeys/letters") if row["name"] == "newsletter"
    } == {"outbound"}


def test_an_unknown_role_and_an_unknown_event_are_refused(mailings: Graph) -> None:
    assert "The roles are: behaviour, outbound" in complaint("events", "--role", "newsletter=spam")
    assert "No event is named newsleter" in complaint("events", "--role", "newsleter=outbound")
    assert roles(mailings)["newsletter"] == "behaviour"


def test_a_mapping_sets_roles(here: Path, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("who,event,at\na,news,2026-03-02\na,browse,2026-03-03\n")
    (tmp_path / "log.toml").write_text(
        'source = "web"\n[event]\nname = "event"\noriginal_at = "at"\n[event.identifiers]\ncookie = "who"\n'
        '[roles]\nnews = "outbound"\n'
    )
    answered("load", str(tmp_path / "log.csv"), "--mapping", str(tmp_path / "log.toml"))
    answered("resolve")
    answered("journeys", "build")
    assert roles(graph) == {"news": "outbound", "browse": "behaviour"}
    mapping = load_mapping(tmp_path / "log.toml")
    (tmp_path / "again.toml").write_text(mapping_text(mapping))
    assert load_mapping(tmp_path / "again.toml") == mapping


def test_a_mapping_with_an_unknown_role_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.toml").write_text(
        'source = "web"\n[event]\nname = "event"\noriginal_at = "at"\n[event.identifiers]\ncookie = "who"\n'
        '[roles]\nnews = "spam"\n'
    )
    with pytest.raises(MappingInvalid, match="roles"):
        load_mapping(tmp_path / "log.toml")
