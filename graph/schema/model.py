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
    account = StringProperty()  # of a link that an account's records state: the account's key
    gaps = ArrayProperty(DateTimeProperty())  # begins and ends of times in which the account did not state it
    waterfall = StringProperty()  # of a similar link: the weights that speak for it, as JSON
    cut = StringProperty(index=True)  # why a merge rule blocks it; it is then in the review queue


class EndedLink(StructuredRel):
    """A link that an account's newer record no longer states: it says who was who, and joins nobody now."""

    key = StringProperty(unique_index=True)
    rule = StringProperty()
    seen_in = StringProperty(db_property="source")
    account = StringProperty()
    confidence = FloatProperty()
    first_seen = DateTimeProperty()
    last_seen = DateTimeProperty()
    ended_at = DateTimeProperty()
    count = IntegerProperty()
    gaps = ArrayProperty(DateTimeProperty())


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
    loads = ArrayProperty(IntegerProperty(), db_property="_loads")  # whose identifiers tables list it
    linked = RelationshipTo("Identifier", "LINK", model=Link)
    was_linked = RelationshipTo("Identifier", "ENDED_LINK", model=EndedLink)
    person = RelationshipTo("Person", "IDENTIFIES")


class User(SemiStructuredNode):
    """An account of a source, as its records make it, with the identifiers of the newest one."""

    key = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    user_id = StringProperty()
    updated_at = DateTimeProperty()
    # Its id and the values of its attributes, whatever these are called, so that one index finds it by any.
    words = ArrayProperty(StringProperty(), db_property="_words", fulltext_index=FulltextIndex())
    identifiers = RelationshipTo("Identifier", "HAS")
    former_identifiers = RelationshipTo("Identifier", "HAD")


class UserRecord(SemiStructuredNode):
    """What a source once said of an account; it is never changed. Its attributes are stored beside these."""

    key = StringProperty(unique_index=True, required=True)
    updated_at = DateTimeProperty()
    identifiers = ArrayProperty(StringProperty(), db_property="_identifiers")
    kinds = StringProperty(db_property="_kinds")  # of identifiers, that it speaks of; none: of all
    loads = ArrayProperty(IntegerProperty(), db_property="_loads")
    user = RelationshipTo("User", "OF")


class SessionRecord(SemiStructuredNode):
    """A row of a sessions table about a session, with its attributes."""

    key = StringProperty(unique_index=True, required=True)
    started_at = DateTimeProperty()
    ended_at = DateTimeProperty()
    loads = ArrayProperty(IntegerProperty(), db_property="_loads")
    session = RelationshipTo("Session", "OF")


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
    content = IntegerProperty(db_property="_content")  # a hash of what it says
    loads = ArrayProperty(
        IntegerProperty(), db_property="_loads"
    )  # the loads that brought it, 0: a live source
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
    """How far resolving has got, the lock of everything that resolves people, and the last load's number."""

    key = StringProperty(unique_index=True, required=True)
    number = IntegerProperty()
    rules = StringProperty()
    day = StringProperty()
    whole = BooleanProperty()


class EventType(StructuredNode):
    """A kind of event of one source, the letter that stands for it in trails, and its role."""

    letter = StringProperty(unique_index=True, required=True)
    source = StringProperty()
    name = StringProperty()
    role = StringProperty()


class EventRole(StructuredNode):
    """The role that somebody set for an event name; it holds for event types that are yet to come."""

    name = StringProperty(unique_index=True, required=True)
    role = StringProperty()


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
    """How much of one file is in the graph, so that a load that was stopped resumes where it was.

    `number` is stored on everything that the load brought; `undoing` says whether it is being undone."""

    key = StringProperty(unique_index=True, required=True)
    number = IntegerProperty()
    path = StringProperty()
    file = StringProperty()  # names the file's content
    undoing = BooleanProperty()
    rows = IntegerProperty()
    loaded = IntegerProperty()
    rejected = IntegerProperty()
    conflicts = IntegerProperty()
    mapping = StringProperty()
    rejects = StringProperty()
    seen_at = DateTimeProperty()
    finished_at = DateTimeProperty(index=True)


CLASSES = (
    Identifier, User, UserRecord, Session, SessionRecord, Event, Person, Tombstone, Decision, ResolveState,
    EventType, EventRole, Journey, Question, Load,
)  # fmt: skip
"""Those whose constraints and indexes are installed."""
