"""What the explorer draws and hands out, made from plain rows: no server, no browser."""

from dataclasses import replace

import pytest
from explorer_shop import FORMULA
from onepath.app.explorer.formats import percent, plain
from onepath.app.explorer.pages.home.charts import daily_bars
from onepath.app.explorer.pages.journeys.sankey import Flow, sankey
from onepath.app.explorer.tables import SHOWN, csv_bytes, frame
from onepath.graph.flows import PathStep


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-A1", "'-A1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
     ("\r=1", "'\r=1"), ("-1.5", "-1.5"), ("+8613800138000", "+8613800138000"), ("'quoted'", "'quoted'")],
)  # fmt: skip
def test_a_spreadsheet_never_gets_a_formula_and_a_phone_has_no_visible_mark(text: str, cell: str) -> None:
    assert csv_bytes(frame([{"a": text}])).decode("utf-8-sig").split("\n", 1)[1].strip('"\n') == cell


def test_the_download_has_every_row_and_no_formula() -> None:
    table = frame([{"=name": FORMULA, "amount": -1.5}] * (SHOWN + 1))
    lines = csv_bytes(table).decode("utf-8-sig").splitlines()
    assert lines[0] == "'=name,amount"
    assert lines[1].startswith("\"'=HYPERLINK")
    assert lines[1].endswith(",-1.5")
    assert len(lines) == SHOWN + 2


def test_markdown_in_data_is_switched_off() -> None:
    # A word joiner after http keeps the address from becoming a link.
    assert plain("![x](http://a.example)") == "\\!\\[x\\]\\(http\u2060\\:\\/\\/a\\.example\\)"


def test_a_day_without_events_is_a_gap_and_not_left_out() -> None:
    rows = [
        {"day": "2026-03-01", "source": "web", "events": 2},
        {"day": "2026-03-04", "source": "web", "events": 1},
    ]
    option = daily_bars(rows)
    assert option["xAxis"]["data"] == ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]
    assert option["series"][0]["data"] == [2, 0, 0, 1]


def test_sources_beyond_the_colours_are_one_and_nothing_is_lost() -> None:
    rows = [{"day": "2026-03-01", "source": f"s{place:02}", "events": 1} for place in range(20)]
    series = daily_bars(rows)["series"]
    assert len({one["name"] for one in series}) == len(series) == 8
    assert sum(sum(one["data"]) for one in series) == 20


def test_a_share_is_never_rounded_to_none_or_to_all() -> None:
    assert [percent(share) for share in (0.0, 0.001, 0.42, 0.999, 1.0, None)] == [
        "0%", "<1%", "42%", ">99%", "100%", "–",
    ]  # fmt: skip


def test_a_sankey_never_turns_in_a_circle() -> None:
    steps = [PathStep(1, "home", "cart", 2, 3), PathStep(2, "cart", "home", 2, 3)]
    series = sankey(Flow(steps, backwards=False))["series"][0]
    assert [node["depth"] for node in series["data"]] == [0, 1, 2]
    assert len({node["name"] for node in series["data"]}) == 3
    mirrored = [replace(step, from_event=step.to_event, to_event=step.from_event) for step in steps]
    assert [node["depth"] for node in sankey(Flow(mirrored, backwards=True))["series"][0]["data"]] == [
        0,
        1,
        2,
    ]
