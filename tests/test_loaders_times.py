"""Times as sources write them become UTC."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.time_formats import check_format
from onepath.loaders.times import (
    ANY_YEAR,
    RepeatedHours,
    Times,
    corrected,
    parse_date,
    parse_time,
)

NOON = datetime(2024, 3, 13, 12, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2024-03-13T12:00:01Z", "2024-03-13T12:00:01+00:00", "2024-03-13T20:00:01+08:00",
     "2024-03-13T200001+0800",
     "2024-03-13 12:00:01", "2024-03-13 12:00:01.000000", " 2024-03-13 12:00:01 ",
     "2024-03-13 12:00:01 UTC",
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
        ("9999-12-31T23:00:00-10:00", "outside the calendar"),
        ("0000-00-00 00:00:00", "stands for no time"),
    ],
)
def test_an_impossible_time_is_refused_with_the_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        parse_time(written)


@pytest.mark.parametrize(
    "written",
    ["2026-04-03 15:05", "2026/4/3 下午3:05", "2026年4月3日 下午3:05", "2026年4月3日15时05分",
     "2026年4月3日 15点5分00秒",
     "2026年04月03日 星期五 15:05", "2026/4/3 3:05:00 PM", "2026.4.3 3:05 p.m.", "3-Apr-2026 15:05",
     "3 April 2026 15:05", "Apr 3, 2026 3:05 PM", "April 3rd, 2026 at 3:05 PM",
     "03/Apr/2026:15:05:00 +0000",
     "[03/Apr/2026:23:05:00 +0800]", "Fri, 03 Apr 2026 15:05:00 GMT", "Fri Apr  3 15:05:00 2026",
     "Fri Apr 03 2026 23:05:00 GMT+0800 (China Standard Time)", "2026-04-03 23:05:00 +08"],
)  # fmt: skip
def test_what_can_be_read_in_one_way_only_is_read(written):
    assert parse_time(written) == datetime(2026, 4, 3, 15, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [("12:00 AM", 0), ("12:30 PM", 12), ("上午9:00", 9), ("中午12:00", 12), ("下午15:00", 15),
     ("凌晨1:00", 1)],
)  # fmt: skip
def test_halves_of_the_day(written, moment):
    assert parse_time(f"2026/4/3 {written}").hour == moment


@pytest.mark.parametrize(
    ("written", "format_to_set"),
    [("06/13/2024", "day_first or month_first"), ("13/06/2024 10:00", "day_first or month_first"),
     ("13.06.2024 15:05", "day_first or month_first"), ("03-04-26", "day_first or month_first"),
     ("45292", "excel"), ("45292.375", "excel"), (45292.0, "excel"),
     ("2024030410", r"epoch_s or to %Y%m%d%H"),
     (2024030410.0, r"epoch_s or to %Y%m%d%H"), ("202403041005", r"epoch_ms or to %Y%m%d%H%M"),
     ("202403", "%Y%m"), ("2024", "pattern"), ("240304", "pattern"), ("1", "pattern"), ("17", "pattern")],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_refused_until_a_format_says_which(written, format_to_set):
    with pytest.raises(ValueError, match=f"one way only.*{format_to_set}"):
        parse_time(written)


@pytest.mark.parametrize(
    ("form", "written", "expected"),
    [("month_first", "06/13/2024", "2024-06-13"), ("month_first", "6/13/24 3:05 PM", "2024-06-13T15:05"),
     ("day_first", "13.06.2024 15:05", "2024-06-13T15:05"), ("day_first", "03/04/2026 10:00",
     "2026-04-03T10:00"),
     ("excel", "45292", "2024-01-01"), ("excel", "45292.375", "2024-01-01T09:00"),
     ("excel", "45292.4236111111", "2024-01-01T10:10"), ("%Y%m%d%H", "2024030410", "2024-03-04T10:00"),
     ("%Y%m%d%H%M", "202403041005", "2024-03-04T10:05"), ("%Y%m", "202403", "2024-03-01"),
     ("epoch_s", "86400", "1970-01-02"), ("epoch_ms", "86400000", "1970-01-02"), ("epoch_us",
     "86400000000", "1970-01-02"),
     ("epoch_ns", "86400000000000", "1970-01-02"), ("epoch_s", "2024030410", "2034-02-20T06:40:10"),
     ("apache", "[13/Jun/2024:15:05:00 +0800]", "2024-06-13T07:05"), ("iso", "2024-06-13", "2024-06-13"),
     ("%y年%m月%d日 %p%I:%M", "24年06月13日 下午03:05", "2024-06-13T15:05")],
)  # fmt: skip
def test_a_stated_format_is_read(form, written, expected):
    assert parse_time(written, formats=(form,)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_of_several_formats_the_first_that_fits_is_taken_and_nothing_else():
    forms = ("day_first", "%Y%m")
    assert parse_time("03/04/2026", formats=forms) == datetime(2026, 4, 3, tzinfo=UTC)
    assert parse_time("202604", formats=forms) == datetime(2026, 4, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="'2026-04-03' is not a time as day_first or %Y%m has it"):
        parse_time("2026-04-03", formats=forms)


def test_a_format_is_checked_before_it_is_used():
    assert check_format("excel") == "excel"
    assert check_format("%d/%m/%Y %H:%M") == "%d/%m/%Y %H:%M"
    for wrong in ("dayfirst", "%H:%M", "%Y %Q"):
        with pytest.raises(ValueError, match="is not a time format"):
            check_format(wrong)


@pytest.mark.parametrize(
    "written", ["0000-00-00", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "null", "", "-"]
)
def test_what_stands_for_no_time_is_none(written):
    assert Times()[written] is None


def test_times_that_are_properties_may_be_of_any_year():
    times = Times(years=ANY_YEAR)
    assert times["1958-03-02"] == datetime(1958, 3, 2, tzinfo=UTC)
    assert times["9999-12-31"] == datetime(9999, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [("1954-03-31", "UTC", "1954-03-31"), ("19540331", "UTC", "1954-03-31"),
     (date(1954, 3, 31), "UTC", "1954-03-31"),
     ("1990-05-05 00:00:00+08:00", "UTC", "1990-05-05"), ("1990-05-04T16:00:00Z",
     "Asia/Shanghai", "1990-05-05"),
     (datetime(1990, 5, 5), "Asia/Shanghai", "1990-05-05"), ("1990年5月5日", "UTC", "1990-05-05")],
)  # fmt: skip
def test_a_date_is_the_day_as_it_is_written(written, zone, day):
    assert parse_date(written, ZoneInfo(zone) if zone != "UTC" else UTC) == date.fromisoformat(day)


def test_a_correction_that_leads_out_of_the_years_of_events_is_refused():
    at = [datetime(2026, 3, 3, 10, 0, second, tzinfo=UTC) for second in range(3)]
    assert corrected(at[0], at[1], at[2]) == at[1]
    first, last = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, tzinfo=UTC)
    for original, sent, received in [(first, at[1], at[0]), (last, first, at[0]), (last, first, last)]:
        with pytest.raises(
            ValueError, match=r"corrected by received_at - sent_at .* outside of the years 1970 to 2200"
        ):
            corrected(original, sent, received)


NEW_YORK = ZoneInfo("America/New_York")


def test_an_hour_that_the_clock_never_showed_keeps_its_order():
    times = Times(NEW_YORK)
    written = ["01:59:59", "02:10:00", "02:50:00", "03:00:00", "03:10:00"]
    read = [times[f"2024-03-10 {clock}"] for clock in written]
    assert read == sorted(set(read))
    assert times.unclear == {"skipped": 2}
    assert datetime(2024, 3, 10, 7, tzinfo=UTC) - read[1] < timedelta(milliseconds=4)


def test_an_hour_that_the_clock_showed_twice_keeps_the_order_of_each_owner():
    times, hours = Times(NEW_YORK), RepeatedHours(NEW_YORK)
    rows = [("ann", "00:50"), ("ann", "01:10"), ("bob", "01:30"), ("ann", "01:50"), ("ann", "01:10"),
            ("ann", "01:50"), ("bob", "01:40"), ("ann", "02:10")]  # fmt: skip
    read = []
    for owner, clock in rows:
        time = times[f"2024-11-03 {clock}"]
        read.append((owner, hours.settle(time, owner) if time.fold else time))
    ann, bob = ([at for one, at in read if one == owner] for owner in ("ann", "bob"))
    assert ann == sorted(set(ann))
    assert bob == [datetime(2024, 11, 3, 5, minute, tzinfo=UTC) for minute in (30, 40)]
    assert times.unclear == {"repeated": 6}


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
