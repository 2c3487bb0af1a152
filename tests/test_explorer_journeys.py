"""The page of journeys, without a browser: every number opens to as many people as it says."""

import json
import shlex
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from explorer_pages import page, somebody_new
from explorer_shop import MARKUP
from onepath.app.commands import cli as commands
from onepath.graph.conditions import Filter
from onepath.graph.flows import (
    Counted,
    PathsQuestion,
    ReworkQuestion,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
    TransitionsQuestion,
    VariantsQuestion,
)
from onepath.graph.questions import Question, join_names
from onepath.graph.saved_questions import save_question
from onepath.graph.store import Graph
from stored import store
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

Explorer = Callable[[], AppTest]


@pytest.fixture
def explorer(explorer: AppTest) -> Explorer:
    """Opens the app, not yet run, pointed at the server of this test session."""
    return somebody_new


def journeys(explorer: Explorer, **query: str | list[str]) -> AppTest:
    """The page, opened by its link, by somebody new."""
    app = page(explorer(), "journeys", **query)
    assert not app.exception
    return app


def click(app: AppTest, figure: str, kind: str, place: int) -> AppTest:
    """The page after a click on what stands at a place of a figure's list."""
    selected = [{"series_index": 0, "data_type": kind, "data_indices": [place]}]
    app.session_state[figure] = {"selection": {"selected": selected, "areas": []}}
    app.run()
    assert not app.exception
    assert not app.warning
    return app


def counted(app: AppTest) -> pd.DataFrame:
    """The first figure's table."""
    table: pd.DataFrame = app.dataframe[0].value
    return table


def lists(app: AppTest) -> list[set[tuple[str, int]]]:
    """The people of each list that is open: OneID and times."""
    shown = [table.value for table in app.dataframe if "oneid" in table.value]
    return [
        {
            (link.partition("who=")[2], times)
            for link, times in zip(table["oneid"], table["occurrences"], strict=True)
        }
        for table in shown
    ]


def behind(graph: Graph, question: Question[Any], of: str) -> set[tuple[str, int]]:
    """The same as the question finds them."""
    return {(quote(one.oneid, safe=""), one.occurrences) for one in question.people(graph, of).people}


def option(app: AppTest, place: int = 0) -> dict[str, Any]:
    """What a chart draws."""
    drawn: dict[str, Any] = json.loads(app.get("echarts_chart")[place].proto.spec)
    return drawn


@pytest.mark.parametrize(("direction", "end"), [("from", "start"), ("to", "end")])
def test_every_band_of_paths_opens_to_the_people_that_it_counts(
    shop: Graph, explorer: Explorer, direction: str, end: str
) -> None:
    app = journeys(explorer, event="product_view", direction=direction, top="3")
    table = counted(app)
    for place, row in table.iterrows():
        click(app, "paths", "edge", int(place))
        (people,) = lists(app)
        of = f"{row['step']}.{join_names([row['from_event'], row['to_event']])}"
        assert app.query_params["open"] == of
        assert people == behind(shop, PathsQuestion(**{end: "product_view"}, limit=3, depth=3), of)
        assert len(people) == row["people"]
        assert sum(times for _, times in people) == row["occurrences"]


def test_every_node_of_paths_opens_to_who_passes_through_it(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home")
    paths = PathsQuestion(start="home", depth=3)
    nodes = {"0", *(f"{one.step}.{join_names([one.to_event])}" for one in paths.answer(shop).steps)}
    opened = set()
    for place in range(len(nodes)):
        click(app, "paths", "node", place)
        of = str(app.query_params["open"])
        opened.add(of)
        (people,) = lists(app)
        assert people == behind(shop, paths, of)
    assert opened == nodes


def test_a_number_is_opened_by_its_link_and_without_a_mouse(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="product_view", open="1.product_view>add_to_cart")
    assert len(lists(app)[0]) == 2
    app.selectbox(key="paths_open").set_value("2.add_to_cart>(end)").run()
    assert app.query_params["open"] == "2.add_to_cart>(end)"
    assert len(lists(app)[0]) == 1
    app.selectbox(key="paths_open").set_value(None).run()
    assert "open" not in app.query_params
    assert not lists(app)


def test_what_is_named_and_what_is_grouped_add_up_to_all(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home", top="3")
    note = next(one.value for one in app.caption if one.value.startswith("Step 1"))
    assert note.splitlines()[0].strip() == (
        "Step 1: 2 of 2 events shown by name, 3 occurrences (75\\.0\\%); the other 0 grouped as (other), "
        "0 (0\\.0\\%); already ended, 1 (25\\.0\\%). Total 4, 100%."
    )


def test_events_that_no_journey_has_any_more_are_not_counted(graph: Graph, explorer: Explorer) -> None:
    store(graph, {"li": [(name, at) for at, name in enumerate("abcdefgh")]})
    # A load that was undone leaves its letters.
    graph.statement("CREATE (:EventType {letter: 'z', source: 'gone', name: 'gone', role: 'behaviour'})")
    app = journeys(explorer, view="next", fields="3")
    note = next(one.value for one in app.caption if "have their own row" in one.value)
    assert "3 of 8 events have their own row, 3 occurrences; the other 5 are grouped as (other), 5" in note


def test_paths_go_on_only_through_what_was_opened(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home", open="1.home>product_view")
    app.button(key="through_paths").click().run()
    assert not app.exception
    assert set(counted(app)[counted(app)["step"] == 1]["from_event"]) == {"home>product_view"}
    assert "open" not in app.query_params
    assert app.query_params["event"] == "product_view"
    assert app.query_params["pair"] == "home"


def test_a_path_becomes_a_funnel_by_a_link(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home", open="2.product_view>add_to_cart")
    link = next(one for one in app.get("page_link") if "funnels" in one.proto.page)
    assert link.proto.query_string == "step=home&step=product_view&step=add_to_cart"
    app = journeys(explorer, event="purchase", direction="to", open="2.product_view>add_to_cart")
    link = next(one for one in app.get("page_link") if "funnels" in one.proto.page)
    assert link.proto.query_string == "step=product_view&step=add_to_cart&step=purchase"


def test_events_are_taken_as_one_by_clicks_and_by_the_link(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home", open="1.product_view")
    app.multiselect(key="group_with_paths").set_value(["add_to_cart"])
    app.text_input(key="group_name_paths").set_value("shopping").run()
    app.button(key="group_paths").click().run()
    assert not app.exception
    assert app.query_params["group_events"] == "shopping=product_view|add_to_cart"
    assert "shopping" in set(counted(app)["to_event"])
    link = journeys(explorer, event="home", group_events=["shopping=product_view|add_to_cart"])
    assert "shopping" in set(counted(link)["to_event"])


def test_a_group_that_cannot_be_read_is_a_banner(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, group_events=["view"])
    assert "is not a group" in app.error[0].value


def test_journeys_are_read_by_source_by_session_and_without_runs(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, label="source", event="web", collapse="true")
    first = counted(app)
    assert list(zip(first["to_event"], first["people"], strict=True))[:2] == [("(end)", 2), ("app", 1)]
    app = journeys(explorer, label="source", event="web", collapse="true", count="sessions")
    assert set(counted(app)["to_event"]) == {"(end)"}


def test_only_those_whom_the_filters_name_are_counted(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event="home", did="purchase", open="1.home>product_view")
    first = counted(app)
    assert dict(zip(first["to_event"], first["people"], strict=True))["product_view"] == 1
    assert len(lists(app)[0]) == 1
    assert "--did purchase" in app.code[0].value


def test_a_saved_question_has_its_own_groups_and_filters(shop: Graph, explorer: Explorer) -> None:
    saved = PathsQuestion(
        end="purchase", group_events=("look=home|product_view",), depth=2,
        filter=Filter.from_options({"did": "add_to_cart"}),
    )  # fmt: skip
    save_question(shop, "Before buying", saved)
    app = journeys(explorer, question="Before buying")
    assert list(counted(app)["from_event"]) == ["add_to_cart", "look"]
    assert "--did add_to_cart" in next(code.value for code in app.code if "onepath paths" in code.value)


@pytest.mark.parametrize("count", ["people", "sessions"])
def test_every_transition_opens_to_the_people_that_it_counts(
    shop: Graph, explorer: Explorer, count: Counted
) -> None:
    app = journeys(explorer, view="transitions", count=count)
    table = counted(app)
    question = TransitionsQuestion(count=count)
    assert [tuple(row) for row in table.itertuples(index=False)] == [
        (one.from_event, one.to_event, one.occurrences, one.people)
        for one in question.answer(shop).transitions
    ]
    links = option(app)["series"][0]["links"]
    for place, link in enumerate(links):
        click(app, "graph", "edge", place)
        row = table[(table["from_event"] == link["source"]) & (table["to_event"] == link["target"])].iloc[0]
        (people,) = lists(app)
        assert people == behind(shop, question, join_names([link["source"], link["target"]]))
        assert (len(people), sum(times for _, times in people)) == (row["people"], row["occurrences"])


def test_an_event_of_the_process_opens_to_everybody_who_comes_to_it(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="transitions", count="sessions")
    table = counted(app)
    for place, node in enumerate(option(app)["series"][0]["data"]):
        click(app, "graph", "node", place)
        side = "from_event" if node["name"] == "(start)" else "to_event"
        (people,) = lists(app)
        assert sum(times for _, times in people) == table[table[side] == node["name"]]["occurrences"].sum()


def test_rare_events_are_one_in_the_process_and_open_too(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="transitions", events="3")
    assert any(one.value.startswith("3 of 5 events are shown by name, the other 2") for one in app.caption)
    table = counted(app)
    everything = TransitionsQuestion().answer(shop).transitions
    assert table["occurrences"].sum() == sum(one.occurrences for one in everything)
    app.selectbox(key="graph_open").set_value("add_to_cart>(other)").run()
    assert not app.exception
    row = table[(table["from_event"] == "add_to_cart") & (table["to_event"] == "(other)")].iloc[0]
    assert len(lists(app)[0]) == row["people"]


def test_the_slowest_transitions_open_to_their_people(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="transitions", look="slow")
    slow = next(table.value for table in app.dataframe if "median_hours" in table.value)
    assert (slow.iloc[0]["from_event"], slow.iloc[0]["to_event"]) == ("product_view", "add_to_cart")
    click(app, "slowest", "main", 0)
    assert len(lists(app)[0]) == slow.iloc[0]["people"] == 2


def test_what_is_done_again_opens_to_the_people_who_do_it(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="transitions", look="again")
    found = ReworkQuestion().answer(shop)
    assert [one.event for one in found.events] == ["home"]
    click(app, "again", "main", 0)
    (people,) = lists(app)
    assert (len(people), sum(times for _, times in people)) == (
        found.events[0].people,
        found.events[0].repeats,
    )
    app = journeys(explorer, view="transitions", look="again", label="source")
    question = ReworkQuestion(label="source")
    for place, one in enumerate(question.answer(shop).self_loops):
        click(app, "itself", "main", place)
        (people,) = lists(app)
        assert people == behind(shop, question, join_names([one.event, one.via]))


@pytest.mark.parametrize("around", [None, "product_view"])
def test_every_field_of_the_steps_opens_to_its_people(
    shop: Graph, explorer: Explorer, around: str | None
) -> None:
    app = journeys(explorer, view="steps", far="3", **({"around": around} if around else {}))
    question = StepMatrixQuestion(around=around, depth=3)
    for place, cell in enumerate(question.answer(shop).cells):
        click(app, "steps", "main", place)
        (people,) = lists(app)
        assert people == behind(shop, question, f"{cell.column}.{cell.row}")
        assert len(people) == cell.people


def test_every_field_of_where_next_opens_to_both_groups(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="next", compare="did:purchase")
    question = TransitionMatrixQuestion(compare="did:purchase")
    for place, cell in enumerate(question.answer(shop).cells):
        click(app, "next", "main", place)
        field = join_names([cell.row, cell.column])
        sides = [behind(shop, question, of) for of in (f"first:{field}", f"second:{field}")]
        assert lists(app) == [side for side in sides if side]
        assert [len(side) for side in sides] == [cell.people, cell.other_people]


def test_groups_are_compared_by_source_and_by_period_too(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="next", compare="source:app,web")
    assert {"difference", "other_units"} <= set(counted(app))
    app = journeys(explorer, view="steps", compare="period:2026-03-01..2026-03-01,2026-03-02..2026-03-12")
    assert {"difference", "other_units"} <= set(counted(app))


def test_every_variant_opens_to_the_people_who_have_it(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, view="variants", count="sessions")
    question = VariantsQuestion(count="sessions")
    found = question.answer(shop)
    assert list(counted(app)["units"]) == [one.units for one in found.shown]
    for place, one in enumerate(found.shown):
        click(app, "variants", "main", place)
        (people,) = lists(app)
        assert people == behind(shop, question, one.text)
        assert len(people) == one.people


@pytest.mark.parametrize(
    ("query", "sought"),
    [
        ({"event": "home", "count": "sessions", "top": "3"}, "paths"),
        (
            {"view": "transitions", "group_events": ["look=home|product_view"], "did": "purchase"},
            "transitions",
        ),
        ({"view": "transitions", "events": "3"}, "transitions"),
        ({"view": "variants", "collapse": "true"}, "variants"),
        ({"view": "steps", "around": "product_view", "far": "2"}, "steps"),
        ({"view": "next", "compare": "did:purchase"}, "next"),
    ],
)
def test_the_command_of_a_figure_prints_its_numbers(
    shop: Graph, explorer: Explorer, query: dict[str, Any], sought: str
) -> None:
    app = journeys(explorer, **query)
    words = shlex.split(app.code[0].value)
    assert words[0] == "onepath"
    done = CliRunner().invoke(commands, [*words[1:], "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    rows = answer[{"paths": "steps", "transitions": "transitions", "variants": "shown"}.get(sought, "cells")]
    name = "units" if sought in ("steps", "next", "variants") else "occurrences"
    table = counted(app)
    assert [(row[name], row["people"]) for row in rows] == list(
        zip(table[name], table["people"], strict=True)
    )


@pytest.mark.parametrize("view", ["paths", "transitions", "steps", "next", "variants"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_view_is_drawn_in_both_languages_and_has_its_table(
    shop: Graph, explorer: Explorer, view: str, lang: str
) -> None:
    app = journeys(explorer, view=view, lang=lang)
    assert not app.error
    assert app.title[0].value == {"en": "Journeys", "zh": "旅程"}[lang]
    assert len(app.get("echarts_chart")) == len(app.dataframe) == (2 if view == "variants" else 1)


def test_markup_in_a_name_is_text_wherever_it_is_written(shop: Graph, explorer: Explorer) -> None:
    app = journeys(explorer, event=MARKUP, direction="to", open=f"1.{join_names(['home', MARKUP])}")
    assert len(lists(app)[0]) == 1
    written = " ".join(
        [one.value for one in (*app.markdown, *app.caption, *app.subheader)]
        + [one.label for one in (*app.button, *app.selectbox)]
        + [one.proto.label for one in app.get("page_link")]
    )
    assert "<img" not in written.replace("\\<", "")
