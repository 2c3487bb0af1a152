"""Every page in Chinese: no text is left in English but names and values from the data."""

import json
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

import pytest
from analyst_shop import analyst_shop
from explorer_pages import page
from google.protobuf.json_format import MessageToDict
from onepath.graph.store import Graph
from prepared import Prepare
from streamlit.testing.v1 import AppTest

READ = re.compile(
    r"\.(label|help|body|placeholder|options|text|alt|content|formatter|cell|name|legend\.data|[xy]Axis\.data)$"
)
"""Where the texts that somebody reads are in what a page sends to the browser; `name` is one of a chart's."""
DATA = (
    # Names of the shop's events, sources, properties and attributes, of queries, columns and files.
    "add_to_cart", "payment_failed", "support_chat", "product_view", "email_click", "sms_click", "browse",
    "purchase", "web", "app", "email", "sms", "crm", "erp", "campaign", "page", "city", "shop.csv", "new.csv",
    "paths/next_events", "next_event", "occurrences", "people", "median_minutes", "acquisition_channel",
    "platform", "session_id", "timestamp", "user_cohort", "user_id", "user_lifecycle",
    # Identifiers, rules and what people wrote.
    "GA1.2.9994853103.1768215038", "GA1.2.9994853103.…", "cookie", "phone", "device", "member", "wang",
    "shared", "twice", "zhao", "crawler", "mother", "late", "same_event", "same_user", "by_hand",
    "one of our testers", "analyst", "rules", "nobody@shop.example", "inferred", "device:li", "user:mother",
    "shop", "neo4j", "user", "li",
)  # fmt: skip
ALLOWED = (
    # Names, units, and what is typed as it is written.
    "OneID", "English", "GiB", "community", "PROPERTY=VALUE", "[SOURCE.]NAME=VALUE", "STRING", "INTEGER",
    "FLOAT", "view=view_*|product_view", "UTC", "suppo…",
    # What stands in the address as it is chosen: dimensions, kinds of drivers and of decisions, the start.
    "(direct)", "direct", "(start)", "source", "event", "property", "attribute",
    "keep_separate", "unmerge", "merge", "block", "undo", "regroup", "rename",
    # What a script says of itself is drawn in tests alone.
    "The pages of each section of the navigation, each with its icon.",
)  # fmt: skip
MADE = re.compile(
    r":\w+-badge|:gray|people\?who=|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12}|m\d{3}|\w+://\S+|/\S+/\S+"
)
"""Marks of colours, numbers of people and decisions, addresses, folders."""
PLAIN = re.compile("|".join(re.escape(one) for one in sorted((*DATA, *ALLOWED), key=len, reverse=True)))
TIME_ZONES = available_timezones()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def analysts(prepare: Prepare) -> Graph:
    return prepare(analyst_shop)


VIEWS: list[tuple[str, dict[str, str | list[str]]]] = [
    ("home", {}),
    ("people", {}),
    ("people", {"begin": "review"}),
    ("people", {"begin": "decisions"}),
    *(("people", {"who": "phone:+8618194580068", "show": show})
      for show in ("graph", "timeline", "sessions", "accounts", "explain", "review", "history")),
    ("people", {"who": "phone:+8618194580068", "as_of": "2026-03-03"}),
    ("people", {"who": "nobody@shop.example"}),
    ("journeys", {"event": "browse", "open": "1.(start) > browse"}),
    ("journeys", {"view": "transitions"}),
    ("journeys", {"view": "transitions", "look": "slow"}),
    ("journeys", {"view": "transitions", "look": "again"}),
    ("journeys", {"view": "steps"}),
    ("journeys", {"view": "next", "compare": "source"}),
    ("journeys", {"view": "variants"}),
    ("funnels", {"step": ["browse", "add_to_cart", "purchase"], "details": "true"}),
    ("funnels", {"step": ["browse", "add_to_cart"], "by": "source", "open": "1.dropped"}),
    ("patterns", {"support": "10"}),
    ("patterns", {"view": "contrast", "target": "purchase"}),
    ("patterns", {"view": "drivers", "target": "purchase"}),
    ("changes", {}),
    ("attribution", {"target": "purchase"}),
    ("attribution", {"target": "purchase", "channels": "events", "touch": ["email_click", "sms_click"]}),
    *(("activity", {"view": view})
      for view in ("active_users", "lifecycle", "frequency", "duration", "arrivals")),
    ("retention", {}),
    ("prediction", {}),
    ("query", {"query": "paths/next_events", "values": "{}"}),
    ("query", {"way": "own"}),
    *(("data", {"view": view})
      for view in ("loads", "rejects", "sources", "events", "mappings", "engine")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_no_text_is_left_in_english(
    analysts: Graph, explorer: AppTest, name: str, query: dict[str, str | list[str]]
) -> None:
    app = page(explorer, name, lang="zh", **query)
    assert not app.exception
    assert left_in_english(app) == set()


def left_in_english(app: AppTest) -> set[str]:
    """The texts without a Chinese character in which something else than data is written."""
    return {
        text
        for where, text in texts(app)
        if READ.search(where)
        and not CHINESE.search(text)
        and text not in TIME_ZONES
        and not text.startswith(("MATCH ", ":material/", '{"event"'))
        and re.search("[A-Za-z]{2,}", PLAIN.sub("", MADE.sub("", text.replace("\\", ""))))
    }


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of a page, with where it is in what is sent to the browser."""
    for element in [*walk(app.main), *walk(app.sidebar)]:
        message = getattr(element, "proto", None)
        if message is None or element.type in ("code", "bidi_component"):
            continue
        yield from strings(MessageToDict(message), element.type)
        if element.type == "dataframe":
            cells = element.value.select_dtypes("object").to_numpy().ravel()
            yield from ((f"{element.type}.cell", cell) for cell in cells if isinstance(cell, str))


def walk(block: Any) -> Iterator[Any]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from walk(child)


def strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, f"{where}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, where)
    elif isinstance(value, str):
        if where.endswith((".spec", ".columns")):
            yield from strings(json.loads(value), where)
        else:
            yield where, value
