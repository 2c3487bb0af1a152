"""Text is read in its own encoding, recognised or set, and never half of it."""

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.charsets import check_encoding
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.files import open_rows
from onepath.loaders.records import Reject
from onepath.loaders.rows import Rows

CHINESE = "用户,城市\nu1,北京\nu2,London\nu3,上海\nu4,Paris\n"
WESTERN = "user,city\nu1,München\nu2,London\nu3,Zürich\nu4,Größe\n"


@pytest.fixture
def read(tmp_path: Path):
    """The columns and cells of some bytes."""

    def cells(content: bytes, name: str = "a.csv", **options: str) -> list[tuple[str, ...]]:
        (tmp_path / name).write_bytes(content)
        rows: Rows = open_rows(tmp_path / name, **options)
        return [rows.columns, *(tuple(row[2]) for row in rows.rows if not isinstance(row, Reject))]

    return cells


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(",")) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(CHINESE, "utf-8"), (CHINESE, "utf-8-sig"), (CHINESE, "gb18030"), (CHINESE, "utf-16"),
     (CHINESE, "utf-16-be"),
     (WESTERN, "utf-8"), (WESTERN, "latin-1"), (WESTERN, "cp1252"), (WESTERN, "utf-16-le")],
)  # fmt: skip
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_encoding_is_recognised(read, text, encoding, pack):
    assert read(pack(text.encode(encoding))) == table(text)


def test_an_encoding_is_recognised_by_what_comes_late(read):
    text = "user,city\n" + "u,London\n" * 100_000 + "u,北京\nu,上海\n"
    assert read(text.encode("gb18030"))[-2:] == [("u", "北京"), ("u", "上海")]


def test_a_short_name_that_is_also_utf8_does_not_decide_for_the_file(read):
    text = "user,city\nu1,联通\n" + "u,London\n" * 100_000 + "u2,北京\n"
    assert (read(text.encode("gb18030"))[1][1], read(text.encode("gb18030"))[-1][1]) == ("联通", "北京")


def test_an_encoding_that_is_set_is_taken(read):
    text = "user,city\nu1,東京\nu2,大阪\n"
    assert read(text.encode("shift-jis"), encoding="shift-jis") == table(text)
    assert read(CHINESE.encode("gb18030"), encoding="gb18030") == table(CHINESE)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("big5", "臺灣大學,計算機"), ("shift-jis", "東京タワー,カタカナ"), ("cp1251", "Москва,Россия"),
     ("euc-kr", "안녕하세요 한국 사람 여러분 감사합니다 서울 부산 대구 인천 광주")],
)  # fmt: skip
def test_what_is_not_recognised_is_refused_as_a_whole(read, encoding, text):
    with pytest.raises(FileUnreadable, match=r"no encoding that is recognised(.|\n)*encoding in the mapping"):
        read(f"user,city\nu1,{text}\n".encode(encoding))


def test_bytes_that_are_none_in_the_encoding_cost_their_row(tmp_path):
    (tmp_path / "a.csv").write_bytes(CHINESE.encode("gb18030") + b"u5,\xb1\xff\n")
    rows = list(open_rows(tmp_path / "a.csv", encoding="gb18030").rows)
    assert isinstance(rows[-1], Reject)
    assert rows[-1].reason == "not valid GB18030"
    assert len(rows) == 5


def test_padding_with_nul_is_left_out(read):
    assert read(b"user,city\nu1\0\0\0,London\0\n") == [("user", "city"), ("u1", "London")]


def test_json_and_tab_separated_text_of_a_spreadsheet_are_read_in_their_encoding(read):
    assert read('{"city": "北京"}\n{"city": "上海"}\n'.encode("gb18030"), "a.jsonl")[1:] == [
        ("北京",),
        ("上海",),
    ]
    assert read(CHINESE.replace(",", "\t").encode("utf-16"), "a.txt") == table(CHINESE)


@pytest.mark.parametrize("mark", ";\t|")
def test_a_delimiter_is_seen_in_the_header(read, mark):
    assert read(WESTERN.replace(",", mark).encode()) == table(WESTERN)
    assert read(f"sep={mark}\n{WESTERN.replace(',', mark)}".encode()) == table(WESTERN)


def test_an_encoding_is_checked_by_its_name():
    assert check_encoding("GBK") == "gbk"
    for wrong in ("klingon", "zlib"):
        with pytest.raises(ValueError, match="is not a text encoding"):
            check_encoding(wrong)


@given(
    st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xes", "a.txt"]),
    st.sampled_from([b"", b"[", b"<log><trace>", b'[{"a": 1}, ', b"a,b\n", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=200)
    | st.text(max_size=60).map(lambda text: text.encode("gb18030", "ignore"))
    | st.text(max_size=60).map(lambda text: text.encode("utf-16", "ignore")),
)
def test_any_bytes_in_any_format_are_rows_rejects_or_one_of_our_errors(tmp_path_factory, name, start, rest):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(start + rest)
    with suppress(FileUnreadable):
        for row in open_rows(path).rows:
            assert isinstance(row, Reject) or len(row[1]) == len(row[2])


def test_text_that_is_cut_in_the_middle_of_a_character_says_so(tmp_path):
    (tmp_path / "a.csv").write_bytes(CHINESE.encode("utf-16")[:-1])
    with pytest.raises(FileUnreadable, match="cannot be read to its end: its text is not valid UTF-16-LE"):
        list(open_rows(tmp_path / "a.csv").rows)
