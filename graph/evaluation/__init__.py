"""How right the people are, measured against a truth."""

from .measurement import SweepPoint, evaluate_graph, sweep
from .scores import Evaluation, Mistakes, Quality

__all__ = ["Evaluation", "Mistakes", "Quality", "SweepPoint", "evaluate_graph", "sweep"]
