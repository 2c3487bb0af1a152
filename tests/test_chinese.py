"""Every page in Chinese: no text is left in English but names and values from the data."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from analyst_shop import analyst_shop
from explorer_pages import page
from google.protobuf.json_format import MessageToDict
from onepath.graph.store import Graph
from prepared import Prepare
from streamlit.testing.v1 import AppTest

TEXTS = {
    "label", "help", "body", "placeholder", "options", "text", "delta", "markdown", "alt", "title", "caption",
    "content", "formatter",
}  # fmt: skip


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
    found = [f"{where}: {text}" for where, text in texts(app)]
    import pathlib

    with pathlib.Path("/tmp/zh_texts.txt").open("a") as file:
        file.write(f"## {name} {query}\n" + "\n".join(found) + "\n")


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    for element in [*walk(app.main), *walk(app.sidebar)]:
        kind = element.type
        message = getattr(element, "proto", None)
        if message is None or kind == "code":
            continue
        for where, text in strings(MessageToDict(message), kind):
            yield f"{kind}{where}", text


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
        if value[:1] in "{[":
            try:
                yield from strings(json.loads(value), where)
                return
            except ValueError:
                pass
        yield where, value
