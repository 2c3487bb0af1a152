"""What one component of evidence says about people, without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.attributes import read_profile
from onepath.graph.errors import RulesInvalid
from onepath.graph.identity import Rules, default_rules, load_rules
from onepath.graph.identity.component import Component, ComponentLink
from onepath.graph.identity.division import divide
from onepath.graph.identity.oneid import Naming

DAY = 86_400_000_000
RULES = default_rules()


def people(links, first_seen=None, kept_separate=(), rules=RULES, blocked=(), said=None):
    """Sets of keys, from links `(a, b)` or `(a, b, count)`; `said` by key what an account says."""
    keys = sorted({key for link in links for key in link[:2]})
    place = {key: n for n, key in enumerate(keys)}
    component = Component(
        keys,
        [(first_seen or {}).get(key) for key in keys],
        [
            ComponentLink(
                place[a],
                place[b],
                count=1 if more in ([], ["manual"]) else more[0],
                manual="manual" in more,
            )
            for a, b, *more in links
        ],
        blocked=[place[key] for key in blocked],
        kept_separate=[(place[a], place[b]) for a, b in kept_separate],
        profiles={place[key]: [read_profile(values)] for key, values in (said or {}).items()},
    )
    partition = divide(component, rules)
    groups: dict[int, set[str]] = {}
    for key, person in zip(keys, partition.people, strict=True):
        groups.setdefault(person, set()).add(key)
    why = {
        (keys[component.links[n].a], keys[component.links[n].b]): reason
        for n, reason in partition.cut.items()
    }
    return sorted(map(sorted, groups.values())), why, {keys[n]: r for n, r in partition.shared.items()}


def test_the_phone_and_the_wechat_id_are_one_person_through_their_binding():
    found, cut, shared = people([("phone:1", "wechat_openid:o"), ("phone:1", "user:u")])
    assert found == [["phone:1", "user:u", "wechat_openid:o"]]
    assert (cut, shared) == ({}, {})


def test_a_family_phone_joins_no_two_members_and_stands_alone():
    found, _, shared = people([("phone:1", "member:a"), ("phone:1", "member:b"), ("phone:1", "device:d")])
    assert found == [["device:d"], ["member:a"], ["member:b"], ["phone:1"]]
    assert shared == {"phone:1": "shared: 2 of member"}


def test_a_shared_tablet_stands_alone():
    found, _, shared = people([("device:t", "user:a"), ("device:t", "user:b"), ("user:a", "phone:1")])
    assert found == [["device:t"], ["phone:1", "user:a"], ["user:b"]]
    assert list(shared) == ["device:t"]


def test_what_would_break_a_limit_is_blocked_at_the_weaker_evidence():
    found, cut, _ = people([("user:a", "phone:1", 9), ("user:a", "phone:2", 1)])
    assert found == [["phone:1", "user:a"], ["phone:2"]]
    assert cut == {("user:a", "phone:2"): "more than 1 phone"}


def test_two_members_are_never_one_person_however_they_are_connected():
    found, cut, _ = people([("member:a", "email:x", 3), ("email:x", "cookie:c"), ("cookie:c", "member:b", 2)])
    assert found == [["cookie:c", "member:b"], ["email:x", "member:a"]]
    assert list(cut.values()) == ["more than 1 member"]


def test_a_limit_with_a_window_counts_what_came_new_within_it():
    links = [("user:u", f"device:{n}") for n in range(8)]
    slowly = {f"device:{n}": n * 31 * DAY for n in range(8)}
    assert len(people(links, slowly)[0]) == 1
    at_once = {f"device:{n}": n * DAY for n in range(8)}
    found, cut, _ = people(links, at_once)
    assert len(found) == 4
    assert set(cut.values()) == {"more than 5 device in 30 days"}


def test_a_person_never_gets_larger_than_the_cap():
    small = RULES.model_copy(update={"people": RULES.people.model_copy(update={"most_identifiers": 3})})
    found, cut, _ = people([("user:u", f"wechat_openid:{n}") for n in range(5)], rules=small)
    assert max(map(len, found)) == 3
    assert len(cut) == 3


def test_a_manual_merge_beats_limits_and_is_beaten_by_a_decision_to_keep_separate():
    assert len(people([("member:a", "member:b", "manual")])[0]) == 1
    found, cut, _ = people(
        [("user:u", "phone:1"), ("user:u", "email:x")], kept_separate=[("phone:1", "email:x")]
    )
    assert len(found) == 2
    assert list(cut.values()) == ["kept separate by a manual decision"]


def test_a_link_to_itself_and_a_blocked_identifier_join_nobody():
    assert people([("phone:1", "phone:1")])[0] == [["phone:1"]]
    assert people([("phone:1", "user:u")], blocked=["phone:1"])[0] == [["phone:1"], ["user:u"]]


def test_a_kind_that_only_attaches_traces_joins_no_two_known_people():
    kinds = {**RULES.kinds, "cookie": RULES.kinds["cookie"].model_copy(update={"merges": "traces"})}
    careful = RULES.model_copy(update={"kinds": kinds})
    found, cut, _ = people([("cookie:c", "user:u", 5), ("cookie:c", "email:x", 1)], rules=careful)
    assert found == [["cookie:c", "user:u"], ["email:x"]]
    assert list(cut.values()) == ["cookie joins no known people"]


MOTHER = {"full_name": "王芳", "birth_date": "1970-01-02", "gender": "f"}
SON = {"full_name": "李强", "birth_date": "1999-05-06", "gender": "m"}


def test_a_number_of_two_who_contradict_each_other_stays_with_the_stronger_evidence():
    links = [("phone:1", "member:a"), ("phone:1", "user:b"), ("user:b", "device:d")]
    assert len(people(links)[0]) == 1
    found, cut, _ = people(links, said={"member:a": MOTHER, "user:b": SON})
    assert found == [["device:d", "user:b"], ["member:a", "phone:1"]]
    assert cut == {("phone:1", "user:b"): "different birth dates and names and genders"}


def test_a_contradiction_that_weakens_makes_a_link_come_last():
    links = [("email:x", "member:a"), ("email:x", "user:b"), ("cookie:c", "user:b"), ("cookie:c", "member:d")]
    said = {"member:a": {"gender": "f"}, "user:b": {"gender": "m"}, "member:d": {"gender": "m"}}
    found, cut, _ = people(links, said=said)
    assert found == [["cookie:c", "member:d", "user:b"], ["email:x", "member:a"]]
    assert cut == {("email:x", "user:b"): "more than 1 member"}
    # Alone it holds nobody apart.
    assert people(links[:2], said={key: said[key] for key in ("member:a", "user:b")})[1] == {}


def test_contradictions_in_two_attributes_that_weaken_hold_two_people_apart():
    rules = Rules.model_validate(
        {**RULES.model_dump(), "contradictions": {"name": "weaken", "gender": "weaken"}}
    )  # fmt: skip
    links = [("phone:1", "member:a"), ("phone:1", "user:b")]
    assert people(links, rules=rules, said={"member:a": MOTHER, "user:b": SON})[1] == {
        ("phone:1", "user:b"): "different names and genders"
    }
    nameless = {"gender": "m"}
    assert people(links, rules=rules, said={"member:a": MOTHER, "user:b": nameless})[1] == {}


def test_a_manual_merge_joins_accounts_that_contradict_each_other_and_what_only_they_shared():
    evidence = [("phone:1", "member:a"), ("phone:1", "user:b")]
    said = {"member:a": MOTHER, "user:b": SON}
    assert len(people(evidence, said=said)[0]) == 2
    found, cut, _ = people([*evidence, ("member:a", "user:b", "manual")], said=said)
    assert (found, cut) == ([["member:a", "phone:1", "user:b"]], {})
    tablet = [("device:t", "user:a"), ("device:t", "user:b")]
    said = {"user:a": MOTHER, "user:b": SON}
    assert people(tablet, said=said)[2] == {"device:t": "shared: 2 of user"}
    found, cut, shared = people([*tablet, ("user:a", "user:b", "manual")], said=said)
    assert (found, cut, shared) == ([["device:t", "user:a", "user:b"]], {}, {})


def test_evidence_that_a_contradiction_weakens_still_comes_before_a_manual_merge():
    links = [("email:x", "member:a"), ("email:x", "user:b"), ("member:d", "user:b", "manual")]
    said = {"member:a": {"gender": "f"}, "user:b": {"gender": "m"}}
    assert people(links, said=said)[0] == [["email:x", "member:a", "member:d", "user:b"]]


def test_two_sources_that_contradict_each_other_about_one_member_number_say_it_of_one_person():
    found, cut, _ = people([("member:a", "phone:1")], said={"member:a": MOTHER, "phone:1": {}})
    assert (len(found), cut) == (1, {})


def test_what_is_certain_comes_before_what_is_similar():
    keys = ["member:a", "phone:1", "user:b", "user:c"]
    links = [ComponentLink(0, 2, 0.95), ComponentLink(0, 1), ComponentLink(1, 3)]
    partition = divide(Component(keys, [None] * 4, links), RULES)
    assert partition.cut == {0: "more than 1 user"}


KEYS = [f"{kind}:{n}" for kind in ("member", "phone", "device", "cookie") for n in range(4)]
LINKS = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(1, 3)), min_size=1, max_size=25
)


@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_of_links_never_matters_and_every_limit_holds(links, random):
    found, _, _ = people(links)
    assert people(random.sample(links, len(links)))[0] == found
    for person in found:
        for kind, most in (("member", 1), ("phone", 1), ("device", 5)):
            assert sum(key.startswith(kind) for key in person) <= most


def test_a_million_identifiers_on_one_cookie_end_in_people_of_the_allowed_size():
    devices = {**RULES.kinds, "device": RULES.kinds["device"].model_copy(update={"shared_above": None})}
    links = [("cookie:hub", f"device:{n}") for n in range(20_000)]
    found, cut, _ = people(links, {}, rules=RULES.model_copy(update={"kinds": devices}))
    assert max(map(len, found)) <= RULES.people.most_identifiers
    assert len(cut) >= 20_000 - RULES.people.most_identifiers
    assert people(links, {})[2] == {"cookie:hub": "shared: 20000 people by device"}


def test_a_mailbox_on_21_accounts_merges_nobody_and_not_an_arbitrary_ten():
    found, cut, shared = people([("email:info@x.com", f"account:{n}") for n in range(21)])
    assert max(map(len, found)) == 1
    assert (cut, shared) == ({}, {"email:info@x.com": "shared: 21 people by account"})


def test_a_mailbox_and_a_switchboard_do_not_hide_each_other():
    both = [(hub, f"account:{n}") for hub in ("email:info@x.com", "phone:1") for n in range(21)]
    found, _, shared = people(both)
    assert max(map(len, found)) == 1
    assert list(shared) == ["email:info@x.com", "phone:1"]


def test_many_accounts_of_one_member_are_one_person_and_share_nothing():
    accounts = [(end, f"account:{n}") for end in ("email:ann@x.com", "member:m") for n in range(12)]
    _, cut, shared = people(accounts)
    assert shared == {}
    assert set(cut.values()) == {"more than 10 account"}


def test_a_manual_merge_keeps_all_that_both_people_had_beyond_every_limit():
    evidence = [
        ("member:a", "cookie:a"),
        ("phone:1", "cookie:a"),
        ("member:b", "cookie:b"),
        ("phone:2", "cookie:b", 9),
    ]
    apart = people(evidence)[0]
    assert apart == [["cookie:a", "member:a", "phone:1"], ["cookie:b", "member:b", "phone:2"]]
    found, cut, _ = people([*evidence, ("member:a", "member:b", "manual")])
    assert found == [sorted(apart[0] + apart[1])]
    assert cut == {}


def test_a_manual_merge_with_an_identifier_of_somebody_else_brings_them_along():
    found, cut, _ = people([("member:b", "phone:1"), ("member:a", "phone:1", "manual")])
    assert found == [["member:a", "member:b", "phone:1"]]
    assert cut == {}


def test_what_only_the_two_merged_people_shared_is_theirs_unless_it_breaks_a_limit():
    shared = [("device:t", "user:a"), ("device:t", "user:b"), ("user:a", "user:b", "manual")]
    assert people(shared)[0] == [["device:t", "user:a", "user:b"]]
    phones = [("phone:1", "user:a"), ("phone:2", "user:a", 9), ("phone:2", "user:b", 9)]
    found, cut, _ = people([*phones, ("user:a", "user:b", "manual")])
    assert found == [["phone:1", "user:a", "user:b"], ["phone:2"]]
    assert set(cut.values()) == {"more than 1 phone"}


MERGES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), min_size=1, max_size=3)


@given(LINKS, MERGES)
def test_a_manual_merge_takes_nothing_away_from_anybody(links, merges):
    merged = [(a, b, "manual") for a, b in merges]
    everybody = [(key, key) for key in KEYS]
    before, _, _ = people([*everybody, *links])
    after, _, _ = people([*everybody, *links, *merged])
    assert all(any(set(one) <= set(other) for other in after) for one in before)


def test_a_person_is_named_after_the_strongest_identifier_and_of_several_the_oldest():
    naming, secret = Naming(RULES), Naming(RULES, "secret")
    assert naming.anchor([(5, "phone:1"), (3, "cookie:z"), (None, "a:a")]) == "phone:1"
    assert naming.anchor([(5, "cookie:a"), (3, "cookie:z"), (None, "cookie:b")]) == "cookie:z"
    assert naming.anchor([(3, "cookie:z"), (3, "cookie:a")]) == "cookie:a"
    assert naming.oneid("cookie:a") != naming.oneid("cookie:z")
    assert secret.oneid("cookie:a") != naming.oneid("cookie:a")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("kinds = 3", "kinds"),
        ("[kinds.other]\npriority = 1\nlimit = 0", "kinds.other.limit"),
        ("[kinds.other]\npriority = 1\nunique = true\nlimit = 4", "unique means a limit of 1"),
        ("[kinds.other]\npriority = 1\nwindow_days = 4", "window_days needs a limit"),
        ("[kinds.other]\npriority = 1\nlimit = 4\nshared_above = 3", "shared_above is less than the limit"),
        ("[kinds.other]\npriority = 1\nunique = true\nshared_above = 3", "leave shared_above out"),
        ("[kinds.other]\npriority = 1\ncolour = 4", "colour"),
        ("[kinds.phone]\npriority = 1", r"\[kinds.other\] is missing"),
        ("[kinds.other]\npriority = 1\n[kinds.Phone]\npriority = 2", "cannot name a kind"),
        ("[kinds.other]\npriority = 1\nnormaliser = 'sha'", "phone, email, lower, text"),
        ("[kinds.other", "not TOML"),
        ("[kinds.other]\npriority = 1\n[links.similar]\nthreshold = 2", "threshold"),
    ],
)
def test_rules_that_make_no_sense_are_refused_with_the_place(tmp_path, text, complaint):
    (tmp_path / "rules.toml").write_text(text)
    with pytest.raises(RulesInvalid, match=complaint):
        load_rules(tmp_path / "rules.toml")


def test_every_mistake_in_a_rules_file_is_reported_at_once(tmp_path):
    (tmp_path / "rules.toml").write_text("[kinds.other]\npriority = -1\nlimit = 0")
    with pytest.raises(RulesInvalid, match=r"(?s)priority.*limit"):
        load_rules(tmp_path / "rules.toml")


def test_a_pattern_that_somebody_writes_never_takes_for_ever():
    kind = RULES.of("email").model_copy(update={"blocked": ("*a*a*a*a*a*a*a*a*b",)})
    assert not kind.blocks("a" * 1_000)
