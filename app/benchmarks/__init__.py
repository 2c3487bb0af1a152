"""How fast and how right onepath is, beside the plainest other way, in one run. Used by `onepath bench`."""

from onepath.app.benchmarks.comparison import Comparison
from onepath.app.benchmarks.identities import IdentityBench, run_identity
from onepath.app.benchmarks.loading import run_loading
from onepath.app.benchmarks.questions import QuestionsBench, run_questions

__all__ = ["Comparison", "IdentityBench", "QuestionsBench", "run_identity", "run_loading", "run_questions"]
