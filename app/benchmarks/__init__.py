"""How fast and how accurate onepath is, compared with the plainest other way, in one run: `onepath bench`."""

from .identities import IdentityBench, run_identity
from .loading import run_loading
from .questions import run_questions
from .report import BenchReport, Comparison

__all__ = ["BenchReport", "Comparison", "IdentityBench", "run_identity", "run_loading", "run_questions"]
