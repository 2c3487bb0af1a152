"""Files good and bad: what is good in them is read, what is not is named."""

import csv
import gzip
import io
import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.errors import ColumnMissing, FileUnreadable, MappingInvalid
from onepath.loaders.losses import LostCells
from onepath.loaders.mapping import Mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, IdentifierRecord, Reject
from onepath.loaders.rejects import RejectsFile, preview, read_rejects

HEADER = "kind,value,source\n"
ROWS = [f"cookie,c{number},web\n" for number in range(1, 5_001)]
TABLE = (HEADER + "".join(ROWS)).encode()


def _two_columns_of_one_name() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table([["1"], ["2"]], names=["value", "value"]), out)
    return out.getvalue()


TWO_COLUMNS_OF_ONE_NAME = _two_columns_of_one_name()


def read_until_it_breaks(path):
    """The records before the break, and the error."""
    records, rows = [], read_records(path)
    with pytest.raises(FileUnreadable) as broken:
        records.extend(rows)
    return records, broken.value


def values(path):
    return [record.value for record in read_records(path)]


@pytest.fixture
def identifiers(tmp_path):
    """Writes bytes as an identifiers table and gives its path."""

    def write(content, name="identifiers.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("identifiers.csv", bytes),
        ("identifiers.csv.gz", gzip.compress),
        ("identifiers.csv.zst", zstandard.compress),
        ("identifiers.csv", gzip.compress),  # packed, and its name does not say so
        ("identifiers.csv.gz", lambda raw: gzip.compress(raw[:999]) + gzip.compress(raw[999:]) + bytes(512)),
        ("identifiers.csv.zst", lambda raw: zstandard.compress(raw[:999]) + zstandard.compress(raw[999:])),
        ("identifiers.csv", lambda raw: b"\xef\xbb\xbf" + raw),
        ("identifiers.csv", lambda raw: raw.replace(b"\n", b"\r\n")),
        ("identifiers.csv", lambda raw: raw.rstrip(b"\n")),
        ("identifiers.tsv", lambda raw: raw.replace(b",", b"\t")),
    ],
)
def test_csv_is_read_however_it_is_packed(identifiers, name, pack):
    assert values(identifiers(pack(TABLE), name)) == [f"c{number}" for number in range(1, 5_001)]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_file_cut_off_gives_the_rows_before_the_cut(identifiers, suffix, pack):
    many = (
        HEADER + "".join(f"cookie,{number * 7919 % 1_000_003},web\n" for number in range(1, 100_001))
    ).encode()
    packed = pack(many)
    records, broken = read_until_it_breaks(
        identifiers(packed[: len(packed) // 2], f"identifiers.csv{suffix}")
    )
    assert 10_000 < len(records) < 100_000
    assert "cut off" in broken.message
    assert f"{len(records):,} rows" in broken.kept
    assert [record.value for record in records] == [
        str(n * 7919 % 1_000_003) for n in range(1, len(records) + 1)
    ]


def test_a_damaged_gzip_gives_the_rows_before_the_damage(identifiers):
    packed = bytearray(gzip.compress(TABLE))
    packed[len(packed) // 2 : len(packed) // 2 + 8] = b"\xff" * 8
    records, broken = read_until_it_breaks(identifiers(bytes(packed), "identifiers.csv.gz"))
    assert len(records) > 1_000
    assert "damaged" in broken.message


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("identifiers.csv", b"", "is empty"),
        ("identifiers.csv.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("identifiers.csv.zst", zstandard.compress(b""), "is empty"),
        ("identifiers.jsonl", b"\n\n", "is empty"),
        ("identifiers.parquet", b"PAR1", "not a whole Parquet file"),
        ("identifiers.xlsx", TABLE, "name does not say(.|\n)*save it as CSV UTF-8"),
        ("identifiers.zip", TABLE, "name does not say(.|\n)*Unpack it"),
        ("identifiers.dat", TABLE, r"name does not say(.|\n)*Name it \.csv"),
        (
            "identifiers.csv",
            "種類,値\n".encode("shift-jis"),
            "no encoding that is recognised(.|\n)*encoding =",
        ),
        ("identifiers.parquet", TWO_COLUMNS_OF_ONE_NAME, "more than one column is called 'value'"),
        ("identifiers.csv", b"kind,value,value,source\n", "more than one column is called 'value'"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_says_why(identifiers, name, content, reason):
    with pytest.raises(FileUnreadable, match=reason):
        list(read_records(identifiers(content, name)))


def test_a_missing_file_and_a_directory_say_so(tmp_path):
    with pytest.raises(FileUnreadable, match="There is no file"):
        list(read_records(tmp_path / "events.csv"))
    with pytest.raises(FileUnreadable, match="is a directory"):
        list(read_records(tmp_path, table="events"))


def test_a_table_of_no_rows_has_no_records(identifiers):
    assert list(read_records(identifiers(HEADER.encode()))) == []


def test_a_missing_column_is_named_with_those_needed_and_those_there(identifiers):
    with pytest.raises(ColumnMissing) as missing:
        list(read_records(identifiers(b"kind,worth\ncookie,1\n")))
    assert "lacks the columns value, source" in missing.value.message
    assert "Needed: kind, value, source. There are: kind, worth." in missing.value.action


def test_bytes_that_are_not_utf8_cost_their_row_only(identifiers):
    good, bad, also_good = read_records(
        identifiers(HEADER.encode() + b"cookie,a,web\ncookie,\xff\xfe,web\ncookie,\xe4\xbc\x9a,web\n")
    )
    assert (good.value, also_good.value) == ("a", "会")
    assert (bad.row, bad.reason) == (2, "not valid UTF-8")
    assert bad.content == {"kind": "cookie", "value": "\udcff\udcfe", "source": "web"}
    assert preview(bad) == "cookie,\\xff\\xfe,web"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes_costs_its_row_only(identifiers, quote):
    huge = f"cookie,{quote}{'x' * 10_000_000}{quote},web\n"
    good, bad, also_good = read_records(identifiers((HEADER + ROWS[0] + huge + ROWS[1]).encode()))
    assert (good.value, also_good.value) == ("c1", "c2")
    assert bad.reason == "a cell of 10,000,000 characters (limit 1,000,000)"
    assert len(bad.content["value"]) == 10_000_000
    assert len(preview(bad)) == 2_000


def test_a_huge_cell_of_many_lines_costs_its_row_only(identifiers):
    huge = 'cookie,"' + "many words,\n" * 500_000 + '",web\n'
    good, bad, also_good = read_records(identifiers((HEADER + ROWS[0] + huge + ROWS[1]).encode()))
    assert (good.value, also_good.value) == ("c1", "c2")
    assert "a cell of 6,000,000 characters" in bad.reason


def test_rows_with_too_many_or_too_few_cells_are_rejected(identifiers):
    few, many, good = read_records(
        identifiers(b"kind,value,source\ncookie,1\ncookie,1,web,x\n\ncookie,2,web\n")
    )
    assert few.reason == "2 cells, and the header has 3"
    assert many.reason == "4 cells, and the header has 3"
    assert good.value == "2"


@pytest.mark.parametrize("lost", ['cookie,"lost,web\n', 'cookie,"lost,"web"\n'])
def test_a_quote_that_is_never_closed_costs_its_line_only(identifiers, lost):
    rest = 'cookie,"two\nlines",web\ncookie,"c ""2""",web\n' + "".join(ROWS[2:])
    bad, *good = read_records(identifiers((HEADER + lost + rest).encode()))
    assert isinstance(bad, Reject)
    assert bad.content == lost.rstrip()
    assert [record.value for record in good] == ["two\nlines", 'c "2"', *(f"c{n}" for n in range(3, 5_001))]


def test_json_lines_that_are_not_objects_are_rejected(identifiers):
    lines = [
        '{"kind": "cookie", "value": "a", "source": "web"}',
        "{broken",
        "[1]",
        "",
        '"x"',
        '{"kind": "cookie", "value": "\\ud800", "source": "web"}',
        "[" * 100_000,
        '{"source": "web", "value": 12, "kind": "cookie"}',
    ]
    good, *bad, reordered = read_records(
        identifiers("\n".join(lines).encode(), "identifiers.ndjson"), table="identifiers"
    )
    assert (good.value, reordered.value) == ("a", "12")
    assert [(reject.row, reject.reason.split(":")[0]) for reject in bad] == [
        (2, "not JSON"),
        (3, "a JSON line that is not an object"),
        (5, "a JSON line that is not an object"),
        (6, "not valid UTF-8"),
        (7, "not JSON"),
    ]


def test_parquet_is_read_with_its_types(tmp_path):
    path = tmp_path / "events.parquet"
    times = pa.array([1710331201000000000, None], pa.timestamp("ns"))
    columns = {
        "source": pa.array(["app", "app"]).dictionary_encode(),
        "name": ["view", "view"],
        "original_at": times,
        "phone": pa.array([13800138000.0, None]),
        "cookie": ["c1", "c1"],
        "amount": [2.5, float("nan")],
        "raw": pa.array([b"\xe4\xbc\x9a", None]),
    }
    pq.write_table(pa.table(columns), path)
    event, bad = read_records(path)
    assert event.identifiers == ("phone:+8613800138000", "cookie:c1")
    assert event.properties == {"amount": 2.5, "raw": "会"}
    assert bad.reason == "no original_at"


def test_a_date_of_parquet_that_no_calendar_has_costs_its_row_only_where_it_is_needed(tmp_path):
    path = tmp_path / "log.parquet"
    far = pa.array([0, 10_000_000, None], pa.date32())
    at = pa.array([1_710_331_201_000_000, 1_710_331_201_000_000, 2**60], pa.timestamp("us", "Moon/Base"))
    pq.write_table(pa.table({"user": ["u1", "u2", "u3"], "at": at, "until": far, "unused": far}), path)
    event = {"name": {"constant": "buy"}, "original_at": "at", "identifiers": {"user": "user"}}
    first, second, third = read_records(path, Mapping.model_validate({"source": "shop", "event": event}))
    assert (first.identifiers, second.identifiers) == (("user:u1",), ("user:u2",))
    assert third.reason == f"original_at: '{2**60:,} us since 1970' is outside the calendar"
    event["properties"] = {"until": "until"}
    lost = LostCells()
    mapping = Mapping.model_validate({"source": "shop", "event": event})
    first, second, third = read_records(path, mapping, lost=lost)
    assert (first.properties, second.properties) == ({"until": date(1970, 1, 1)}, {})
    [loss] = lost.most_frequent()
    assert (loss.example, loss.reason) == ("10,000,000 days since 1970", "is outside the calendar")


@pytest.mark.parametrize("name", ["identifiers.csv", "identifiers.parquet"])
def test_a_pipe_and_a_device_are_refused_and_never_read_for_ever(tmp_path, name):
    os.mkfifo(tmp_path / name)
    for path in (tmp_path / name, Path("/dev/zero")):
        with pytest.raises(FileUnreadable, match="is a pipe or a device, and not a file"):
            list(read_records(path, table="identifiers"))


def test_one_table_is_the_same_in_every_format(tmp_path):
    rows = [
        {
            "source": "web",
            "name": "查看",
            "original_at": "2024-03-13 10:00:00",
            "cookie": f"0{n}/:c",
            "page": "",
        }
        for n in range(50)
    ]
    with (tmp_path / "events.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "events.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "events.parquet")
    from_csv, from_json, from_parquet = (
        list(read_records(tmp_path / f"events.{end}")) for end in ("csv", "jsonl", "parquet")
    )
    assert len(from_csv) == 50
    assert from_csv == from_json == from_parquet


def test_progress_counts_the_bytes_of_the_file(identifiers):
    path, seen = identifiers(gzip.compress(TABLE), "identifiers.csv.gz"), []
    list(read_records(path, progress=seen.append))
    assert sum(seen) == path.stat().st_size


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=50), min_size=1, max_size=5))
def test_any_text_survives_a_csv_cell(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("cells") / "events.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "name", "original_at", "cookie", "note"))
        writer.writerows(("web", "view", "2024-03-13", "c1", cell) for cell in cells)
    events = list(read_records(path))
    assert all(isinstance(event, EventRecord) for event in events)
    cells = [cell.replace("\0", "") for cell in cells]  # padding
    assert [event.properties.get("note", "") for event in events] == [
        cell if cell.strip() else "" for cell in cells
    ]


@given(st.binary(max_size=300))
def test_any_bytes_end_in_records_rejects_or_one_of_our_errors(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "identifiers.csv"
    path.write_bytes(HEADER.encode() + content)
    with suppress(FileUnreadable):
        assert all(isinstance(record, IdentifierRecord | Reject) for record in read_records(path))


def test_rejected_rows_are_in_a_file_of_their_own_with_their_whole_content(tmp_path):
    some = [
        Reject("log.csv", 7, "no, really", {"name": "y" * 5_000_000, "at": "会\udcff", "n": 3, "none": None}),
        Reject("log.csv", 8, "not JSON", '{"name": "x'),
        Reject("other.csv", 1, "no", "x"),
    ]
    with RejectsFile(tmp_path / "rejects.csv") as rejects:
        assert not rejects.path.exists(), "no rejects, no file"
        for one in some:
            rejects.write(one)
    assert rejects.path.read_bytes().startswith(b"\xef\xbb\xbffile,row,reason,content\r\n"), (
        "Excel needs the mark"
    )
    with RejectsFile(rejects.path) as again:
        assert again.count == 0, "a file of rejects may be replaced"
    assert rejects.count == 3
    assert read_rejects(rejects.path, "log.csv") == some[:2]


def test_a_file_whose_name_is_no_table_needs_a_mapping(tmp_path):
    (tmp_path / "log.csv").write_bytes(TABLE)
    with pytest.raises(
        MappingInvalid, match=r"Nothing says what the columns(.|\n)*mapping propose .*log.csv"
    ):
        list(read_records(tmp_path / "log.csv"))
    assert len(list(read_records(tmp_path / "log.csv", table="identifiers"))) == 5_000
