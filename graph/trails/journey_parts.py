"""How many parts whole journeys are read in."""

from ..store import Graph

PEOPLE_AT_ONCE = 25_000
"""Their trails and clocks are some ten megabytes, in the server's memory and on the wire."""


def count_parts(graph: Graph) -> int:
    """As many as it takes for each to hold about `PEOPLE_AT_ONCE`."""
    journeys: int = graph.ask("internal/journeys/size")[0]["journeys"]
    return max(1, -(-journeys // PEOPLE_AT_ONCE))
