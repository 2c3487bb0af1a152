"""What `--json` prints, by command. A change of a shape is a line in the CHANGELOG.

Only tests and `docs/write_reference.py` read this table: it loads every command's answers.
"""

from collections.abc import Mapping

from onepath.graph.evaluation import Evaluation
from onepath.graph.identity import (
    DecisionResult,
    Explanation,
    History,
    IdentityMap,
    Resolution,
    ReviewQueue,
    SimilarAccounts,
    Verification,
)
from onepath.graph.journeys import BuildSummary
from onepath.graph.people import PersonDetails
from onepath.graph.spark import FolderResolution
from onepath.graph.store import ServerStatus

from ..benchmarks import BenchReport, IdentityBench
from . import answers
from .demo import DemoReport
from .identity.check import CheckedRules
from .load import LoadReport
from .mapping import ProposedMapping
from .simulate import RateList, Simulation

ANSWERS: Mapping[str, tuple[type, ...]] = {
    "up": (ServerStatus,),
    "down": (ServerStatus,),
    "status": (ServerStatus,),
    "simulate": (
        Simulation,
        RateList,
    ),
    "load": (LoadReport,),
    "resolve": (
        Resolution,
        FolderResolution,
    ),
    "funnel": (
        answers.FunnelAnswer,
        answers.FunnelPeopleAnswer,
    ),
    "change": (
        answers.ChangesAnswer,
        answers.ChangePeopleAnswer,
    ),
    "attribution": (
        answers.AttributionAnswer,
        answers.TouchedAnswer,
    ),
    "retention": (
        answers.RetentionAnswer,
        answers.RetainedAnswer,
    ),
    "patterns": (
        answers.PatternsAnswer,
        answers.PatternPeopleAnswer,
    ),
    "drivers": (
        answers.DriversAnswer,
        answers.DriverPeopleAnswer,
    ),
    "paths": (
        answers.PathsAnswer,
        answers.WalkersAnswer,
    ),
    "transitions": (
        answers.TransitionsAnswer,
        answers.ReworkAnswer,
        answers.WalkersAnswer,
    ),
    "variants": (
        answers.VariantsAnswer,
        answers.WalkersAnswer,
    ),
    "matrix": (
        answers.MatrixAnswer,
        answers.WalkersAnswer,
    ),
    "predict": (
        answers.PredictionAnswer,
        answers.FollowersAnswer,
    ),
    "person": (PersonDetails,),
    "query": (
        answers.QueryAnswer,
        answers.CypherAnswer,
        answers.LibraryAnswer,
    ),
    "demo": (DemoReport,),
    "bench": (BenchReport, IdentityBench),
    "journeys build": (BuildSummary,),
    "journeys export": (answers.ExportAnswer,),
    "question list": (answers.SavedQuestionsAnswer,),
    "question run": (answers.FunnelAnswer,),
    "question add": (answers.QuestionKeptAnswer,),
    "question remove": (answers.QuestionKeptAnswer,),
    "mapping propose": (ProposedMapping,),
    "identity check": (CheckedRules,),
    "identity explain": (Explanation,),
    "identity history": (History,),
    "identity review": (ReviewQueue,),
    "identity merge": (DecisionResult,),
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
