"""Where the identity graph's dots stand, and its export: made from plain rows, no server, no browser."""

import re
from datetime import timedelta
from itertools import combinations

import pytest
from explorer_shop import LINK, MARKUP, START
from onepath.app.explorer.layout import Field, places
from onepath.app.explorer.pages.people.html_export import identity_page
from onepath.app.explorer.pages.people.picture import DRAWN, past_picture
from onepath.app.explorer.pages.people.timeline_chart import TimelineDot, timeline
from onepath.graph.people import IdentifierRow, LinkRow

BOX = (120.0, 78.0)


def identifier(value: str) -> IdentifierRow:
    return IdentifierRow(f"device:{value}", "device", value, START, START, ["web"], 1)


def upon_another(boxes: list[tuple[float, float]], spots: list[tuple[float, float]]) -> int:
    return sum(
        abs(x - u) < (boxes[a][0] + boxes[b][0]) / 2 - 1 and abs(y - v) < 77
        for (a, (x, y)), (b, (u, v)) in combinations(enumerate(spots), 2)
    )


def test_the_export_asks_nothing_of_the_internet_and_runs_no_markup() -> None:
    one, two = identifier(f"</script><script>{MARKUP}"), identifier(LINK)
    link = LinkRow("l", one.key, two.key, "event", "web", 1.0, 1, START, START)
    html = identity_page(past_picture([one, two], [link]))
    assert 'src="http' not in html
    assert "<link" not in html
    assert "<img" not in html
    titles = re.findall(r'"title": "((?:[^"\\]|\\.)*)"', html)
    assert len(titles) == 3
    # These four letters in one title would make pyvis show all titles as HTML.
    assert not [title for title in titles if "href" in title]


def test_a_crowd_of_identifiers_is_drawn_in_part_says_so_and_is_always_alike() -> None:
    crowd = [identifier(f"d{place}") for place in range(DRAWN + 50)]
    picture = past_picture(crowd, [])
    assert len(picture.dots) == DRAWN
    assert picture.left_out == 50
    assert past_picture(crowd, []) == picture


@pytest.mark.parametrize(
    ("name", "edges"),
    [
        ("a star", [(0, place) for place in range(1, 150)]),
        ("a tree", [((place - 1) // 3, place) for place in range(1, 150)]),
        ("a chain", [(place - 1, place) for place in range(1, 150)]),
        ("nothing joined", []),
    ],
)
@pytest.mark.parametrize("count", [40, 150, 400])
def test_no_label_of_the_identity_graph_lies_on_another(
    name: str, edges: list[tuple[int, int]], count: int
) -> None:
    boxes = [(60.0 + 10 * (place % 9), 78.0) for place in range(count)]
    spots = places(boxes, [edge for edge in edges if max(edge) < count])
    assert upon_another(boxes, spots) == 0


def test_a_long_chain_winds_itself_up() -> None:
    spots = places([BOX] * 1_000, [(place - 1, place) for place in range(1, 1_000)])
    assert max(abs(x) for x, _ in spots) < 100 * BOX[0]
    assert max(abs(y) for _, y in spots) < 100 * BOX[1]


def test_what_is_added_finds_room_beside_what_it_came_from() -> None:
    ground = Field()
    stand = [(0.0, 0.0), (200.0, 0.0)]
    for spot in stand:
        ground.put(spot, BOX)
    added = [ground.beside((0.0, 0.0), BOX) for _ in range(60)]
    assert upon_another([BOX] * 62, [*stand, *added]) == 0
    assert max(abs(x) + abs(y) for x, y in added) < 2_000


def test_each_event_of_the_timeline_is_found_where_it_is_drawn() -> None:
    dots = [
        TimelineDot(START + timedelta(minutes=place), "web", name, f"web:{place}")
        for place, name in enumerate(["home", "cart", "home"])
    ]
    option, places_of = timeline(dots, [(START, START + timedelta(minutes=5), "web")])
    for place, dot in enumerate(dots):
        _, series, index = places_of[dot.key]
        # The time of the zone, which the chart must not move to that of the browser.
        assert option["series"][series]["data"][index]["value"] == [f"2026-03-01T09:0{place}:00Z", "web"]
    assert option["series"][-1]["type"] == "lines"
