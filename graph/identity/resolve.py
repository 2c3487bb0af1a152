"""OneIDs by weakly connected components (GDS) over the links between identifiers."""

from dataclasses import dataclass
from uuid import uuid4

from onepath.graph.store import Graph


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a resolve changed (`created`, `merged` people; `changed` components) and what is there now."""

    people: int
    identifiers: int
    links: int
    created: int
    merged: int
    changed: int


def resolve(graph: Graph) -> Resolution:
    """Give every connected component of identifiers one person. Components that hold already stay untouched.

    Method: weakly connected components (Neo4j Graph Data Science). Raises GraphError.
    """
    size = graph.ask("identity/size")[0]
    row = {"components": 0, "created": 0, "merged": 0}
    if size["identifiers"]:
        projection = f"onepath-{uuid4()}"
        try:
            graph.run("identity/project", graph=projection)
            row = graph.run("identity/resolve", graph=projection)[0]
        finally:
            graph.run("identity/drop", graph=projection)
    size = graph.ask("identity/size")[0]
    return Resolution(**size, created=row["created"], merged=row["merged"], changed=row["components"])
