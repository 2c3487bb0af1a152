"""The connection to the server, and its queries by name."""

from .graph import Graph, QueryFilter, Row, Transaction
from .library import Fragment, Parameter, Query, all_fragments, all_queries, find_query, parameter_value
from .status import ServerStatus, read_status, require_status
from .times import EPOCH, microseconds, moment, native

__all__ = [
    "EPOCH",
    "Fragment",
    "Graph",
    "Parameter",
    "Query",
    "QueryFilter",
    "Row",
    "ServerStatus",
    "Transaction",
    "all_fragments",
    "all_queries",
    "find_query",
    "microseconds",
    "moment",
    "native",
    "parameter_value",
    "read_status",
    "require_status",
]
