"""What the commands answer that fill the graph: server, simulator, load, resolve, build, demo."""

from pathlib import Path

from onepath.graph.funnels import Funnel
from pydantic import BaseModel


class StatusAnswer(BaseModel):
    """`up`, `down`, `status`: the server, and how many of everything it holds (null when it is down)."""

    running: bool
    managed: bool
    version: str | None = None
    bolt: str | None = None
    browser: str | None = None
    home: Path | None = None
    memory_bytes: int | None = None
    store_bytes: int | None = None
    people: int | None = None
    identifiers: int | None = None
    users: int | None = None
    sessions: int | None = None
    events: int | None = None
    links: int | None = None
    journeys: int | None = None


class FileAnswer(BaseModel):
    """One file of a load. `known`: records that were in the graph already; `resumed_at`: rows done before.

    `error`: why the file could not be read, or not to its end; what is before the break is loaded.
    """

    path: str
    rows: int
    loaded: int
    known: int
    rejected: int
    resumed_at: int
    error: str | None = None


class LoadAnswer(BaseModel):
    """`load`: every file, the sums, how many files could not be read whole, and where the rejects are."""

    files: list[FileAnswer]
    rows: int
    loaded: int
    known: int
    rejected: int
    failed: int = 0
    rejects_file: Path | None = None
    dry_run: bool = False


class ColumnGuessAnswer(BaseModel):
    """What a column seems to be. `kind`: of an identifier its kind, of a property its type."""

    column: str
    role: str
    kind: str
    filled: float
    different: int
    examples: list[str]


class ProposalAnswer(BaseModel):
    """`mapping propose`: the mapping file's text, and what it would make of the first rows.

    `table`: the canonical table that the file is already; null for any other.
    """

    table: str | None
    mapping: str
    rows: int
    rejected: int
    reasons: dict[str, int]
    columns: list[ColumnGuessAnswer]


class ResolveAnswer(BaseModel):
    """`resolve`: what is there now, and what this run changed."""

    people: int
    identifiers: int
    links: int
    created: int
    merged: int
    split: int
    changed: int
    whole: bool


class ResolveFilesAnswer(BaseModel):
    """`resolve` with --engine spark: what is in the folder now; `suspicions` are links that were cut.

    `rejected`: rows of the tables that say nothing; `load` tells which and why.
    """

    folder: Path
    people: int
    identifiers: int
    links: int
    suspicions: int
    rejected: int


class JourneysAnswer(BaseModel):
    """`journeys build`: journeys built now, and what is there now."""

    built: int
    people: int
    journeys: int
    sessions: int
    events: int


class SimulateAnswer(BaseModel):
    """`simulate`: the folder and the files in it."""

    directory: Path
    people: int
    seed: int
    files: list[str]


class RateAnswer(BaseModel):
    """One rate of the simulation; `--hard` doubles those that are traps."""

    name: str
    value: float
    trap: bool
    meaning: str


class RatesAnswer(BaseModel):
    """`simulate --rates`: every rate as these options set it."""

    rates: list[RateAnswer]


class DemoAnswer(BaseModel):
    """`demo --json`, which ends after the summary: each step's own answer."""

    simulate: SimulateAnswer
    load: LoadAnswer
    resolve: ResolveAnswer
    journeys: JourneysAnswer
    funnel: Funnel
    status: StatusAnswer
