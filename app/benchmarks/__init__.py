"""How fast onepath is, beside the plainest other way, in one run on one machine. Used by `onepath bench`."""

from onepath.app.benchmarks.comparison import Comparison
from onepath.app.benchmarks.run import run

__all__ = ["Comparison", "run"]
