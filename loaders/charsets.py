"""In which encoding a file's text is: recognised from its bytes, or set.

Bytes of another encoding become UTF-8 on the way in. As long as all is ASCII nothing is decided, so that no
file is read in two encodings.
"""

import codecs
import re
from collections.abc import Iterator

__all__ = ["UTF8", "check_encoding", "marked", "recoded", "recognised", "sample_of"]

UTF8 = "utf-8"
_MARKS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 1 << 16  # bytes of lines that are not ASCII; so many leave no doubt
_LOOKED_THROUGH = 1 << 28  # bytes, for as many such lines
_RUN = re.compile(rb"([A-Za-z]?)([\x80-\xff]+)([A-Za-z]?)")
_SIGNS = "‘’“”–—…€£°§«»¿¡®©\xa0"
_KOREAN = (
    0xC8  # in EUC-KR no character begins with a byte above this one; of Chinese ones most texts have some
)


def check_encoding(name: str) -> str:
    """The encoding's name in Python; ValueError if it is not a text encoding."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, UnicodeError) as why:
        raise ValueError(
            f"'{name}' is not a text encoding (such as utf-8, gb18030, utf-16, latin-1)"
        ) from why
    return found.name


def marked(first: bytes) -> tuple[str | None, int]:
    """The encoding that the first bytes of a file show, if they do, and the length of its mark."""
    for mark, name in _MARKS:
        if first.startswith(mark):
            return name, len(mark)
    start = first[:4096]  # UTF-16 without a mark has a zero in every other byte of what is ASCII
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 4 or 3 * max(even, odd) < len(start) // 2 or max(even, odd) <= 4 * min(even, odd):
        return None, 0
    return ("utf-16-be" if even > odd else "utf-16-le"), 0


def recognised(sample: bytes) -> str | None:
    """The encoding of lines that are not ASCII; None if it is not recognised."""
    try:
        codecs.getincrementaldecoder(UTF8)().decode(sample)
    except UnicodeDecodeError:
        pass
    else:
        return UTF8
    text = sample.decode(UTF8, "surrogateescape")
    good = sum(character >= "\x80" and not "\udc80" <= character <= "\udcff" for character in text)
    bad = sum("\udc80" <= character <= "\udcff" for character in text)
    runs = _RUN.findall(sample)
    western = sum(bool(before or after) and len(run) <= 2 for before, run, after in runs)
    if good <= bad and 2 * western < len(runs) and _is_chinese(sample):
        return "gb18030"
    if 2 * good >= bad:
        return UTF8  # with some damage
    return _western(sample) if 10 * western >= 8 * len(runs) else None


def _is_chinese(sample: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    wide = [character for character in text if character >= "\x80"]
    common = [code for character in wide if len(code := character.encode("gb2312", "ignore")) == 2]
    if len(common) >= 20 and max(code[0] for code in common) <= _KOREAN:
        return False
    return 10 * len(common) >= 8 * len(wide)


def _western(sample: bytes) -> str | None:
    """Latin-1, with the quotes and the euro sign of Windows if it has them; None if it is another text."""
    try:
        name, text = "cp1252", sample.decode("cp1252")
    except UnicodeDecodeError:
        name, text = "latin-1", sample.decode("latin-1")
    wide = [character for character in text if character >= "\x80"]
    usual = sum(character.isalpha() or character in _SIGNS for character in wide)
    return name if 10 * usual >= 9 * len(wide) else None


def sample_of(pieces: Iterator[bytes]) -> bytes:
    """Lines that are not ASCII: all of the file's, or as many as leave no doubt."""
    found: list[bytes] = []
    size = looked = 0
    rest = b""
    for piece in pieces:
        looked += len(piece)
        lines = (rest + piece).split(b"\n")
        rest = lines.pop() if len(lines[-1]) < _SAMPLE else b""
        for line in lines:
            if not line.isascii():
                found.append(line)
                size += len(line)
        if size > _SAMPLE or looked > _LOOKED_THROUGH:
            return b"\n".join(found)[: 4 * _SAMPLE]
    return b"\n".join((*found, rest))


def recoded(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The text as UTF-8; bytes that are invalid in the encoding as lone surrogates, which are not valid."""
    name = "utf-16-le" if name == "utf-16" else name
    errors = "surrogatepass" if name.startswith("utf-16") else "surrogateescape"
    decoder = codecs.getincrementaldecoder(name)(errors)
    for piece in pieces:
        yield decoder.decode(piece).encode(UTF8, errors)
    yield decoder.decode(b"", final=True).encode(UTF8, errors)
