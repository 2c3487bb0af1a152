"""Who is who: rules, evidence, guards and decisions about people, and one person looked up."""

from onepath.graph.identity.around import STEP, Around, Between, Known, around
from onepath.graph.identity.as_of import Past
from onepath.graph.identity.decisions import Decided, Who, block, cut_between, join, keep_apart, split, undo
from onepath.graph.identity.explain import Explanation, Step, explain
from onepath.graph.identity.person import (
    EventRow,
    Found,
    IdentifierRow,
    LinkRow,
    Portrait,
    accounts_of,
    find,
    find_oneid,
    find_person,
    find_person_as_of,
    look_up,
)
from onepath.graph.identity.resolve import How, Resolution, resolve
from onepath.graph.identity.rules import Rules, default_rules, load_rules
from onepath.graph.identity.search import Match, Search, search_people
from onepath.graph.identity.verify import Check, Verification, verify
from onepath.graph.identity.walk import (
    EventInFull,
    Happening,
    Sizes,
    Visit,
    event_in_full,
    happenings,
    sizes_of,
    visits,
)

__all__ = [
    "STEP",
    "Around",
    "Between",
    "Check",
    "Decided",
    "EventInFull",
    "EventRow",
    "Explanation",
    "Found",
    "Happening",
    "How",
    "IdentifierRow",
    "Known",
    "LinkRow",
    "Match",
    "Past",
    "Portrait",
    "Resolution",
    "Rules",
    "Search",
    "Sizes",
    "Step",
    "Verification",
    "Visit",
    "Who",
    "accounts_of",
    "around",
    "block",
    "cut_between",
    "default_rules",
    "event_in_full",
    "explain",
    "find",
    "find_oneid",
    "find_person",
    "find_person_as_of",
    "happenings",
    "join",
    "keep_apart",
    "load_rules",
    "look_up",
    "resolve",
    "search_people",
    "sizes_of",
    "split",
    "undo",
    "verify",
    "visits",
]
