"""How fast and how right onepath is, beside the plainest other way, in one run. Used by `onepath bench`."""

from onepath.app.benchmarks.comparison import Comparison
from onepath.app.benchmarks.identities import IdentityBench, run_identity
from onepath.app.benchmarks.run import run

__all__ = ["Comparison", "IdentityBench", "run", "run_identity"]
