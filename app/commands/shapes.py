"""What `--json` prints, by command. A change of a shape is a line in the CHANGELOG.

Only tests and `docs/write_reference.py` read this table: it loads every command's answers.
"""

from collections.abc import Mapping

from onepath.graph.funnels import Funnel, FunnelPerson
from onepath.graph.questions import People

from . import answers

ANSWERS: Mapping[str, tuple[type, ...]] = {
    "up": (answers.StatusAnswer,),
    "down": (answers.StatusAnswer,),
    "status": (answers.StatusAnswer,),
    "simulate": (
        answers.SimulateAnswer,
        answers.RatesAnswer,
    ),
    "load": (answers.LoadAnswer,),
    "resolve": (
        answers.ResolveAnswer,
        answers.ResolveFilesAnswer,
    ),
    "funnel": (Funnel, People[FunnelPerson]),
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
    "person": (answers.PersonAnswer,),
    "query": (
        answers.QueryAnswer,
        answers.CypherAnswer,
        answers.LibraryAnswer,
    ),
    "demo": (answers.DemoAnswer,),
    "bench": (
        answers.BenchAnswer,
        answers.ExplorerBenchAnswer,
        answers.IdentityBenchAnswer,
    ),
    "journeys build": (answers.JourneysAnswer,),
    "journeys export": (answers.ExportAnswer,),
    "question list": (answers.SavedQuestionsAnswer,),
    "question run": (Funnel,),
    "question add": (answers.QuestionKeptAnswer,),
    "question remove": (answers.QuestionKeptAnswer,),
    "mapping propose": (answers.ProposalAnswer,),
    "identity check": (answers.RulesAnswer,),
    "identity explain": (answers.ExplanationAnswer,),
    "identity history": (answers.HistoryAnswer,),
    "identity suspicions": (answers.SuspicionsAnswer,),
    "identity join": (answers.DecidedAnswer,),
    "identity split": (answers.DecidedAnswer,),
    "identity apart": (answers.DecidedAnswer,),
    "identity block": (answers.DecidedAnswer,),
    "identity undo": (answers.DecidedAnswer,),
    "identity verify": (answers.VerifyAnswer,),
    "identity partition": (answers.PartitionAnswer,),
    "identity evaluate": (answers.EvaluationAnswer,),
    "identity similar": (answers.SimilarAnswer,),
}
"""The shapes that a command answers in; each has its JSON Schema in `tests/snapshots/answers/`."""
