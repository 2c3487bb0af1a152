"""Constraints and indexes, installed from the model's classes."""

from io import StringIO

from neomodel import db

from ..store import Graph
from .model import (
    Decision,
    Event,
    EventType,
    Identifier,
    Journey,
    Load,
    Person,
    Question,
    ResolveState,
    Session,
    Tombstone,
    User,
)

_CLASSES = (
    Identifier, User, Session, Event, Person, Tombstone, Decision, ResolveState, EventType, Journey, Question,
    Load,
)  # fmt: skip


def install_schema(graph: Graph) -> None:
    """Make every constraint and index of the model exist; what exists already stays as it is."""
    graph.check()
    searched = graph.ask("internal/identity/searched")
    db.set_connection(driver=graph.driver)
    for cls in _CLASSES:
        # neomodel prints a line for everything that is there already, also when told to be quiet.
        db.install_labels(cls, quiet=True, stdout=StringIO())
    if not searched:
        # Accounts of an offline import, or of an older onepath. Those of a load get their words with it.
        graph.run("internal/identity/write_words")
    graph.statement("CALL db.awaitIndexes(300)")
