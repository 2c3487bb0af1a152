"""Who is who: people by connected components, and one person looked up."""

from onepath.graph.identity.person import EventRow, IdentifierRow, LinkRow, Portrait, find_person
from onepath.graph.identity.resolve import Resolution, resolve

__all__ = [
    "EventRow", "IdentifierRow", "LinkRow", "Portrait", "Resolution", "find_person", "resolve",
]  # fmt: skip
