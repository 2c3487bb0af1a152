"""A person as they are named on the command line."""

from onepath.graph.errors import GraphError
from onepath.graph.identity import load_rules
from onepath.graph.people import find_oneid
from onepath.graph.settings import Settings
from onepath.graph.store import Graph


def require_oneid(graph: Graph, text: str) -> str:
    """The OneID that a OneID or an identifier leads to. Raises GraphError where there is none."""
    oneid = find_oneid(graph, text, load_rules(Settings().rules).normalisers)
    if oneid is None:
        raise GraphError(
            f"No person has the OneID or the identifier {text!r}.",
            action="See some people with: onepath query internal/identity/examples",
        )
    return oneid
