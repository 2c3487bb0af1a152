"""What `bench` and `identity evaluate` answer."""

from pydantic import BaseModel


class ComparisonAnswer(BaseModel):
    """One figure beside another, in seconds; `ratio` is ours over the other, `aim` the most it may be."""

    what: str
    seconds: float
    other: str
    other_seconds: float
    ratio: float
    aim: float


class BenchAnswer(BaseModel):
    """`bench`: what was measured, with which events, on which machine, and how much Python grew."""

    people: int
    events: int
    machine: str
    grown_megabytes: float
    comparisons: list[ComparisonAnswer]


class ExplorerBenchAnswer(BaseModel):
    """`bench` of the explorer: seconds in a browser; `failed` names tasks of the tour that did not end."""

    people: int
    events: int
    machine: str
    comparisons: list[ComparisonAnswer]
    failed: list[str]


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
