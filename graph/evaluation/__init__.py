"""How accurate the people are, measured against a ground truth."""

from .measurement import evaluate_graph, sweep
from .scores import Evaluation, Mistakes, Quality, SweepPoint

__all__ = ["Evaluation", "Mistakes", "Quality", "SweepPoint", "evaluate_graph", "sweep"]
