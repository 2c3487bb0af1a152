"""The model as neomodel classes, and its constraints and indexes installed from them."""

from onepath.graph.schema.install import install_schema
from onepath.graph.schema.model import Event, Identifier, Journey, Link, Load, Person, Session, User

__all__ = ["Event", "Identifier", "Journey", "Link", "Load", "Person", "Session", "User", "install_schema"]
