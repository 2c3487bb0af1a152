"""People looked up: by identifier, by search, with their timeline and the identifiers around them."""

from .contradictions import AccountContradiction, AccountValue, contradictions_of
from .identity_graph import EXPAND_LIMIT, Connection, KnownIdentifier, Neighborhood, identifiers_around
from .lookup import FoundOneID, find_oneid, require_identifier, require_oneid, unknown_person
from .person import EventRow, IdentifierRow, LinkRow, PersonDetails, accounts_of, read_person
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
    "AccountContradiction",
    "AccountValue",
    "Connection",
    "EventDetails",
    "EventRow",
    "FoundOneID",
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
    "contradictions_of",
    "event_details",
    "find_oneid",
    "identifiers_around",
    "person_sessions",
    "person_size",
    "read_person",
    "require_identifier",
    "require_oneid",
    "search_people",
    "timeline_events",
    "unknown_person",
]
