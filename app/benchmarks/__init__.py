"""How fast and how accurate onepath is, compared with the plainest other way, in one run: `onepath bench`."""

from .identities import IdentityBench, run_identity
from .incidents import ChangesBench, run_changes
from .loading import run_loading
from .questions import run_questions
from .report import BenchReport, Comparison

__all__ = [
    "BenchReport",
    "ChangesBench",
    "Comparison",
    "IdentityBench",
    "run_changes",
    "run_identity",
    "run_loading",
    "run_questions",
]
