"""Who is who: rules, evidence, guards and decisions about people, and one person looked up."""

from onepath.graph.identity.as_of import Past
from onepath.graph.identity.decisions import Decided, Who, block, join, split, undo
from onepath.graph.identity.explain import Explanation, Step, explain
from onepath.graph.identity.person import (
    EventRow,
    IdentifierRow,
    LinkRow,
    Portrait,
    find_oneid,
    find_person,
    find_person_as_of,
    look_up,
)
from onepath.graph.identity.resolve import How, Resolution, resolve
from onepath.graph.identity.rules import Rules, default_rules, load_rules
from onepath.graph.identity.verify import Check, Verification, verify

__all__ = [
    "Check",
    "Decided",
    "EventRow",
    "Explanation",
    "How",
    "IdentifierRow",
    "LinkRow",
    "Past",
    "Portrait",
    "Resolution",
    "Rules",
    "Step",
    "Verification",
    "Who",
    "block",
    "default_rules",
    "explain",
    "find_oneid",
    "find_person",
    "find_person_as_of",
    "join",
    "load_rules",
    "look_up",
    "resolve",
    "split",
    "undo",
    "verify",
]
