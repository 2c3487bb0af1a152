"""Cypher that somebody typed, run so that it can only read."""

from .adhoc import AdhocAnswer, found_graph, readable, run_cypher, run_library
from .cypher_question import CypherQuestion
from .found import FoundLink, FoundNode, FoundPath

__all__ = [
    "AdhocAnswer",
    "CypherQuestion",
    "FoundLink",
    "FoundNode",
    "FoundPath",
    "found_graph",
    "readable",
    "run_cypher",
    "run_library",
]
