"""People looked up: by identifier, by search, with their timeline and the identifiers around them."""

from .identity_graph import EXPAND_LIMIT, Connection, KnownIdentifier, Neighborhood, identifiers_around
from .person import (
    EventRow,
    Found,
    IdentifierRow,
    LinkRow,
    PersonDetails,
    accounts_of,
    find,
    find_oneid,
    find_person,
    find_person_as_of,
    look_up,
)
from .search import Match, Search, search_people
from .timeline import (
    EventDetails,
    PersonSession,
    PersonSize,
    TimelineEvent,
    event_details,
    person_sessions,
    person_size,
    timeline_events,
)

__all__ = [
    "EXPAND_LIMIT",
    "Connection",
    "EventDetails",
    "EventRow",
    "Found",
    "IdentifierRow",
    "KnownIdentifier",
    "LinkRow",
    "Match",
    "Neighborhood",
    "PersonDetails",
    "PersonSession",
    "PersonSize",
    "Search",
    "TimelineEvent",
    "accounts_of",
    "event_details",
    "find",
    "find_oneid",
    "find_person",
    "find_person_as_of",
    "identifiers_around",
    "look_up",
    "person_sessions",
    "person_size",
    "search_people",
    "timeline_events",
]
