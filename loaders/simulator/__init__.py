"""A realistic omni-channel data set with its ground truth, for which there is no public one.

`simulate` writes the four canonical tables, `truth.csv` (whose each identifier really is) and
`incidents.json` (what went wrong, for an analyst to find). Every rate is a field of `Rates`.
"""

from .rates import Rates
from .simulation import simulate

__all__ = ["Rates", "simulate"]
