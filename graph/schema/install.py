"""Constraints and indexes, installed from the model's classes."""

from io import StringIO
from typing import TYPE_CHECKING

from ..store import Graph

if TYPE_CHECKING:
    from neo4j import Driver


def install_schema(graph: Graph) -> None:
    """Make every constraint and index of the model exist; what exists already stays as it is.

    Several commands may do so at once.
    """
    graph.check()
    searched = graph.ask("internal/identity/searched")
    graph.with_driver("installing the schema", _install)
    if not searched:
        # Accounts of an offline import, or of an older onepath. Those of a load get their words with it.
        graph.run("internal/identity/write_words")
    graph.statement("CALL db.awaitIndexes(300)")


def _install(driver: "Driver") -> None:
    # Only here: neomodel brings the driver along, and both take longer to load than most commands.
    from neomodel import db

    from .model import CLASSES

    db.set_connection(driver=driver)
    for cls in CLASSES:
        # neomodel prints a line for everything that is there already, even with `quiet`.
        db.install_labels(cls, quiet=True, stdout=StringIO())
