"""Bytes of a file, unpacked, and text in whole lines."""

import codecs
import shlex
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import IO

import zstandard

from .charsets import UTF8, marked, recoded, recognised, sample_of
from .errors import FileUnreadable

Progress = Callable[[int], None]
"""Called with the number of bytes just read from the disk."""

CELL_LIMIT = 1_000_000
"""Characters in one cell; a row with a longer one is rejected."""

LINE_LIMIT = 64_000_000  # bytes; a longer line is not a row of a table, and memory is finite
_PLAIN_PIECE, _PACKED_PIECE = 1 << 19, 1 << 14
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class Damaged(Exception):
    """The bytes end or break here; the row reader knows how many rows were good before it."""

    def __init__(self, why: str, action: str = "") -> None:
        super().__init__(why)
        self.action = action


class UnknownText(Damaged):
    """The text is in no encoding that is recognised."""


def check_readable(path: Path) -> None:
    """FileUnreadable unless the path is a file with something in it."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise FileUnreadable(
            f"{path} is a pipe or a device, and not a file.",
            action="Load what a pipe gives as standard input: onepath load - --format csv",
        )
    if path.is_dir():
        raise FileUnreadable(
            f"{path} is a directory without tables.",
            action="Name the files in it, or call them identifiers, users, sessions and events (.csv, ...).",
        )
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except FileNotFoundError as why:
        raise FileUnreadable(f"There is no file {path}.", action="Check the path.") from why
    except OSError as why:
        raise FileUnreadable(f"{path} cannot be read: {why.strerror}.") from why
    if empty:
        raise FileUnreadable(f"{path} is empty.", action="Export it again.")


def is_packed(path: Path) -> bool:
    """Whether the file's first bytes are those of gzip or zstd."""
    with path.open("rb") as file:
        return file.read(4).startswith((_GZIP, _ZSTD))


def read_bytes(path: Path, progress: Progress | None = None) -> Iterator[bytes]:
    """The file's content in pieces, unpacked when its first bytes say gzip or zstd."""
    with path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(_GZIP):
            yield from _gunzip(_pieces(file, _PACKED_PIECE, progress))
        elif magic.startswith(_ZSTD):
            yield from _unzstd(_pieces(file, _PACKED_PIECE, progress))
        else:
            yield from _pieces(file, _PLAIN_PIECE, progress)


def _pieces(file: IO[bytes], size: int, progress: Progress | None) -> Iterator[bytes]:
    try:
        while piece := file.read(size):
            yield piece
            if progress is not None:
                progress(len(piece))
    except OSError as why:
        raise Damaged(f"the disk refused to read on ({why.strerror})") from why


def _gunzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    for piece in pieces:
        while piece:
            if unpacker.eof:  # another member follows, or the zeros that tapes and pipes leave
                piece = piece.lstrip(b"\0")
                unpacker = zlib.decompressobj(wbits=31) if piece else unpacker
                continue
            before = unpacker.copy()
            try:
                unpacked = unpacker.decompress(piece)
            except zlib.error as why:
                yield _salvage(before, piece)
                raise Damaged("its gzip data is damaged") from why
            if unpacked:
                yield unpacked
            piece = unpacker.unused_data
    if not unpacker.eof:
        raise Damaged("its gzip data is cut off")


def _salvage(unpacker: "zlib._Decompress", piece: bytes) -> bytes:
    """What a damaged piece still gives, byte by byte, up to the damage."""
    good = bytearray()
    try:
        for byte in piece:
            good += unpacker.decompress(bytes((byte,)))
    except zlib.error:
        return bytes(good)
    return bytes(good)


def _unzstd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    zstd = zstandard.ZstdDecompressor(max_window_size=1 << 31)
    unpacker = zstd.decompressobj()
    for piece in pieces:
        while piece:
            if unpacker.eof:
                unpacker = zstd.decompressobj()
            try:
                unpacked = unpacker.decompress(piece)
            except zstandard.ZstdError as why:
                raise Damaged("its zstd data is damaged") from why
            if unpacked:
                yield unpacked
            piece = unpacker.unused_data
    if not unpacker.eof:
        raise Damaged("its zstd data is cut off")


def _is_sound(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _recognised(path: Path) -> str:
    def undamaged() -> Iterator[bytes]:
        with suppress(Damaged):
            yield from read_bytes(path)

    name = recognised(sample_of(undamaged()))
    if name is None:
        raise UnknownText("its text is in no encoding that is recognised", encoding_action(path))
    return name


def encoding_action(path: Path) -> str:
    """What to do about a file whose encoding is not recognised."""
    return (
        'Save it as UTF-8, or set its encoding in the mapping, such as encoding = "big5". '
        "This writes a mapping with it: "
        f"onepath mapping propose {shlex.quote(str(path))} --encoding big5 > mapping.toml"
    )


class TextBlocks:
    """A file's text in blocks of whole lines.

    `suspect` turns true, and stays, when a block is not valid in its encoding or holds a line that may be too
    long: from then on rows need a close look, and in all other files none is paid for.

    `encoding` is the one to read; without it, it is recognised, and known once it shows. NUL characters are
    left out: they pad.
    """

    def __init__(self, path: Path, progress: Progress | None = None, encoding: str | None = None) -> None:
        self.path = path
        self.suspect = False
        self.encoding = encoding or UTF8
        self._pieces = self._as_utf8(read_bytes(path, progress), encoding)

    def __iter__(self) -> Iterator[str]:
        return map(self._decode, self._whole_lines())

    def pieces(self) -> Iterator[str]:
        """The text in pieces that end anywhere, for files that are not made of lines."""
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        for piece in self._pieces:
            text = decoder.decode(piece)
            self.suspect = self.suspect or not _is_sound(text)
            yield text

    def _as_utf8(self, pieces: Iterator[bytes], encoding: str | None) -> Iterator[bytes]:
        """The text as UTF-8 without a mark. A mark goes before the encoding that is set."""
        first = next(pieces, b"")
        shown, length = marked(first)
        pieces = chain((first[length:],), pieces)
        if name := shown or encoding:
            yield from self._recoded(pieces, name)
            return
        for piece in pieces:
            if piece.isascii():
                yield piece
            else:
                yield from self._recoded(chain((piece,), pieces), _recognised(self.path))

    def _recoded(self, pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
        self.encoding = name
        try:
            yield from pieces if name == UTF8 else recoded(pieces, name)
        except UnicodeError as why:
            raise Damaged(f"its text is not valid {name.upper()} ({getattr(why, 'reason', why)})") from why

    def _whole_lines(self) -> Iterator[bytes]:
        rest: list[bytes] = []
        held = 0
        for piece in self._pieces:
            cut = piece.rfind(b"\n") + 1
            if cut:
                yield b"".join((*rest, piece[:cut]))
                rest, held = [], 0
            rest.append(piece[cut:])
            held += len(piece) - cut
            if held > LINE_LIMIT:
                raise Damaged(f"it has a line of more than {LINE_LIMIT:,} bytes")
        if held:
            yield b"".join(rest)

    def _decode(self, block: bytes) -> str:
        if len(block) > CELL_LIMIT:
            self.suspect = True
        if b"\0" in block:
            block = block.replace(b"\0", b"")
        try:
            return block.decode("utf-8")
        except UnicodeDecodeError:
            self.suspect = True
            return block.decode("utf-8", "surrogateescape")
