"""The people's page, run without a browser against the real graph: clicks in the drawing are put in."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import count

import pytest
from explorer_pages import metrics, page, tables
from explorer_shop import COUNTER, LINK, MARKUP
from onepath.app.explorer.pages.people.canvas import KEY, line_id
from onepath.app.explorer.selectable_tables import table_key
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

LI = "phone:+8613800138000"
_moments = count()


def done(app: AppTest, what: str, of: str) -> AppTest:
    """The page after this was done in the drawing."""
    app.session_state[KEY] = {"action": {"what": what, "id": of, "at": next(_moments)}}
    return app.run()


def chosen(app: AppTest, name: str, ids: Sequence[str], place: int) -> AppTest:
    """The page after a row of a table was chosen."""
    app.session_state[table_key(name, ids)] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    return app.run()


def drawn(app: AppTest) -> set[str]:
    """The identifiers in the table beside the drawing: those that are drawn."""
    table = next(table for table in tables(app) if "stands_alone" in table)
    return {f"{kind}:{value}" for kind, value in zip(table["kind"], table["value"], strict=True)}


def in_address(app: AppTest, name: str) -> list[str]:
    value = app.query_params[name]
    return [value] if isinstance(value, str) else list(value)


def labels(app: AppTest) -> dict[str, str]:
    return {button.key: button.label for button in app.button}


# Finding


@pytest.mark.parametrize("who", [LI, "138 0013 8000", "li-laptop", LINK])
def test_a_person_is_found_by_any_identifier(shop: Graph, explorer: AppTest, who: str) -> None:
    app = page(explorer, "people", who=who)
    assert not app.exception
    assert metrics(app) == {"Identifiers": "4", "Sources": "3", "Accounts": "1", "Links": "3", "Events": "6"}


def test_what_is_typed_is_part_of_the_address(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people")
    app.text_input(key="typed").set_value(" li-laptop ").run()
    assert in_address(app, "who") == ["li-laptop"]
    assert metrics(app)["Identifiers"] == "4"


@pytest.mark.parametrize("typed", ["singapore", "Singa", "1964", "1964 singapore", "77"])
def test_people_are_found_by_any_attribute_of_an_account(
    counter: Graph, explorer: AppTest, typed: str
) -> None:
    app = page(explorer, "people", who=typed)
    assert not app.exception
    assert any("1 to 1 of 1 person" in caption.value for caption in app.caption)


def test_people_are_found_by_the_beginning_of_an_identifier_a_page_at_a_time(
    counter: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "people", who="c")
    said = [caption.value for caption in app.caption]
    assert any("1 to 25 of 60 people" in text for text in said)
    ways = [button for button in app.button if button.key.startswith("look_found")]
    assert len(ways) == 25
    ways[0].click().run()
    assert metrics(app)["Identifiers"] == "1"


def test_nobody_is_said_with_the_text_as_it_was_typed(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who=f"**{MARKUP}**")
    assert "No person" in app.warning[0].value
    assert app.text[0].value == f"**{MARKUP}**"


def test_somebody_can_be_looked_at_without_knowing_an_identifier(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people")
    assert list(tables(app)[0]["reason"].unique()) == [
        "People with the most identifiers", "People with the most events", "People with the latest event",
    ]  # fmt: skip
    app.button(key="example_most identifiers_0").click().run()
    assert not app.exception
    assert metrics(app)["Identifiers"] == "4"


# The drawing


def test_a_click_on_an_identifier_shows_it_and_is_part_of_the_address(shop: Graph, explorer: AppTest) -> None:
    app = done(page(explorer, "people", who="li-laptop"), "node", "cookie:li-laptop")
    assert in_address(app, "selected") == ["cookie:li-laptop"]
    assert "li-laptop" in [text.value for text in app.text]
    assert {"hide", "block"} <= set(labels(app))


def test_a_click_on_a_line_shows_its_evidence_and_the_events_behind_it(
    shop: Graph, explorer: AppTest
) -> None:
    app = done(page(explorer, "people", who="li-laptop"), "edge", line_id("cookie:li-laptop", LI))
    assert in_address(app, "selected") == ["cookie:li-laptop", LI]
    evidence = next(table for table in tables(app) if "confidence" in table and "a" not in table)
    assert list(evidence["rule"]) == ["same_event"]
    assert list(evidence["count"]) == [1]
    behind = next(table for table in tables(app) if list(table) == ["at", "name", "key"])
    assert list(behind["key"]) == ["web:m3"]


def test_a_click_beside_everything_selects_nothing(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", selected="cookie:li-laptop")
    app = done(app, "none", "")
    assert "selected" not in app.query_params
    assert "hide" not in labels(app)


def test_an_expansion_says_how_many_there_are_and_offers_the_next(counter: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who=COUNTER, selected=COUNTER)
    assert drawn(app) == {COUNTER}
    assert labels(app)["expand"] == "Expand: 25 of 62"
    app = done(app, "expand", COUNTER)
    assert len(drawn(app)) == 26
    assert labels(app)["expand"] == "The next 25 of 62"
    app.button(key="expand").click().run()
    app.button(key="expand").click().run()
    assert len(drawn(app)) == 63
    assert "expand" not in labels(app)
    assert any("All 62" in caption.value for caption in app.caption)
    assert in_address(app, "expanded") == [COUNTER] * 3


def test_the_last_expansion_is_undone_and_the_rest_stays(counter: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who=COUNTER, expanded=[COUNTER, COUNTER])
    before = drawn(app)
    assert len(before) == 51
    app.button(key="step_back").click().run()
    assert len(drawn(app)) == 26
    assert drawn(app) < before


def test_an_identifier_is_hidden_and_shown_again(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", selected="cookie:li-laptop")
    app.button(key="hide").click().run()
    assert len(drawn(app)) == 3
    assert in_address(app, "hidden") == ["cookie:li-laptop"]
    app.button(key="show_again").click().run()
    assert len(drawn(app)) == 4


def test_a_kind_of_the_legend_is_part_of_the_address_and_taken_back(shop: Graph, explorer: AppTest) -> None:
    app = done(page(explorer, "people", who="li-laptop"), "kind", "cookie")
    assert in_address(app, "kind") == ["cookie"]
    app = done(app, "kind", "")
    assert "kind" not in app.query_params


def test_a_row_of_the_table_selects_as_a_click_does(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop")
    ids = sorted(drawn(app))
    app = chosen(app, "identifiers", ids, ids.index("cookie:li-laptop"))
    assert in_address(app, "selected") == ["cookie:li-laptop"]


def test_what_is_told_twice_is_done_once(counter: Graph, explorer: AppTest) -> None:
    app = done(page(explorer, "people", who=COUNTER), "expand", COUNTER)
    app.run()
    assert in_address(app, "expanded") == [COUNTER]


# Days


def test_the_timeline_is_in_order_and_has_every_event(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", show="timeline")
    timeline = next(table for table in tables(app) if "session" in table)
    assert list(timeline["name"]) == ["home", "product_view", "add_to_cart", "purchase", "home", MARKUP]


def test_a_click_on_the_timeline_opens_the_event(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", show="timeline")
    series = 3  # home, product_view, add_to_cart, purchase: in the order of the legend
    app.session_state["timeline"] = {
        "selection": {"selected": [{"data_type": "main", "series_index": series, "data_indices": [0]}]}
    }
    app.run()
    assert not app.exception
    (opened,) = in_address(app, "open")
    event = next(table for table in tables(app) if "property" in table)
    properties = dict(zip(event["property"], event["value"], strict=True))
    assert f"web:{properties['message_id']}" == opened or f"app:{properties['message_id']}" == opened


def test_a_session_opens_to_its_events_and_an_event_to_its_properties(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", show="sessions")
    sessions = next(table for table in tables(app) if "minutes" in table)
    assert list(sessions["events"]) == [2, 4]
    app = chosen(app, "sessions", list(sessions["session"]), 1)
    inside = next(table for table in tables(app) if list(table)[:2] == ["at", "name"])
    assert list(inside["name"]) == ["home", "product_view", "add_to_cart", "purchase"]
    app = chosen(app, "session_events", list(inside["key"]), 3)
    event = next(table for table in tables(app) if "property" in table)
    assert dict(zip(event["property"], event["value"], strict=True))["name"] == "purchase"


# Deciding


def test_a_split_is_confirmed_told_and_undone_on_the_page(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", selected=["cookie:li-laptop", LI])
    app.button(key="split").click().run()
    app.text_input(key="decision_reason").set_value("her brother's laptop").run()
    app.button(key="decision_confirm").click().run()
    assert not app.exception
    assert "unmerge" in app.success[0].value.lower()
    assert metrics(app)["Identifiers"] == "1"
    app.segmented_control(key="show_choice").set_value("history").run()
    history = next(table for table in tables(app) if "decision" in table)
    assert list(history["reason"]) == ["her brother's laptop"]
    app.button(key="undo").click().run()
    app.button(key="decision_confirm").click().run()
    assert metrics(app)["Identifiers"] == "4"


def test_an_identifier_is_taken_out_of_its_person_and_the_decision_is_undone_from_the_list(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "people", who=LI, selected="cookie:li-laptop")
    app.button(key="take_out").click().run()
    app.text_input(key="decision_reason").set_value("her brother's laptop").run()
    app.button(key="decision_confirm").click().run()
    assert not app.exception
    assert metrics(app)["Identifiers"] == "3"
    app.query_params.clear()
    app = page(app, "people", begin="decisions", decision_kind="unmerge")
    listed = next(table for table in tables(app) if "decision" in table)
    assert list(listed["reason"]) == ["her brother's laptop"]
    app = chosen(app, "all_decisions", list(listed["decision"]), 0)
    app.button(key="undo_any").click().run()
    app.button(key="decision_confirm").click().run()
    assert not app.exception
    app.query_params.clear()
    assert metrics(page(app, "people", who=LI))["Identifiers"] == "4"


def test_a_blocked_identifier_stands_alone(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", selected=LI)
    app.button(key="block").click().run()
    app.button(key="decision_confirm").click().run()
    assert metrics(app)["Identifiers"] == "1"
    app = page(app, "people", who=LI, selected=LI)
    assert any("by hand" in caption.value for caption in app.caption)


def test_whoever_has_one_identifier_is_explained_beside_somebody_else(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="cookie:zhao", show="explain")
    assert app.selectbox(key="to").value is None
    assert "has only one identifier" in app.main.caption[-1].value
    assert not app.exception


def test_two_identifiers_explain_themselves_on_the_page(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", who="li-laptop", show="explain")
    app.selectbox(key="from").set_value("cookie:li-laptop").run()
    app.selectbox(key="to").set_value(LI).run()
    path = next(table for table in tables(app) if "confidence" in table and "from" in table)
    assert list(path["from"]) == ["web:m3"]


def test_an_explanation_is_a_link(shop: Graph, explorer: AppTest) -> None:
    link = {"show": "explain", "from": "cookie:li-laptop", "to": "cookie:zhao"}
    app = page(explorer, "people", who="li-laptop", **link)
    assert app.selectbox(key="to").value == "cookie:zhao"
    assert any("Two people" in text.value for text in app.markdown)


def test_a_merge_is_confirmed_with_whom_it_merges(shop: Graph, explorer: AppTest) -> None:
    link = {"show": "explain", "from": "cookie:li-laptop", "to": "cookie:zhao"}
    app = page(explorer, "people", who="li-laptop", **link)
    app.button(key="join_pair").click().run()
    assert any(
        re.match(r"2 people with 5 identifiers and \d+ events become one: ", text.value)
        for text in app.caption
    ), [text.value for text in app.caption]
    app.button(key="decision_confirm").click().run()
    assert not app.exception
    assert metrics(app)["Identifiers"] == "5"


def test_suspicions_over_all_people_are_opened_from_a_table(counter: Graph, explorer: AppTest) -> None:
    app = page(explorer, "people", begin="review")
    assert not app.exception
    table = next(table for table in tables(app) if "reason" in table)
    assert table["one"][0] == COUNTER
    app = chosen(
        app,
        "review_items",
        [
            one if other is None else f"{one} | {other}"
            for one, other in zip(table["one"], table["other"], strict=True)
        ],
        0,
    )
    assert in_address(app, "open") == [COUNTER]
    assert any("shared" in caption.value for caption in app.caption)


# Past days


def test_a_person_is_shown_as_of_a_past_day_and_cannot_be_changed_there(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "people", who="li-laptop", as_of="2026-03-01")
    assert not app.exception
    assert metrics(app) == {"Identifiers": "2", "Sources": "2", "Accounts": "1", "Links": "1", "Events": "4"}
    app = done(app, "node", "cookie:li-laptop")
    assert not {"split", "block", "undo", "expand"} & set(labels(app))
    app.date_input(key="as_of").set_value(date(2026, 2, 28)).run()
    assert "No person had this identifier at the end of" in app.warning[0].value


@pytest.mark.parametrize("show", ["graph", "timeline", "accounts", "since"])
def test_each_side_of_a_past_day_is_a_link(shop: Graph, explorer: AppTest, show: str) -> None:
    app = page(explorer, "people", who="li-laptop", as_of="2026-03-01", show=show)
    assert not app.exception
    assert app.segmented_control(key="show_choice").value == show


@pytest.mark.parametrize(
    "show", ["graph", "timeline", "sessions", "accounts", "explain", "review", "history"]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_side_of_a_person_is_a_link_in_both_languages(
    shop: Graph, explorer: AppTest, show: str, lang: str
) -> None:
    app = page(explorer, "people", who="li-laptop", show=show, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.segmented_control(key="show_choice").value == show
