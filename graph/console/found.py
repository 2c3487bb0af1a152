"""Nodes, relationships and paths in an answer, apart from the driver that brought them."""

from dataclasses import dataclass, field

from ..store import Row


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node in an answer."""

    id: str
    labels: tuple[str, ...] = ()
    properties: Row = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"({''.join(':' + label for label in self.labels)}{_inside(self.properties)})"


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A relationship in an answer, from node `start` to node `end`."""

    id: str
    type: str
    start: str
    end: str
    properties: Row = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"[:{self.type}{_inside(self.properties)}]"


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A path in an answer."""

    nodes: tuple[FoundNode, ...]
    links: tuple[FoundLink, ...]

    def __str__(self) -> str:
        text = str(self.nodes[0])
        for before, link, node in zip(self.nodes, self.links, self.nodes[1:], strict=False):
            text += f"-{link}->{node}" if link.start == before.id else f"<-{link}-{node}"
        return text


def _inside(properties: Row) -> str:
    return (
        " {" + ", ".join(f"{key}: {value}" for key, value in properties.items()) + "}" if properties else ""
    )
