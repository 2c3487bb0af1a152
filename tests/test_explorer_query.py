"""The page of queries, run without a browser against the real graph."""

import json
import re
from io import BytesIO

import pyarrow.parquet as parquet
import pytest
from explorer_pages import page, tables
from explorer_shop import FORMULA, MARKUP, open_shop
from onepath.app.explorer.language import words
from onepath.app.explorer.pages.query.answer import parquet_bytes
from onepath.app.explorer.pages.query.answer_graph import caption_of
from onepath.app.explorer.pages.query.chart import chart_of
from onepath.app.explorer.pages.query.editor import file_name
from onepath.graph.console import CypherQuestion, FoundNode
from onepath.graph.saved_questions import find_question, list_questions, save_question
from onepath.graph.store import Graph
from streamlit.testing.v1 import AppTest

BY_SOURCE = "MATCH (e:Event) RETURN e.source AS source, count(*) AS events ORDER BY events DESC"


def said(app: AppTest) -> str:
    return " ".join(one.value for one in [*app.caption, *app.warning, *app.error, *app.info, *app.success])


def linked(explorer: AppTest, **address: str) -> AppTest:
    """A page opened by a link to custom Cypher, and run by a click."""
    return page(explorer, "query", **address).button(key="run").click().run()


@pytest.mark.parametrize(
    "address",
    [
        {"cypher": "MATCH (e:Event) RETURN count(e) AS n"},
        {"query": "internal/identity/find", "values": '{"keys": [], "value": "li-laptop"}'},
    ],
)
def test_what_came_with_a_link_is_run_by_a_click_alone(
    shop: Graph, explorer: AppTest, address: dict[str, str]
) -> None:
    app = page(explorer, "query", **address)
    assert "has not been run yet" in said(app)
    assert not re.search(r"\d+ rows? in", said(app))
    next(one for one in app.button if one.label == "Run").click().run()
    assert re.search(r"\d+ rows? in", said(app))
    app.run()
    assert re.search(r"\d+ rows? in", said(app))


def test_a_question_of_the_library_is_found_by_its_words_and_asked_by_its_form(
    shop: Graph, explorer: AppTest
) -> None:
    app = page(explorer, "query", search="how much each source")
    assert app.selectbox(key="query_choice").options[0].startswith("sources/by_source")
    next(one for one in app.button if one.label == "Run").click().run()
    assert not app.exception
    assert app.query_params["query"] == "sources/by_source"
    events = dict(zip(tables(app)[1]["source"], tables(app)[1]["events"], strict=True))
    assert events == {"web": 8, "app": 2, "crm": 0}


def test_a_link_to_a_query_with_its_values_fills_its_form(shop: Graph, explorer: AppTest) -> None:
    app = page(
        explorer,
        "query",
        query="internal/identity/find",
        values=json.dumps({"keys": ["cookie:zhao"], "value": "li-laptop"}),
    )
    next(one for one in app.button if one.label == "Run").click().run()
    assert not app.error
    assert sorted(tables(app)[0]["key"]) == ["cookie:li-laptop", "cookie:zhao"]
    assert "li-laptop" in [one.value for one in app.text_input]


@pytest.mark.parametrize(
    "values", ["nonsense", "[1]", '{"event": {"a": 1}}', '{"limit": "x"}', '{"part": 1e999}']
)
def test_a_link_with_values_that_are_none_is_no_fault(shop: Graph, explorer: AppTest, values: str) -> None:
    assert not page(explorer, "query", query="internal/flows/transitions", values=values).exception


def test_every_question_has_a_form_whose_values_it_can_be_asked_with() -> None:
    def forms() -> None:
        import streamlit as st
        from onepath.app.explorer.pages.query.parameters import parameter_input
        from onepath.graph.store import all_queries

        st.session_state["values"] = {
            f"{query.name}.{parameter.name}": parameter_input(
                parameter, parameter.name, f"{query.name}.{parameter.name}"
            )
            for query in all_queries().values()
            for parameter in query.parameters
            if parameter.type != "INTEGER" or parameter.default is not None
        }

    app = AppTest.from_function(forms, default_timeout=60).run()
    assert not app.exception
    assert app.session_state["values"]["internal/funnels/walks.until"] == 9_999_999_999_999_999
    assert app.session_state["values"]["internal/flows/paths.bands"] == []


def test_a_link_to_a_question_that_there_is_not_shows_the_first(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "query", query="no/such")
    assert app.selectbox(key="query_choice").value == "sources/overview"


def test_cypher_of_ones_own_is_asked_and_stands_in_the_address(shop: Graph, explorer: AppTest) -> None:
    app = page(explorer, "query", way="own")
    app.text_area(key="cypher_text").set_value(BY_SOURCE)
    app.button(key="run").click().run()
    assert not app.error
    assert list(tables(app)[0]["events"]) == [8, 2]
    assert app.query_params["cypher"] == BY_SOURCE


def test_the_link_shows_the_same_answer_and_the_same_text(shop: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="RETURN $n AS n", parameters='{"n": 7}')
    assert list(tables(app)[0]["n"]) == [7]
    assert app.text_area(key="cypher_text").value == "RETURN $n AS n"


def test_back_brings_the_query_before_into_the_editor(graph: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="RETURN 1 AS one")
    app.text_area(key="cypher_text").set_value("RETURN 2 AS two")
    app.button(key="run").click().run()
    assert "two" in tables(app)[0]
    app.query_params["cypher"] = "RETURN 1 AS one"  # as Back does
    app.run()
    assert app.text_area(key="cypher_text").value == "RETURN 1 AS one"
    assert "one" in tables(app)[0]


def test_a_query_too_long_for_a_link_is_asked_all_the_same(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "query", way="own")
    app.text_area(key="cypher_text").set_value("RETURN 1 AS one // " + "x" * 2_000)
    app.button(key="run").click().run()
    assert "one" in tables(app)[0]
    assert "cypher" not in app.query_params
    app.run()
    assert "one" in tables(app)[0]


def test_the_row_limit_cuts_and_says_so(graph: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="UNWIND range(1, 200) AS n RETURN n", rows="100")
    assert len(tables(app)[0]) == 100
    assert "The first 100 rows; the row limit cut off the rest." in said(app)


def test_a_write_is_a_banner_and_changes_nothing(shop: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="MATCH (n) DETACH DELETE n")
    assert not app.exception
    assert "Nothing was changed" in app.error[0].value
    assert shop.ask("sources/overview")[0]["events"] == 10


def test_an_answer_with_nodes_is_drawn_and_one_with_numbers_is_charted(
    shop: Graph, explorer: AppTest
) -> None:
    text = "MATCH p = (:Identifier)-[:IDENTIFIES]->(:Person) RETURN p, 1 AS one"
    app = linked(explorer, cypher=text, shown_as="graph")
    assert not app.exception
    assert "9 of 9 nodes and 6 of 6 relationships" in said(app)
    assert len(app.get("echarts_chart")) == 1
    app = linked(explorer, cypher=BY_SOURCE, shown_as="chart")
    assert len(app.get("echarts_chart")) == 1
    assert not app.exception


def test_a_clicked_person_shows_properties_and_leads_to_its_page(shop: Graph, explorer: AppTest) -> None:
    text = "MATCH (p:Person) RETURN p LIMIT 1"
    app = linked(explorer, cypher=text, shown_as="graph")
    selected = [{"data_type": "node", "series_index": 0, "data_indices": [0]}]
    app.session_state[f"graph_{file_name(CypherQuestion(text=text))}"] = {"selection": {"selected": selected}}
    app.run()
    assert not app.exception
    assert app.main.get("page_link")[-1].proto.query_string.startswith("who=")
    assert "oneid" in list(tables(app)[0]["property"])


def test_a_query_is_kept_opened_by_its_link_and_forgotten(shop: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher=BY_SOURCE)
    app.text_input(key="save_as").set_value("By **source**").run()
    app.button(key="save").click().run()
    assert find_question(shop, "By **source**").question == CypherQuestion(text=BY_SOURCE)
    app = page(explorer, "query", question="By **source**")
    app.query_params.pop("cypher", None)
    app.run()
    assert list(tables(app)[0]["events"]) == [8, 2]
    app.button(key="delete").click().run()
    assert list_questions(shop) == []


def test_a_kept_query_that_writes_is_refused_when_its_link_is_opened(shop: Graph, explorer: AppTest) -> None:
    save_question(shop, "Evil", CypherQuestion(text="MATCH (n) DETACH DELETE n"))
    app = page(explorer, "query", question="Evil")
    assert "Nothing was changed" in app.error[0].value
    assert shop.ask("sources/overview")[0]["events"] == 10


def test_a_name_that_nothing_is_kept_under_is_said(graph: Graph, explorer: AppTest) -> None:
    app = page(explorer, "query", question="**none**")
    assert "There is no saved question with the name" in app.warning[0].value


def test_text_from_the_data_is_shown_as_it_is(shop: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="MATCH (e:Event) RETURN DISTINCT e.name AS `**name**`")
    assert not app.exception
    assert MARKUP in list(tables(app)[0]["**name**"])


def test_an_answer_is_asked_again_when_the_graph_has_changed(graph: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="MATCH (e:Event) RETURN count(e) AS n")
    assert list(tables(app)[0]["n"]) == [0]
    open_shop(graph)
    app.run()
    assert list(tables(app)[0]["n"]) == [10]


def test_parquet_keeps_types_and_columns_that_are_mixed_become_text() -> None:
    rows = [
        {"n": 1, "mixed": 1, "list": [1, 2], "text": FORMULA},
        {"n": None, "mixed": "a", "list": [], "text": ""},
    ]
    table = parquet.read_table(BytesIO(parquet_bytes(rows, ("n", "mixed", "list", "text"))))
    assert table["n"].to_pylist() == [1, None]
    assert table["mixed"].to_pylist() == ["1", "a"]
    assert table["list"].to_pylist() == [[1, 2], []]
    assert table["text"].to_pylist() == [FORMULA, ""]


def test_a_node_is_called_by_what_tells_it_from_others() -> None:
    assert caption_of(FoundNode("4", ("Identifier",), {"value": "1", "key": "phone:1"})) == "phone:1"
    assert caption_of(FoundNode("4", ("Journey",), {"trail": "abc"})) == "Journey"
    assert caption_of(FoundNode("4")) == "?"


BY_DAY = (
    "UNWIND [['1', 'web', 3], ['1', 'app', 2], ['2', 'web', 5], ['2', 'web', 4]] AS row "
    "RETURN row[0] AS day, row[1] AS source, row[2] AS count"
)


def chart(app: AppTest) -> dict:
    (one,) = app.get("echarts_chart")
    return json.loads(one.proto.spec)


def test_a_chart_has_a_series_for_each_value_of_a_column_and_adds_up_all_rows(
    shop: Graph, explorer: AppTest
) -> None:
    app = linked(explorer, cypher=BY_DAY, shown_as="chart")
    spec = chart(app)
    assert spec["xAxis"]["data"] == ["1", "2"]
    assert {one["name"]: one["data"] for one in spec["series"]} == {"web": [3, 9], "app": [2, None]}
    assert words("en")["query.chart_added"] in [one.value for one in app.caption]
    app.selectbox(key="series").set_value(None).run()
    assert {one["name"]: one["data"] for one in chart(app)["series"]} == {"count": [5, 9]}


def test_the_name_of_an_axis_stands_below_it(shop: Graph, explorer: AppTest) -> None:
    axis = chart(linked(explorer, cypher=BY_DAY, shown_as="chart"))["xAxis"]
    assert (axis["name"], axis["nameLocation"]) == ("day", "middle")


def test_a_chart_of_too_many_places_says_how_many_it_shows(shop: Graph, explorer: AppTest) -> None:
    app = linked(explorer, cypher="UNWIND range(1, 250) AS n RETURN 'd' + n AS day, n", shown_as="chart")
    assert len(chart(app)["xAxis"]["data"]) == 200
    assert "The first 200 of 250 values of day are drawn" in " ".join(one.value for one in app.caption)


def test_the_smallest_series_of_many_are_one() -> None:
    rows = [{"day": "1", "source": f"s{place:02}", "n": place} for place in range(20)]
    found = chart_of(rows, "day", ["n"], "source")
    assert len(found.series) == 13
    assert found.series["(other)"] == [sum(range(8))]
