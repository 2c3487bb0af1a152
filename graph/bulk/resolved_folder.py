"""People that were resolved outside of the graph: a folder, which `load --bulk` takes with its tables.

people/*.parquet           identifier, oneid, anchor, shared, blocked: every identifier, once
blocked_links/*.parquet    link, cut: the links that a rule blocked, and why
resolved.json           by which rules, as of which day, and how many of everything there are
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from onepath.loaders.errors import FileUnreadable, InputError
from pydantic import BaseModel, ValidationError

from ..ingest import Batch

PEOPLE, BLOCKED, ABOUT = "people", "blocked_links", "resolved.json"
PEOPLE_COLUMNS = ("identifier", "oneid", "anchor", "shared", "blocked")
BLOCKED_COLUMNS = ("link", "cut")


class About(BaseModel):
    """What `resolved.json` holds. `day`: the day of the data, by which links grow old."""

    version: Literal[1] = 1
    rules: str
    day: str | None
    people: int
    identifiers: int
    links: int
    blocked_links: int


class ResolvedFolder:
    """One such folder, read. Raises FileUnreadable for one that is damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.about = About.model_validate_json((folder / ABOUT).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError) as why:
            raise _damaged(folder / ABOUT, why) from why

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether the folder says that it is one."""
        return (folder / ABOUT).is_file()

    def settle(self, batch: Batch) -> dict[str, "Settled"]:
        """Write onto the batch's identifiers whose they are, and onto its links that they are cut.

        Gives the people by OneID. Raises InputError unless the folder and the batch are of the same data.
        """
        people: dict[str, Settled] = {}
        for row in self._rows(PEOPLE, PEOPLE_COLUMNS):
            identifier = batch.identifiers.get(row["identifier"])
            if identifier is None:
                raise self._other_data(f"{row['identifier']} is resolved, and in no table")
            if "oneid" in identifier:
                raise self._other_data(f"{row['identifier']} is resolved twice")
            identifier.update(oneid=row["oneid"], shared=row["shared"], blocked=row["blocked"])
            people.setdefault(row["oneid"], Settled(row["anchor"])).identifiers += 1
        missing = next((key for key, row in batch.identifiers.items() if "oneid" not in row), None)
        if missing is not None:
            raise self._other_data(f"{missing} is in the tables, and not resolved")
        if len(batch.links) != self.about.links:
            raise self._other_data(f"the tables have {len(batch.links):,} links, not {self.about.links:,}")
        for row in self._rows(BLOCKED, BLOCKED_COLUMNS):
            if row["link"] not in batch.links:
                raise self._other_data(f"the link {row['link']} is cut, and in no table")
            batch.links[row["link"]]["cut"] = row["cut"]
        return people

    def _rows(self, name: str, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        # Only here: it loads pandas where that is installed.
        from pyarrow import dataset

        folder = self.folder / name
        try:
            for batch in dataset.dataset(folder, format="parquet").to_batches(columns=list(columns)):
                yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as why:
            raise _damaged(folder, why) from why

    def _other_data(self, what: str) -> InputError:
        return InputError(
            f"{self.folder} was not resolved from these tables: {what}.",
            kept="Nothing was imported.",
            action="Name the tables that it was resolved from, or resolve these into a new folder.",
        )


@dataclass(slots=True)
class Settled:
    """One person: the key of its anchor, and how many identifiers it has."""

    anchor: str
    identifiers: int = 0


def _damaged(path: Path, why: Exception) -> FileUnreadable:
    return FileUnreadable(
        f"{path} is damaged: {str(why).splitlines()[0]}.",
        kept="Nothing was imported.",
        action="Resolve again, into a new folder.",
    )
