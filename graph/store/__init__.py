"""The door to the server: queries by name, and the writer for canonical records."""

from .graph import Graph, Row, Transaction
from .library import Parameter, Query, all_queries, find_query, parameter_value
from .status import read_status
from .times import EPOCH, microseconds, moment, native

__all__ = [
    "EPOCH",
    "Graph",
    "Parameter",
    "Query",
    "Row",
    "Transaction",
    "all_queries",
    "find_query",
    "microseconds",
    "moment",
    "native",
    "parameter_value",
    "read_status",
]
