"""No link that the explorer offers leads to an error or to nothing: they are followed from page to page."""

import os
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs

import pytest
from analyst_shop import analyst_shop
from command_line import answered, printed
from ecom_shop import load_ecom
from explorer_pages import page
from onepath.app.explorer.language import words
from onepath.app.explorer.page_files import PageName
from onepath.graph.saved_questions import KINDS, save_question
from onepath.graph.store import Graph
from onepath.loaders.records import Reject
from onepath.loaders.rejects import RejectsFile
from prepared import Content, Prepare
from streamlit.testing.v1 import AppTest

CRAWL = int(os.environ.get("ONEPATH_TEST_LINKS", "0"))
"""How many addresses are opened of each of four data sets; without it, some of the smallest one."""
SHORT = 80
OF_ONE_KIND = 3
"""How many links are followed that differ by their values alone, such as those to people."""
START = (
    "start", "people", "people?begin=review", "people?begin=decisions",
    "journeys", "journeys?view=transitions",
    "journeys?view=transitions&look=slow", "journeys?view=transitions&look=again", "journeys?view=steps",
    "journeys?view=next", "journeys?view=variants", "funnels", "funnels?part=groups", "funnels?part=trend",
    "funnels?part=drivers", "patterns", "patterns?view=contrast", "patterns?view=drivers", "changes",
    "activity", "activity?view=lifecycle", "activity?view=frequency", "activity?view=duration",
    "activity?view=arrivals", "attribution", "retention", "prediction", "query", "data", "data?view=rejects",
    "data?view=sources", "data?view=events", "data?view=mappings", "data?view=engine",
)  # fmt: skip
SIDES = ("graph", "timeline", "sessions", "accounts", "explain", "review", "history")
NOTHING = (
    "filters.of_nobody", "funnels.too_few", "people.nobody", "patterns.nothing", "attribution.nothing",
    "activity.nothing",
)  # fmt: skip


def faults(app: AppTest) -> list[str]:
    """What a link must not lead to."""
    texts = [one.value for kind in ("exception", "error", "warning") for one in app.get(kind)]
    nothing = {words("en")[key] for key in NOTHING}
    return texts + [one.value for one in app.info if one.value in nothing]


def links_of(app: AppTest) -> list[str]:
    """Where a page leads: its links, and the people of its tables."""
    found = {f"{one.proto.page or 'start'}?{one.proto.query_string}" for one in app.get("page_link")}
    cells = {str(cell) for one in app.dataframe for column in one.value for cell in one.value[column].head()}
    return sorted(found | {cell for cell in cells if cell.startswith("people?who=")})


def kind_of(address: str) -> str:
    """An address without its values: two of one kind are two links of one list."""
    name, _, query = address.partition("?")
    values = parse_qs(query)
    views = [values.get(key) for key in ("view", "look", "part", "show", "begin")]
    return f"{name} {sorted(values)} {views}"


def opened(app: AppTest) -> list[str]:
    """Opens the first numbers of each list of numbers; what was wrong with them."""
    wrong = []
    for key in [one.key for one in app.selectbox if str(one.key).endswith("_open")]:
        for place in range(OF_ONE_KIND):
            box = next((one for one in app.selectbox if one.key == key), None)
            if box is not None and place < len(box.options):
                box.select_index(place).run()
                wrong += [f"{key} {box.options[place]}: {fault}" for fault in faults(app)]
    return wrong


def crawl(app: AppTest, most: int) -> dict[str, list[str]]:
    """Follows the links of all pages; the addresses at which something was wrong."""
    waiting, seen, kinds = deque(START), set(START), Counter[str]()
    wrong = {}
    for _ in range(most):
        if not waiting:
            break
        address = waiting.popleft()
        name, _, query = address.partition("?")
        app.query_params.clear()
        page(app, name, **parse_qs(query, keep_blank_values=True))
        # It is not asked for again, when a list is chosen from.
        app._page_hash = ""
        found = faults(app)
        new = links_of(app)
        new += (
            [f"{address}&show={side}" for side in SIDES] if name == "people" and "show=" not in query else []
        )
        found += opened(app)
        if found:
            wrong[address] = found
        for link in new:
            kind = kind_of(link)
            if link not in seen and kinds[kind] < OF_ONE_KIND:
                kinds[kind] += 1
                seen.add(link)
                waiting.append(link)
    return wrong


def save_one_of_each(graph: Graph, first: str, last: str) -> None:
    """A saved question of every kind, to be found on the first page."""
    fields = {
        "funnel": {"steps": (first, last)}, "paths": {"start": first},
        "drivers": {"target": last, "min_people": 1},
        "attribution": {"target": last}, "cypher": {"text": "RETURN 1 AS one"},
    }  # fmt: skip
    for kind, form in KINDS.items():
        save_question(graph, f"Saved {kind}", form(**fields.get(kind, {})))


def shop(graph: Graph) -> None:
    """With the file of its rejected row, which the page Data shows."""
    analyst_shop(graph)
    with RejectsFile(Path("shop.rejects.csv")) as rejects:
        rejects.write(Reject("shop.csv", 7, "no time", {"name": "browse"}))
    save_one_of_each(graph, "browse", "purchase")


def demo(graph: Graph) -> None:
    """What `onepath demo` loads."""
    answered("simulate", "made", "--size", "400", "--seed", "909")
    answered("load", "made")
    answered("resolve")
    answered("journeys", "build")
    save_one_of_each(graph, "product_view", "purchase")


def ecom(graph: Graph) -> None:
    """A shop that nobody here made."""
    load_ecom(graph)


def process(graph: Graph) -> None:
    """A log of cases: who did what when, with repairs that are sent back."""
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)
    lines = ["case_id,activity,timestamp,resource,cost"]
    for case in range(300):
        way = ["Register", "Analyse", *(["Repair", "Test"] * (1 + case % 3)), "Inform", "Archive"]
        if case % 7 == 0:
            way.remove("Inform")
        lines += [
            f"C{case:04},{activity},{start + timedelta(hours=3 * case + 2 * place):%Y-%m-%dT%H:%M:%SZ},"
            f"R{(case + place) % 5},{10 * place}"
            for place, activity in enumerate(way)
        ]
    Path("log.csv").write_text("\n".join(lines) + "\n", "utf-8")
    Path("log.toml").write_text(printed("mapping", "propose", "log.csv"), "utf-8")
    answered("load", "log.csv", "--mapping", "log.toml")
    answered("resolve")
    answered("journeys", "build")


def test_every_page_is_where_a_crawl_begins() -> None:
    begun = {address.partition("?")[0] for address in START}
    assert begun == {"start", *get_args(PageName)} - {"home"}


@pytest.mark.parametrize(
    "data", [shop, demo, ecom, process] if CRAWL else [shop], ids=lambda content: content.__name__
)
def test_every_link_leads_to_something(
    folder: Path, prepare: Prepare, explorer: AppTest, data: Content
) -> None:
    prepare(data)
    assert crawl(explorer, CRAWL or SHORT) == {}
