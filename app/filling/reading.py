"""How the files of one load are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onepath.graph.ingest import fingerprint
from onepath.loaders.mapping import Mapping
from onepath.loaders.normalise import Normalisers
from onepath.loaders.reading import read_records
from onepath.loaders.records import Record, Reject


@dataclass(frozen=True, slots=True)
class Reading:
    """By which mapping, and how identifiers are spelled."""

    mapping: Mapping | None
    normalisers: Normalisers

    def records(self, path: Path, progress: Callable[[int], None]) -> Iterator[Record | Reject]:
        """The file's records, as `read_records` gives them."""
        return read_records(path, self.mapping, normalisers=self.normalisers, progress=progress)

    @property
    def described(self) -> str:
        """The mapping as JSON; '' for canonical tables."""
        return self.mapping.model_dump_json() if self.mapping else ""

    def fingerprint(self, path: Path) -> str:
        """Names the file's content and how it is mapped: the same again is known."""
        return fingerprint(path, self.described)
