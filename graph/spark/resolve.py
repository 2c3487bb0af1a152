"""Identity resolution beyond one machine: reads files, writes a folder of the people the graph would have."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onepath.loaders.errors import InputError

from ..bulk import ABOUT, BLOCKED, BLOCKED_COLUMNS, PEOPLE, PEOPLE_COLUMNS, About
from ..errors import Refused
from ..identity import Admission, ResolveOptions, day_of
from ..store import EPOCH
from . import links as evidence
from .clusters import components
from .people_tables import people

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Say = Callable[[str, float | None], None]

_STEPS = 8


@dataclass(frozen=True, slots=True)
class FolderResolution:
    """How many people, identifiers and links the folder holds.

    `blocked_links` are links that a rule blocked. `rejected` are rows of the tables that could not be read;
    `load` reports which and why.
    """

    folder: Path
    people: int
    identifiers: int
    links: int
    blocked_links: int
    rejected: int


def check_target(to: Path) -> None:
    """Raises Refused unless the folder can be written: there must be nothing in it."""
    if to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise Refused(
            f"{to} is there already, and is not an empty folder.",
            kept="Nothing was changed.",
            action="Name a new folder in --output.",
        )


def resolve_files(
    spark: "SparkSession",
    files: Sequence[Path],
    to: Path,
    options: ResolveOptions,
    say: Say = lambda step, part: None,
) -> FolderResolution:
    """Resolve what canonical tables say, and write the folder: all of it or nothing.

    The files and the folder must be where every worker of Spark finds them under the same path.
    Raises InputError for files that cannot be read whole, Refused.
    """
    check_target(to)
    target = to.absolute()
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        (part / "work").mkdir(parents=True)
        about, rejected = _resolve(_Steps(spark, part / "work", say), files, part, options)
        shutil.rmtree(part / "work")
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return FolderResolution(to, about.people, about.identifiers, about.links, about.blocked_links, rejected)


class _Steps:
    """Each step's result as Parquet, so that none is computed twice and none is kept in memory."""

    def __init__(self, spark: "SparkSession", folder: Path, say: Say) -> None:
        self.spark, self.folder = spark, folder
        self._say, self._done = say, 0

    def write(self, what: str, frame: "DataFrame", path: Path) -> "DataFrame":
        self.say(what)
        frame.write.parquet(path.as_uri())
        return self.spark.read.parquet(path.as_uri())

    def say(self, what: str) -> None:
        self._say(what, self._done / _STEPS)
        self._done += 1


def _resolve(steps: _Steps, files: Sequence[Path], into: Path, options: ResolveOptions) -> tuple[About, int]:
    from pyspark.sql import functions as f

    work, now = steps.folder, datetime.now(UTC)
    read = evidence.read_rows(steps.spark, files, options.rules)
    rows = steps.write("Reading the files", read, work / "rows")
    rejected = _rejected(rows)
    sums = steps.write("Summing up", evidence.sum_up(rows, now), work / "sums")
    day = _day(sums)
    links = steps.write("Counting links", evidence.links_of(sums), work / "links")
    named = evidence.with_accounts(
        evidence.identifiers_of(sums, links, options.rules), rows, options.rules
    )  # fmt: skip
    identifiers = steps.write("Telling identifiers", named, work / "identifiers")
    admitted = evidence.admissible(links, identifiers, Admission.on(options.rules, day))
    joining = steps.write("Choosing links", admitted, work / "joining")
    steps.say("Connecting")
    connected = components(steps.spark, joining, work)
    count = identifiers.count()
    decided = steps.write(
        "Deciding", people(identifiers, joining, connected, options, count), work / "decided"
    )
    steps.say("Writing")
    whose = decided.where(f.col("identifier").isNotNull())
    cut = decided.where(f.col("link").isNotNull())
    whose.select(*PEOPLE_COLUMNS).write.parquet((into / PEOPLE).as_uri())
    cut.select(*BLOCKED_COLUMNS).write.parquet((into / BLOCKED).as_uri())
    about = About(
        rules=options.rules.fingerprint, day=day.date().isoformat() if day else None,
        people=whose.where(f.col("identifier") == f.col("anchor")).count(), identifiers=count,
        links=links.count(), blocked_links=cut.count(),
    )  # fmt: skip
    (into / ABOUT).write_text(about.model_dump_json(indent=2) + "\n", "utf-8")
    return about, rejected


def _rejected(rows: "DataFrame") -> int:
    from pyspark.sql import functions as f

    told = rows.where(f.col("what").isin("rejected", "failed")).select("what", "key", "count").collect()
    if failed := sorted(row["key"] for row in told if row["what"] == "failed"):
        raise InputError(
            "\n".join(("These files cannot be read whole:", *(f"  {one}" for one in failed))),
            kept="No folder was written.",
            action="Correct them, and run the same command again.",
        )
    return sum(row["count"] for row in told)


def _day(sums: "DataFrame") -> datetime | None:
    from pyspark.sql import functions as f

    latest = sums.where(f.col("what") == "latest").agg(f.max("last_seen")).collect()[0][0]
    return None if latest is None else day_of(EPOCH + timedelta(microseconds=latest))
