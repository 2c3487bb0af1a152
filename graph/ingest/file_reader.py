"""How the files of one load are read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onepath.loaders.identifiers import IdentifierRules
from onepath.loaders.losses import LostCells
from onepath.loaders.mapping import Mapping
from onepath.loaders.reader import read_records
from onepath.loaders.records import Record, Reject

from .load_node import LoadAbout


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files by one mapping (None: they are canonical tables) and by the rules of identity."""

    mapping: Mapping | None
    rules: IdentifierRules

    def records(
        self, path: Path, progress: Callable[[int], None], lost: LostCells | None = None
    ) -> Iterator[Record | Reject]:
        """The file's records, as `read_records` gives them; `progress` gets the bytes that were read, and
        `lost` counts the cells that were left out."""
        return read_records(path, self.mapping, rules=self.rules, progress=progress, lost=lost)

    @property
    def mapping_json(self) -> str:
        """The mapping as JSON; '' for canonical tables."""
        return self.mapping.model_dump_json(exclude_defaults=True) if self.mapping else ""

    def about(self, path: Path, rejects: Path) -> LoadAbout:
        """What a load of this file is, so that the same load is recognised."""
        return LoadAbout.of(path, self.mapping_json, rejects)
