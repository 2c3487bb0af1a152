"""Accounts that contradict each other, in the graph: kept separate, reported, and shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from command_line import printed
from explorer_pages import page
from onepath.graph.identity import (
    ResolveOptions,
    Rules,
    default_rules,
    explain,
    read_review_queue,
    resolve,
)
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.people import read_person
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord
from streamlit.testing.v1 import AppTest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PHONE = "phone:+8613800138000"
MOTHER = UserRecord(
    "crm", "1", ("member:1", PHONE), NOON, {"full_name": "王芳", "birth_date": "1970-01-02", "gender": "f"}
)
SON = UserRecord(
    "app", "2", ("user:2", PHONE), NOON, {"full_name": "Li Qiang", "birth_date": "1999-05-06", "gender": "m"}
)


def load(graph: Graph, *records: UserRecord) -> None:
    load_records(graph, records, path="test", key=",".join(f"{r.key} {r.updated_at}" for r in records))


def people(graph: Graph) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in graph.ask("internal/identity/who", keys=["member:1", "user:2", PHONE]):
        found.setdefault(row["oneid"], set()).add(row["key"])
    return set(map(frozenset, found.values()))


APART = {frozenset(("member:1", PHONE)), frozenset(("user:2",))}


def test_a_number_of_a_mother_and_her_son_stays_with_the_stronger_evidence(graph: Graph):
    load(graph, MOTHER, SON)
    resolve(graph)
    assert people(graph) == APART
    (item,) = read_review_queue(graph).review_items
    assert item.reason == "different birth dates and names and genders"
    found = explain(graph, "user:2", "member:1", default_rules())
    assert found.why_not == (
        f"a rule blocks the link between {PHONE} and user:2: different birth dates and names and genders"
    )


def test_it_does_not_matter_in_which_batches_they_arrive(graph: Graph):
    load(graph, SON)
    resolve(graph)
    load(graph, MOTHER)
    resolve(graph)
    assert people(graph) == APART
    resolve(graph, full=True)
    assert people(graph) == APART


def test_a_corrected_account_belongs_to_its_person(graph: Graph):
    load(graph, MOTHER, SON)
    resolve(graph)
    corrected = {"full_name": "Wang Fang", "birth_date": "1970-01-02", "gender": "f"}
    load(graph, UserRecord("app", "2", ("user:2", PHONE), NOON + timedelta(days=1), corrected))
    resolve(graph)
    assert people(graph) == {frozenset(("member:1", PHONE, "user:2"))}


def test_rules_that_ignore_attributes_hold_nobody_apart_by_them(graph: Graph):
    load(graph, MOTHER, SON)
    rules = Rules.model_validate({**default_rules().model_dump(), "contradictions": {}})
    resolve(graph, ResolveOptions(rules))
    assert people(graph) == {frozenset(("member:1", PHONE, "user:2"))}


def test_a_person_shows_where_the_sources_contradict_each_other(here: Path, graph: Graph):
    load(graph, MOTHER, UserRecord("shop", "7", ("member:1",), NOON, {"date_of_birth": "12/11/1984"}))
    resolve(graph)
    person = read_person(graph, "member:1", ResolveOptions(default_rules()))
    assert person is not None
    (found,) = person.contradictions
    assert found.attribute == "birth_date"
    assert [(one.account, one.value) for one in found.values] == [
        ("crm:1", "1970-01-02"),
        ("shop:7", "1984-11-12 or 1984-12-11"),
    ]
    assert "shop:7: 1984-11-12 or 1984-12-11" in " ".join(printed("person", "member:1").split())


def test_the_persons_page_shows_two_birth_dates_and_two_genders(graph: Graph, explorer: AppTest):
    other = {"date_of_birth": "12/11/1984", "gender": "m"}
    visit = EventRecord("shop", "1", "visit", NOON, NOON, 1, ("member:1",))
    load(graph, MOTHER, UserRecord("shop", "7", ("member:1",), NOON, other))
    load_records(graph, [visit], path="visits", key="visits")
    resolve(graph)
    build_journeys(graph)
    app = page(explorer, "people", who="member:1", show="accounts")
    assert not app.exception
    shown = [warning.value.replace("\\", "") for warning in app.warning]
    assert [text.partition(":")[0] for text in shown] == [
        "The accounts contradict each other in the birth date",
        "The accounts contradict each other in the gender",
    ]
    assert "crm:1: female" in shown[1]
    assert "shop:7: male" in shown[1]
