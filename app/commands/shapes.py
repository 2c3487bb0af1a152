"""What `--json` prints, by command. A change of a shape is a line in the CHANGELOG.

Only tests and `docs/write_reference.py` read this table: it loads every command's answers.
"""

from collections.abc import Mapping

from onepath.graph.changes import Changes
from onepath.graph.console import AdhocAnswer
from onepath.graph.flows import JourneyExport, Matrix, Paths, Rework, Transitions, Variants
from onepath.graph.funnels import Funnel, FunnelPerson
from onepath.graph.outcomes import Attribution, Prediction, Retention
from onepath.graph.patterns import Drivers, Patterns
from onepath.graph.questions import People, PersonOccurrences

from . import answers
from .question import ListedQuestions, SavedQuestionChange

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
    "change": (Changes, People[PersonOccurrences]),
    "attribution": (Attribution, People[PersonOccurrences]),
    "retention": (Retention, People[PersonOccurrences]),
    "patterns": (Patterns, People[PersonOccurrences]),
    "drivers": (Drivers, People[PersonOccurrences]),
    "paths": (Paths, People[PersonOccurrences]),
    "transitions": (Transitions, People[PersonOccurrences]),
    "rework": (Rework, People[PersonOccurrences]),
    "variants": (Variants, People[PersonOccurrences]),
    "matrix steps": (Matrix, People[PersonOccurrences]),
    "matrix transitions": (Matrix, People[PersonOccurrences]),
    "predict": (Prediction, People[PersonOccurrences]),
    "person": (answers.PersonAnswer,),
    "query": (
        answers.QueryAnswer,
        AdhocAnswer,
        answers.LibraryAnswer,
    ),
    "demo": (answers.DemoAnswer,),
    "bench": (
        answers.BenchAnswer,
        answers.ExplorerBenchAnswer,
        answers.IdentityBenchAnswer,
    ),
    "journeys build": (answers.JourneysAnswer,),
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
        Prediction,
        Changes,
        AdhocAnswer,
    ),
    "question add": (SavedQuestionChange,),
    "question remove": (SavedQuestionChange,),
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
