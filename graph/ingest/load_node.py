"""A load in the graph: its number, by which it can be undone, and how far it has come."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ..store import Graph


@dataclass(frozen=True, slots=True)
class LoadAbout:
    """Which file is loaded, and how. `key` names the load: the file's content and its mapping.

    `file` names the content alone, `mapping` is JSON ('' for a canonical table), `rejects` the file that
    rejected rows go to.
    """

    key: str
    path: str
    file: str = ""
    mapping: str = ""
    rejects: str = ""

    @classmethod
    def of(cls, path: Path, mapping: str, rejects: Path) -> Self:
        """What is loaded from this file by this mapping."""
        file = content_hash(path)
        key = hashlib.blake2b(mapping.encode() + bytes.fromhex(file), digest_size=16).hexdigest()
        return cls(key, str(path), file, mapping, str(rejects.absolute()))


def content_hash(path: Path) -> str:
    """Names a file's content, so that the same file is recognised."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


@dataclass(slots=True)
class LoadNode:
    """A load as the graph knows it. `number` is None until something of it is written."""

    about: LoadAbout
    number: int | None = None
    rows: int = 0
    loaded: int = 0
    conflicts: int = 0
    finished: bool = False

    @classmethod
    def find(cls, graph: Graph, about: LoadAbout) -> Self:
        """How far this load has come."""
        rows = graph.ask("internal/load/progress", key=about.key)
        if not rows:
            return cls(about)
        (row,) = rows
        return cls(about, row["number"], row["rows"], row["loaded"], row["conflicts"], row["finished"])

    def begin(self, graph: Graph) -> int:
        """The load's number, given to it now if it has none."""
        if self.number is None:
            about = self.about
            (row,) = graph.run(
                "internal/load/begin", key=about.key, path=about.path, file=about.file, mapping=about.mapping,
                rejects=about.rejects,
            )  # fmt: skip
            self.number = row["number"]
        assert self.number is not None
        return self.number

    def finish(self, graph: Graph, rows: int, rejected: int, *, whole: bool) -> None:
        """Write that the load has ended; `whole` if the file was read to its end."""
        self.begin(graph)
        graph.run(
            "internal/load/progress_write", key=self.about.key, rows=rows, rejected=rejected, finished=whole
        )

    def other_mapping(self, graph: Graph) -> Sequence[int]:
        """The numbers of the loads of the same file by another mapping."""
        if not self.about.file:
            return ()
        rows = graph.ask("internal/undo/loads_of", files=[self.about.file], paths=[])
        return [row["number"] for row in rows if row["mapping"] != self.about.mapping and not row["undoing"]]
