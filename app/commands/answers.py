"""What `--json` prints. These shapes are promised: a change is a line in the CHANGELOG."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

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


class FunnelStepAnswer(BaseModel):
    """One step; shares from 0 to 1, null where nobody was there to come from."""

    name: str
    people: int
    from_first: float | None
    from_previous: float | None


class FunnelAnswer(BaseModel):
    """`funnel`."""

    steps: list[FunnelStepAnswer]


class PathStepAnswer(BaseModel):
    """Passages (`times`) and people between two events, `step` steps from where the paths begin or end."""

    step: int
    source: str
    target: str
    people: int
    times: int


class PathsAnswer(BaseModel):
    """`paths`."""

    event: str
    direction: str
    steps: list[PathStepAnswer]


class IdentifierAnswer(BaseModel):
    """One identifier of a person."""

    key: str
    kind: str
    value: str
    first_seen: datetime | None
    last_seen: datetime | None
    sources: list[str]
    event_count: int


class LinkAnswer(BaseModel):
    """One piece of evidence."""

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float
    count: int
    first_seen: datetime | None
    last_seen: datetime | None


class EventAnswer(BaseModel):
    """One event of a timeline."""

    at: datetime
    source: str
    name: str
    session: str | None
    identifier: str
    properties: dict[str, Any]


class PersonAnswer(BaseModel):
    """`person`. `others`: identifiers of other people that the same words name. `as_of`: a past day."""

    oneid: str
    as_of: date | None = None
    identifiers: list[IdentifierAnswer]
    users: list[dict[str, Any]]
    links: list[LinkAnswer]
    timeline: list[EventAnswer]
    others: list[str]


class QueryAnswer(BaseModel):
    """`query NAME`."""

    query: str
    rows: list[dict[str, Any]]


class ParameterAnswer(BaseModel):
    """One parameter of a query."""

    name: str
    type: str
    default: str | None
    meaning: str


class LibraryEntry(BaseModel):
    """One query of `cypher/`, from its header."""

    name: str
    answers: str
    grain: str
    parameters: list[ParameterAnswer]
    returns: list[str]
    example: str


class LibraryAnswer(BaseModel):
    """`query --list`."""

    queries: list[LibraryEntry]


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
    funnel: FunnelAnswer
    status: StatusAnswer


class ComparisonAnswer(BaseModel):
    """One figure beside another, in seconds; `ratio` is ours over the other, `aim` the most it may be."""

    what: str
    seconds: float
    other: str
    other_seconds: float
    ratio: float
    aim: float


class BenchAnswer(BaseModel):
    """`bench`: what was measured, with which events, on which machine."""

    people: int
    events: int
    machine: str
    comparisons: list[ComparisonAnswer]


class IdentityQualityAnswer(BaseModel):
    """How right the people are over the pairs that true links connect, beside plain components."""

    data: str
    precision: float
    recall: float
    f1: float
    connectable: float
    largest_wrong: int
    plain_precision: float
    plain_recall: float
    plain_f1: float
    plain_largest_wrong: int
    aim_precision: float
    aim_recall: float


class IdentityBenchAnswer(BaseModel):
    """`bench` of identity: quality on simulated people, and times on so many identifiers and links."""

    people: int
    identifiers: int
    links: int
    machine: str
    quality: list[IdentityQualityAnswer]
    comparisons: list[ComparisonAnswer]


class RulesAnswer(BaseModel):
    """`identity check`: the rules, as they are understood."""

    fingerprint: str
    rules: dict[str, Any]


class DecisionAnswer(BaseModel):
    """One decision; `moved` are identifiers, `moved_from` and `moved_to` their OneIDs before and after."""

    key: str
    at: datetime
    kind: str
    by: str
    reason: str
    in_force: bool
    undone_by: str | None
    before: list[str]
    after: list[str]
    moved: list[str]
    moved_from: list[str]
    moved_to: list[str]
    links: list[str]
    said: list[str]


class HistoryAnswer(BaseModel):
    """`identity history`: the latest decision first."""

    oneid: str
    decisions: list[DecisionAnswer]


class DecidedAnswer(BaseModel):
    """`identity join`, `identity split`, `identity block`, `identity undo`: the people before and after."""

    key: str
    kind: str
    before: list[str]
    after: list[str]


class StepAnswer(BaseModel):
    """One link of a path, with some of the events or accounts that it rests on."""

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    cut: str | None
    decision: str | None
    waterfall: str | None
    events: list[dict[str, Any]]
    accounts: list[str]


class ExplanationAnswer(BaseModel):
    """`identity explain`: the path of evidence; `why_not` where they are two people."""

    a: str
    b: str
    same_person: bool
    oneid_a: str | None
    oneid_b: str | None
    why_not: str | None
    path: list[StepAnswer]


class MembershipAnswer(BaseModel):
    """Whose an identifier is."""

    identifier: str
    oneid: str


class PartitionAnswer(BaseModel):
    """`identity partition`, now or on the day `as_of`."""

    as_of: date | None
    people: int
    members: list[MembershipAnswer]


class SuspicionAnswer(BaseModel):
    """Links that a guard cut between two people, or one identifier that stands alone."""

    reason: str
    one: str
    other: str | None
    links: list[str]
    people: list[str]


class SuspicionsAnswer(BaseModel):
    """`identity suspicions`."""

    suspicions: list[SuspicionAnswer]


class CheckAnswer(BaseModel):
    """One thing that must hold."""

    name: str
    asked: int
    broken: int
    examples: list[str]


class VerifyAnswer(BaseModel):
    """`identity verify`."""

    clean: bool
    checks: list[CheckAnswer]


class ScoreAnswer(BaseModel):
    """Of what was joined, how much is right; of what is right, how much was joined; their harmonic mean."""

    precision: float
    recall: float
    f1: float


class RecallAnswer(BaseModel):
    """The recall over the true pairs that true links connect."""

    recall: float


class MistakeAnswer(BaseModel):
    """People and true persons that do not agree, over `size` identifiers; one of each part to open it by."""

    oneids: list[str]
    persons: list[str]
    identifiers: list[str]
    size: int


class MistakesAnswer(BaseModel):
    """How many there are, and the ten largest."""

    count: int
    examples: list[MistakeAnswer]


class QualityAnswer(BaseModel):
    """The figures of one way of telling who is who; `largest_wrong` in identifiers, 0 where nobody is."""

    pairwise: ScoreAnswer
    bcubed: ScoreAnswer
    pairwise_connectable: RecallAnswer
    over_merged: MistakesAnswer
    under_merged: MistakesAnswer
    largest_wrong: int


class UnknownAnswer(BaseModel):
    """Identifiers that only the truth knows, and that only the graph knows; they count for nothing."""

    in_truth: int
    in_graph: int


class SweepPointAnswer(BaseModel):
    """The pairwise figures if similar links joined people from this probability on."""

    threshold: float
    pairwise: ScoreAnswer


class EvaluationAnswer(QualityAnswer):
    """`identity evaluate`: the people of the graph, and beside them `plain` connected components.

    `sweep` is null without `--sweep`.
    """

    identifiers: int
    people: int
    persons: int
    connectable: float
    unknown: UnknownAnswer
    plain: QualityAnswer
    sweep: list[SweepPointAnswer] | None = None


class SimilarAnswer(BaseModel):
    """`identity similar`: users compared, links stored, and what changed.

    `joining` are the links from the rules' threshold on.
    """

    users: int
    links: int
    joining: int
    new: int
    changed: int
    removed: int
