"""Cypher that somebody typed, run so that it can only read."""

from .adhoc import FreeAnswer, ask_freely, ask_library, found_graph, readable
from .found import FoundLink, FoundNode, FoundPath

__all__ = [
    "FoundLink",
    "FoundNode",
    "FoundPath",
    "FreeAnswer",
    "ask_freely",
    "ask_library",
    "found_graph",
    "readable",
]
