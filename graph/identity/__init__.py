"""Who is who: rules, evidence, guards and decisions about people, and one person looked up."""

from onepath.graph.identity.person import EventRow, IdentifierRow, LinkRow, Portrait, find_person
from onepath.graph.identity.resolve import How, Resolution, resolve
from onepath.graph.identity.rules import Rules, default_rules, load_rules

__all__ = [
    "EventRow", "How", "IdentifierRow", "LinkRow", "Portrait", "Resolution", "Rules",
    "default_rules", "find_person", "load_rules", "resolve",
]  # fmt: skip
