"""Times as sources write them become UTC."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.times import parse_time

NOON = datetime(2024, 3, 13, 12, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2024-03-13T12:00:01Z", "2024-03-13T12:00:01+00:00", "2024-03-13T20:00:01+08:00",
     "2024-03-13T200001+0800",
     "2024-03-13 12:00:01", "2024-03-13 12:00:01.000000", " 2024-03-13 12:00:01 ", "2024-03-13 12:00:01 UTC",
     "2024-03-13 20:00:01 +0800", "2024/3/13 12:00:01", "20240313120001", "1710331201", "1710331201000",
     "1710331201000000", "1710331201000000000", 1710331201, 1710331201000, 1710331201.0,
     datetime(2024, 3, 13, 12, 0, 1),
     datetime(2024, 3, 13, 20, 0, 1, tzinfo=timezone(timedelta(hours=8)))],
)  # fmt: skip
def test_one_instant_has_many_spellings(written):
    assert parse_time(written) == NOON
    assert parse_time(written).tzinfo is UTC


@pytest.mark.parametrize("written", ["2024-03-13", "2024/3/13", "20240313", 20240313, date(2024, 3, 13)])
def test_a_day_is_its_midnight(written):
    assert parse_time(written) == datetime(2024, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["2024-03-13 12:00:01.25", "1710331201.25", "1710331201250", 1710331201.25]
)
def test_fractions_of_a_second_are_kept(written):
    assert parse_time(written) == NOON + timedelta(milliseconds=250)


def test_without_a_zone_the_zone_given_holds():
    assert parse_time("2024-03-13 20:00:01", timezone(timedelta(hours=8))) == NOON


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2024-02-30 10:00:00", "impossible time .*day"),
        ("2024-13-01", "impossible time .*month"),
        ("2024-01-01 25:00:00", "impossible time .*hour"),
        ("20240230", "impossible time"),
        ("yesterday", "'yesterday' is not a time"),
        ("", "is not a time"),
        ("1969-12-31 23:59:59", "in the year 1969 .*1970 to 2200"),
        ("2201-01-01", "in the year 2201"),
        ("9" * 30, "too many digits"),
        ("0001-01-01T00:00:00+14:00", "outside the calendar"),
    ],
)
def test_an_impossible_time_is_refused_with_the_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        parse_time(written)


@given(st.datetimes(datetime(1975, 1, 1), datetime(2200, 1, 1)))
def test_every_time_survives_being_written_and_read(time):
    time = time.replace(tzinfo=UTC)
    micros = (time - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert parse_time(time.isoformat()) == time
    assert parse_time(micros) == time


@given(st.text(max_size=30) | st.from_regex(r"[0-9:/. TZ+-]{0,30}", fullmatch=True))
def test_any_text_is_a_time_or_a_reason(text):
    with suppress(ValueError):
        assert parse_time(text).tzinfo is UTC
