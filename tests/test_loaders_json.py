"""JSON in lines and in arrays: rows name their columns themselves."""

import json
from pathlib import Path

import pytest
from onepath.loaders import Mapping, Reject, read_records
from onepath.loaders.errors import ColumnMissing, FileUnreadable
from onepath.loaders.files import open_rows

MAPPING = Mapping.model_validate(
    {
        "source": "shop",
        "event": {
            "name": "event",
            "original_at": "ts",
            "identifiers": {"user": "user", "phone": "phone"},
            "properties": {"coupon": "coupon"},
        },
    }
)


def row(number: int, **more: str) -> dict[str, str]:
    return {"event": "view", "ts": f"2026-03-01 10:{number % 60:02d}:00", "user": f"u{number}", **more}


LATE = row(1_000, phone="13800138000", coupon="X")


def lines(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path


@pytest.mark.parametrize("place", [0, 999, 1_000])
def test_a_key_may_be_seen_first_in_any_row(tmp_path, place):
    rows = [row(number) for number in range(1_000)]
    rows.insert(place, LATE)
    events = list(read_records(lines(tmp_path / "a.jsonl", rows), MAPPING))
    assert len(events) == 1_001
    assert events[place].identifiers == ("user:u1000", "phone:+8613800138000")
    assert events[place].properties == {"coupon": "X"}


def test_a_key_that_no_row_has_is_blank_and_can_be_told(tmp_path):
    path = lines(tmp_path / "quiet.jsonl", [row(number) for number in range(5)])
    assert len(list(read_records(path, MAPPING))) == 5
    rows = open_rows(path)
    assert len(list(rows.rows)) == 5
    assert rows.unseen(MAPPING.columns()) == ["phone", "coupon"]


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(ColumnMissing, match="lacks the columns event, ts, user"):
        list(read_records(lines(tmp_path / "a.jsonl", [{"a": "b"}]), MAPPING))
    with pytest.raises(ColumnMissing, match=r"lacks the columns event, ts\."):
        list(read_records(lines(tmp_path / "b.jsonl", [{"user": "b"}]), MAPPING))


def test_a_key_that_is_there_twice_rejects_its_row(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"a": 1, "a": 2}\n{"a": 3}\n', "utf-8")
    twice, good = open_rows(tmp_path / "a.jsonl").rows
    assert isinstance(twice, Reject)
    assert twice.reason == (
        "not JSON: the key 'a' is there twice (same_names = \"numbered\" in the mapping reads both)"
    )
    assert good == (2, ("a",), [3])


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("count", [1, 3, 20_000])
def test_one_array_of_objects_is_its_rows(tmp_path, indent, count):
    rows = [{"user": f"u{number}", "city": "北京 ,][", "n": number} for number in range(count)]
    (tmp_path / "a.json").write_text(
        "\n " + json.dumps(rows, indent=indent, ensure_ascii=False) + "\n", "utf-8"
    )
    table = open_rows(tmp_path / "a.json")
    assert table.columns == ("user", "city", "n")
    assert [
        dict(zip(one[1], one[2], strict=True)) for one in table.rows if not isinstance(one, Reject)
    ] == rows


def test_of_an_array_only_its_objects_are_rows(tmp_path):
    (tmp_path / "a.json").write_text('[{"a": 1}, 7, "x", null, [1], {"a": 2}]', "utf-8")
    first, *others, last = open_rows(tmp_path / "a.json").rows
    assert (first, last) == ((1, ("a",), [1]), (6, ("a",), [2]))
    assert [one.reason for one in others if isinstance(one, Reject)] == [
        "an element of a JSON array that is not an object"
    ] * 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [('[{"a": 1}, {"a": 2}', "the array has no end"),
     ('[{"a": 1}, {"a": }, {"b": 1}]' + " " * 99, "not JSON"),
     ('[{"a": 1}] {"a": 2}', "something follows the array"), ('[{"a": 1, "a": 2}]', "is there twice")],
)  # fmt: skip
def test_an_array_that_breaks_off_says_so(tmp_path, text, reason):
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(FileUnreadable, match=reason):
        list(open_rows(tmp_path / "a.json").rows)


def test_an_empty_array_is_an_empty_file(tmp_path):
    (tmp_path / "a.json").write_text("[]", "utf-8")
    with pytest.raises(FileUnreadable, match="is empty"):
        open_rows(tmp_path / "a.json")


def test_numbers_of_json_that_lost_digits_identify_nobody(tmp_path):
    rows = [row(1, user=one) for one in (1009513310189256287, 1.009513310189256e18, 1003.0)]  # type: ignore[arg-type]
    whole, lost, repaired = read_records(lines(tmp_path / "a.jsonl", rows), MAPPING)
    assert whole.identifiers == ("user:1009513310189256287",)
    assert isinstance(lost, Reject)
    assert "loses digits" in lost.reason
    assert repaired.identifiers == ("user:1003",)
