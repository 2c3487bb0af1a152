"""How fast and how right onepath is, beside the plainest other way, in one run. Used by `onepath bench`."""

from .comparison import Comparison
from .identities import IdentityBench, run_identity
from .loading import run_loading
from .questions import QuestionsBench, run_questions

__all__ = ["Comparison", "IdentityBench", "QuestionsBench", "run_identity", "run_loading", "run_questions"]
