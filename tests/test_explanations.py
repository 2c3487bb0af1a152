"""Why two identifiers are one person, or the nearest reason why they are not."""

from onepath.graph.identity import block, explain, keep_separate, merge, unmerge
from onepath.graph.store import Graph
from onepath.loaders.records import UserRecord
from test_decisions import HOW, NOON, WHO, event, load, people


def test_explain_gives_the_strongest_path_with_its_events(graph: Graph):
    load(
        graph,
        event(1, "phone:1", "wechat_openid:o"),
        UserRecord("crm", "9", ("member:m", "phone:1"), NOON),
    )
    found = explain(graph, "wechat_openid:o", "member:m", HOW.rules)
    assert found.same_person
    assert [(step.rule, step.a, step.b) for step in found.path] == [
        ("same_event", "phone:1", "wechat_openid:o"),
        ("same_user", "member:m", "phone:1"),
    ]
    assert [event["key"] for event in found.path[0].events] == ["web:m1"]
    assert found.path[1].accounts == ["crm:9"]


def test_explain_tells_the_nearest_reason_why_two_are_not_one(graph: Graph):
    load(graph, event(1, "user:u", "phone:1"), event(2, "user:u", "phone:1"), event(3, "user:u", "phone:2"))
    load(graph, event(4, "cookie:c"), key="second")
    found = explain(graph, "phone:1", "phone:2", HOW.rules)
    assert found.why_not == "a rule blocks the link between phone:2 and user:u: more than 1 phone"
    assert len(found.path) == 2
    assert "no evidence" in str(explain(graph, "phone:1", "cookie:c", HOW.rules).why_not)
    block(graph, "cookie:c", WHO, HOW)
    why = explain(graph, "phone:1", "cookie:c", HOW.rules).why_not
    assert str(why).startswith("cookie:c is blocked: analyst did it on ")


def test_a_manual_decision_is_the_reason_with_its_author_its_day_and_its_reason(graph: Graph):
    load(graph, event(1, "cookie:c1"), event(2, "member:M1", "cookie:c1"))
    link = "same_event|web|cookie:c1|member:M1"
    said = unmerge(graph, people(graph)["member:M1"], [link], WHO, HOW)
    found = explain(graph, "cookie:c1", "member:M1", HOW.rules)
    assert found.decision is not None
    assert (found.decision.key, found.decision.by, found.decision.reason) == (
        said.key, "analyst", "she says so",
    )  # fmt: skip
    assert found.why_not == (
        "the link between cookie:c1 and member:M1 is there, but analyst said on "
        f"{found.decision.at:%Y-%m-%d} that they are two people: she says so (decision {said.key})"
    )
    assert [step.key for step in found.path] == [link]


def test_a_decision_about_other_identifiers_of_the_two_people_is_named_too(graph: Graph):
    load(graph, event(1, "user:a", "email:e"), event(2, "user:b", "phone:1"), event(3, "email:e", "user:b"))
    load(graph, event(4, "cookie:c", "phone:1"), key="later")
    keep_separate(graph, ["same_event|web|email:e|user:b"], WHO, HOW)
    found = explain(graph, "user:a", "cookie:c", HOW.rules)
    assert found.decision is not None
    assert "the link between email:e and user:b is there, but analyst said" in str(found.why_not)


def test_the_nearest_reason_is_on_the_path_and_names_nothing_else(graph: Graph):
    load(
        graph,
        *(event(2 * n, f"member:m{n}", f"cookie:z{9 - n}") for n in range(1, 5)),
        *(event(2 * n + 1, f"member:m{n + 1}", f"cookie:z{9 - n}") for n in range(1, 5)),
    )
    why = explain(graph, "member:m1", "member:m2", HOW.rules).why_not
    assert why == "the path leads over cookie:z8, which is shared: 2 of member, and belongs to no one"


def test_a_path_over_a_blocked_identifier_is_found_and_names_the_decision(graph: Graph):
    load(graph, event(1, "user:a", "cookie:k"), event(2, "email:e", "cookie:k"))
    said = block(graph, "cookie:k", WHO, HOW)
    found = explain(graph, "user:a", "email:e", HOW.rules)
    assert "the path leads over cookie:k, which is blocked: analyst did it on" in str(found.why_not)
    assert found.decision is not None
    assert found.decision.key == said.key


def test_a_link_that_is_too_old_is_the_reason(graph: Graph):
    load(graph, event(1, "user:u", "cookie:c", minute=-60 * 24 * 500), event(2, "email:e"))
    why = explain(graph, "user:u", "cookie:c", HOW.rules).why_not
    assert str(why).startswith("the link between cookie:c and user:u is too old: last seen on 2024-10-")


def test_the_link_of_a_manual_merge_names_its_decision(graph: Graph):
    load(graph, event(1, "user:a"), event(2, "email:e"))
    said = merge(graph, "user:a", "email:e", WHO, HOW)
    (step,) = explain(graph, "user:a", "email:e", HOW.rules).path
    assert step.decision is not None
    assert (step.decision.key, step.decision.by) == (said.key, "analyst")
