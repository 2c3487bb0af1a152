"""The driver's values as ours."""

from typing import Any

from neo4j.graph import Node, Path, Relationship

from ..store import native
from .found import FoundLink, FoundNode, FoundPath


def plain(value: Any) -> Any:
    """Nodes, relationships and paths as FoundNode, FoundLink and FoundPath, times as Python's."""
    if isinstance(value, Node):
        return FoundNode(value.element_id, tuple(sorted(value.labels)), native(dict(value)))
    if isinstance(value, Relationship):
        ends = [node.element_id if node else "" for node in (value.start_node, value.end_node)]
        return FoundLink(value.element_id, value.type, ends[0], ends[1], native(dict(value)))
    if isinstance(value, Path):
        return FoundPath(tuple(map(plain, value.nodes)), tuple(map(plain, value.relationships)))
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return native(value)
