"""Cypher that somebody typed, run so that it can only read."""

from .adhoc import FoundLink, FoundNode, FoundPath, FreeAnswer, ask_freely, ask_library, found_graph, readable

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
