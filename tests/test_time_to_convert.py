"""How long it took to convert, as bars: they hold everybody once, and are of use where most were quick."""

from array import array

from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.funnels.time_to_convert import time_to_convert

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def bars(*seconds: float) -> list[tuple[float, float, int]]:
    times = time_to_convert(array("q", [int(one * SECOND) for one in seconds]))
    assert times is not None
    return [(bar.from_seconds, bar.to_seconds, bar.people) for bar in times.histogram]


def test_nobody_took_any_time():
    assert time_to_convert(array("q")) is None


def test_bars_are_all_as_wide_where_times_are_spread():
    assert bars(1 * MINUTE, 4 * MINUTE, 6 * MINUTE, 9 * MINUTE)[:3] == [(0, 30, 0), (30, 60, 0), (60, 90, 1)]


def test_bars_grow_where_most_were_quick_and_some_took_days():
    most = [3 * MINUTE] * 60 + [20 * MINUTE] * 30
    assert [bar for bar in bars(*most, *[2.5 * DAY] * 10) if bar[2]] == [
        (0, 5 * MINUTE, 60),
        (20 * MINUTE, 30 * MINUTE, 30),
        (2 * DAY, 4 * DAY, 10),
    ]


def test_the_last_bar_holds_what_is_longer_than_nearly_all():
    assert bars(*[5] * 500, 10 * DAY)[-2:] == [(18, 19, 0), (19, 10 * DAY, 1)]


@given(st.lists(st.integers(0, 400 * DAY * SECOND), min_size=1, max_size=60))
def test_bars_hold_everybody_once_and_leave_no_room_between(microseconds):
    shown = bars(*(one / SECOND for one in microseconds))
    assert shown[0][0] == 0
    assert [bar[1] for bar in shown[:-1]] == [bar[0] for bar in shown[1:]]
    last = len(shown) - 1
    for place, (begins, ends, count) in enumerate(shown):
        held = [
            one for one in microseconds if begins <= one / SECOND and (place == last or one / SECOND < ends)
        ]
        assert len(held) == count
    assert shown[-1][1] >= max(microseconds) / SECOND
