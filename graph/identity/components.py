"""ConnectedComponents components over names or numbers: who would be one person if every link joined."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Name = TypeVar("Name", str, int)


class ConnectedComponents(Generic[Name]):
    """Names that grow together as pairs are joined. Method: disjoint sets with path halving (Tarjan)."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._parent: dict[Name, Name] = {name: name for name in names}

    def join(self, a: Name, b: Name) -> bool:
        """These two, and all that is connected with either, are connected; whether they were not before."""
        one, other = self.of(a), self.of(b)
        if one != other:
            # The smaller name leads, so that a component is called the same however its links come.
            self._parent[max(one, other)] = min(one, other)
        return one != other

    def of(self, name: Name) -> Name:
        """What the name's component is called: its smallest name."""
        parent = self._parent
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name


def connected_components(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By name, what its component is called."""
    known = list(names)
    connected = ConnectedComponents(known)
    for a, b in pairs:
        connected.join(a, b)
    return {name: connected.of(name) for name in known}
