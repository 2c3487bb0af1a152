"""What `--json` prints, by command. A change of a shape is a line in the CHANGELOG.

Only tests and `docs/write_reference.py` read this table: it loads every command's answers.
"""

from collections.abc import Mapping

from onepath.graph.activity import ActiveUsers, Arrivals, Durations, Frequency, Lifecycle
from onepath.graph.backup import BackupSummary
from onepath.graph.changes import Changes
from onepath.graph.console import AdhocAnswer
from onepath.graph.evaluation import Evaluation
from onepath.graph.flows import JourneyExport, Matrix, Paths, Rework, Transitions, Variants
from onepath.graph.funnels import Funnel, FunnelPerson
from onepath.graph.identity import (
    DecisionList,
    DecisionResult,
    Explanation,
    History,
    IdentityMap,
    MergePreview,
    Resolution,
    ReviewQueue,
    SimilarAccounts,
    Verification,
)
from onepath.graph.ingest import LoadList, UndoneLoad
from onepath.graph.journeys import BuildSummary
from onepath.graph.outcomes import Attribution, Prediction, Retention
from onepath.graph.patterns import Drivers, Patterns
from onepath.graph.people import PersonDetails
from onepath.graph.questions import People, PersonOccurrences
from onepath.graph.spark import FolderResolution
from onepath.graph.store import ServerStatus

from ..benchmarks import BenchReport, ChangesBench, IdentityBench
from .demo import DemoReport
from .events import Events
from .identity.check import CheckedRules
from .load import LoadReport
from .mapping import ProposedMapping
from .query import QueryAnswer, QueryLibrary
from .question import ListedQuestions, SavedQuestionChange
from .simulate import RateList, Simulation

ANSWER_TYPES: Mapping[str, tuple[type, ...]] = {
    "up": (ServerStatus,),
    "down": (ServerStatus,),
    "status": (ServerStatus,),
    "backup": (BackupSummary,),
    "restore": (BackupSummary,),
    "simulate": (
        Simulation,
        RateList,
    ),
    "events": (Events,),
    "load": (LoadReport, LoadList, UndoneLoad),
    "resolve": (
        Resolution,
        FolderResolution,
    ),
    "funnel": (Funnel, People[FunnelPerson]),
    "change": (Changes, People[PersonOccurrences]),
    "attribution": (Attribution, People[PersonOccurrences]),
    "retention": (Retention, People[PersonOccurrences]),
    "active": (ActiveUsers, People[PersonOccurrences]),
    "lifecycle": (Lifecycle, People[PersonOccurrences]),
    "frequency": (Frequency, People[PersonOccurrences]),
    "duration": (Durations, People[PersonOccurrences]),
    "arrivals": (Arrivals, People[PersonOccurrences]),
    "patterns": (Patterns, People[PersonOccurrences]),
    "drivers": (Drivers, People[PersonOccurrences]),
    "paths": (Paths, People[PersonOccurrences]),
    "transitions": (Transitions, People[PersonOccurrences]),
    "rework": (Rework, People[PersonOccurrences]),
    "variants": (Variants, People[PersonOccurrences]),
    "matrix steps": (Matrix, People[PersonOccurrences]),
    "matrix transitions": (Matrix, People[PersonOccurrences]),
    "predict": (Prediction, People[PersonOccurrences]),
    "person": (PersonDetails,),
    "query": (
        QueryAnswer,
        AdhocAnswer,
        QueryLibrary,
    ),
    "demo": (DemoReport,),
    "bench": (BenchReport, IdentityBench, ChangesBench),
    "journeys build": (BuildSummary,),
    "journeys export": (JourneyExport,),
    "question list": (ListedQuestions,),
    "question run": (
        Funnel,
        Paths,
        Transitions,
        Rework,
        Variants,
        Matrix,
        Patterns,
        Drivers,
        Attribution,
        Retention,
        ActiveUsers,
        Lifecycle,
        Frequency,
        Durations,
        Arrivals,
        Prediction,
        Changes,
        AdhocAnswer,
    ),
    "question add": (SavedQuestionChange,),
    "question remove": (SavedQuestionChange,),
    "mapping propose": (ProposedMapping,),
    "identity check": (CheckedRules,),
    "identity explain": (Explanation,),
    "identity history": (History,),
    "identity decisions": (DecisionList,),
    "identity review": (ReviewQueue,),
    "identity merge": (DecisionResult, MergePreview),
    "identity unmerge": (DecisionResult,),
    "identity keep-separate": (DecisionResult,),
    "identity block": (DecisionResult,),
    "identity undo": (DecisionResult,),
    "identity verify": (Verification,),
    "identity map": (IdentityMap,),
    "identity evaluate": (Evaluation,),
    "identity similar": (SimilarAccounts,),
}
"""The shapes that a command answers in; each has its JSON Schema in `tests/snapshots/answers/`."""
