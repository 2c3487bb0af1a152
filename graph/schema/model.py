"""The model. Times are UTC with zone. Drawn in ARCHITECTURE.md.

Attributes of users and properties of events come from the data and are stored beside these;
that is why those two are semi-structured.
"""

from neomodel import (
    ArrayProperty,
    BooleanProperty,
    DateTimeProperty,
    FloatProperty,
    FulltextIndex,
    IntegerProperty,
    RelationshipFrom,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
)
from neomodel.contrib.sync_.semi_structured import SemiStructuredNode


class Link(StructuredRel):
    """Evidence that two identifiers belong together: how often one rule saw them in one source."""

    key = StringProperty(unique_index=True)
    rule = StringProperty()
    seen_in = StringProperty(db_property="source")  # neomodel keeps the name `source` to itself
    confidence = FloatProperty()
    first_seen = DateTimeProperty()
    last_seen = DateTimeProperty()
    count = IntegerProperty()
    waterfall = StringProperty()  # of a similar link: the weights that speak for it, as JSON
    cut = StringProperty(index=True)  # why a merge rule blocks it; it is then in the review queue


class Identifier(StructuredNode):
    """One value of one kind; `key` is `kind:value`, normalised."""

    key = StringProperty(unique_index=True, required=True)
    kind = StringProperty(index=True)
    value = StringProperty(index=True)
    first_seen = DateTimeProperty()
    last_seen = DateTimeProperty()
    event_count = IntegerProperty()
    blocked = StringProperty(index=True)  # why it is blocked: by hand, by the rules, too many links
    shared = StringProperty(index=True)  # why it is more than one person's, and merges nobody
    linked = RelationshipTo("Identifier", "LINK", model=Link)
    person = RelationshipTo("Person", "IDENTIFIES")


class User(SemiStructuredNode):
    """A source's own account record with its attributes."""

    key = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    user_id = StringProperty()
    updated_at = DateTimeProperty()
    # Its id and the values of its attributes, whatever these are called, so that one index finds it by any.
    words = ArrayProperty(StringProperty(), db_property="_words", fulltext_index=FulltextIndex())
    identifiers = RelationshipTo("Identifier", "HAS")


class Session(SemiStructuredNode):
    """A visit on one source; `inferred` where onepath bounded it by inactivity."""

    key = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    session_id = StringProperty()
    started_at = DateTimeProperty()
    ended_at = DateTimeProperty()
    inferred = BooleanProperty()
    events = RelationshipFrom("Event", "IN")


class Event(SemiStructuredNode):
    """One immutable thing that happened, with four times, its number in the source's order (`sequence`), and
    its position in its person's journey: 0 for the first event, none until the journey is built."""

    key = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    message_id = StringProperty()
    name = StringProperty(index=True)
    original_at = DateTimeProperty()
    sent_at = DateTimeProperty()
    received_at = DateTimeProperty()
    corrected_at = DateTimeProperty(index=True)
    sequence = IntegerProperty()
    journey_position = IntegerProperty()
    owner = RelationshipTo("Identifier", "BY")
    carries = RelationshipTo("Identifier", "CARRIES")
    session = RelationshipTo("Session", "IN")


class Person(StructuredNode):
    """A resolved person and its stable OneID, which is made of its strongest identifier's key, the anchor."""

    oneid = StringProperty(unique_index=True, required=True)
    anchor = StringProperty()
    created_at = DateTimeProperty()
    identifier_count = IntegerProperty()
    journeys = RelationshipTo("Journey", "WALKED")


class Tombstone(StructuredNode):
    """A OneID that was given out and belongs to no person now; it leads to the person that has its anchor."""

    oneid = StringProperty(unique_index=True, required=True)
    anchor = StringProperty(index=True)
    survivor = RelationshipTo("Person", "MERGED_INTO")


class Decision(StructuredNode):
    """What was decided about people, by whom or which rule, when and why, and what it moved."""

    key = StringProperty(unique_index=True, required=True)
    kind = StringProperty(index=True)
    by = StringProperty()
    reason = StringProperty()
    at = DateTimeProperty(index=True)
    in_force = BooleanProperty()
    links = ArrayProperty(StringProperty())
    before = ArrayProperty(StringProperty())
    after = ArrayProperty(StringProperty())
    moved = ArrayProperty(StringProperty())
    moved_from = ArrayProperty(StringProperty())
    moved_to = ArrayProperty(StringProperty())
    people = RelationshipTo("Person", "ABOUT")


class ResolveState(StructuredNode):
    """How far resolving has got, and the lock taken by everything that resolves people."""

    key = StringProperty(unique_index=True, required=True)
    rules = StringProperty()
    day = StringProperty()
    whole = BooleanProperty()


class EventType(StructuredNode):
    """A kind of event of one source, and the letter that stands for it in trails."""

    letter = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    name = StringProperty()


class Journey(StructuredNode):
    """A person's events in order, in a form to read (`path`, `sources`, `at`: microseconds since 1970) and
    in one to ask: `trail` has a letter an event, `clock` its time in 16 digits; the same for each session.
    `open_sessions`: of each source the inferred session that its next event may belong to."""

    oneid = StringProperty(unique_index=True, required=True)
    path = ArrayProperty(StringProperty())
    at = ArrayProperty(IntegerProperty())
    sources = ArrayProperty(StringProperty())
    trail = StringProperty()
    clock = StringProperty()
    session_trails = ArrayProperty(StringProperty())
    session_clocks = ArrayProperty(StringProperty())
    open_sessions = ArrayProperty(StringProperty())
    length = IntegerProperty()
    slot = IntegerProperty()  # from 0 to 65,535, by which journeys are read in several parts
    started_at = DateTimeProperty()
    ended_at = DateTimeProperty()


class Question(StructuredNode):
    """A question that is kept: a funnel, paths, patterns, as a JSON document."""

    name = StringProperty(unique_index=True, required=True)
    kind = StringProperty()
    document = StringProperty()
    saved_at = DateTimeProperty()


class Load(StructuredNode):
    """How much of one file is in the graph, so that a load that was stopped resumes where it was."""

    key = StringProperty(unique_index=True, required=True)
    path = StringProperty()
    rows = IntegerProperty()
    loaded = IntegerProperty()
    rejected = IntegerProperty()
    mapping = StringProperty()
    rejects = StringProperty()
    seen_at = DateTimeProperty()
    finished_at = DateTimeProperty(index=True)


CLASSES = (
    Identifier, User, Session, Event, Person, Tombstone, Decision, ResolveState, EventType, Journey, Question,
    Load,
)  # fmt: skip
"""Those whose constraints and indexes are installed."""
