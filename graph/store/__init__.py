"""The door to the server: queries by name, and the writer for canonical records."""

from onepath.graph.store.adhoc import (
    FoundLink,
    FoundNode,
    FoundPath,
    FreeAnswer,
    ask_freely,
    ask_library,
    found_graph,
    readable,
)
from onepath.graph.store.graph import Graph, Row, Transaction
from onepath.graph.store.library import Parameter, Query, find_query, library, parameter_value
from onepath.graph.store.offline import OfflineFiles, OfflineSummary
from onepath.graph.store.resolved import ResolvedFolder
from onepath.graph.store.status import ServerStatus, read_status
from onepath.graph.store.times import moment, native
from onepath.graph.store.writer import LoadSummary, fingerprint, load_records

__all__ = [
    "FoundLink",
    "FoundNode",
    "FoundPath",
    "FreeAnswer",
    "Graph",
    "LoadSummary",
    "OfflineFiles",
    "OfflineSummary",
    "Parameter",
    "Query",
    "ResolvedFolder",
    "Row",
    "ServerStatus",
    "Transaction",
    "ask_freely",
    "ask_library",
    "find_query",
    "fingerprint",
    "found_graph",
    "library",
    "load_records",
    "moment",
    "native",
    "parameter_value",
    "read_status",
    "readable",
]
