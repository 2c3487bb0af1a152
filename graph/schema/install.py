"""Constraints and indexes, installed from the model's classes."""

from io import StringIO

from ..store import Graph


def install_schema(graph: Graph) -> None:
    """Make every constraint and index of the model exist; what exists already stays as it is."""
    # Only here: neomodel brings the driver along, and both take longer to load than most commands.
    from neomodel import db

    from .model import CLASSES

    graph.check()
    searched = graph.ask("internal/identity/searched")
    db.set_connection(driver=graph.driver)
    for cls in CLASSES:
        # neomodel prints a line for everything that is there already, even with `quiet`.
        db.install_labels(cls, quiet=True, stdout=StringIO())
    if not searched:
        # Accounts of an offline import, or of an older onepath. Those of a load get their words with it.
        graph.run("internal/identity/write_words")
    graph.statement("CALL db.awaitIndexes(300)")
