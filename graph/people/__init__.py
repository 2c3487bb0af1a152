"""People looked up: by identifier, by search, with their timeline and the identifiers around them."""

from .neighborhood import STEP, Around, Between, Known, around
from .person import (
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
from .search import Match, Search, search_people
from .timeline import EventInFull, Happening, Sizes, Visit, event_in_full, happenings, sizes_of, visits

__all__ = [
    "STEP",
    "Around",
    "Between",
    "EventInFull",
    "EventRow",
    "Found",
    "Happening",
    "IdentifierRow",
    "Known",
    "LinkRow",
    "Match",
    "Portrait",
    "Search",
    "Sizes",
    "Visit",
    "accounts_of",
    "around",
    "event_in_full",
    "find",
    "find_oneid",
    "find_person",
    "find_person_as_of",
    "happenings",
    "look_up",
    "search_people",
    "sizes_of",
    "visits",
]
