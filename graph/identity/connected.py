"""Connected components over names: who would be one person if every link joined."""

from collections.abc import Iterable


class Connected:
    """Names that grow together as pairs are joined. Method: disjoint sets with path halving (Tarjan)."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._parent = {name: name for name in names}

    def join(self, a: str, b: str) -> None:
        """These two, and all that is connected with either, are connected."""
        one, other = self.of(a), self.of(b)
        if one != other:
            # The smaller name leads, so that a component is called the same however its links come.
            self._parent[max(one, other)] = min(one, other)

    def of(self, name: str) -> str:
        """What the name's component is called: its smallest name."""
        parent = self._parent
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name


def components(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By name, what its component is called."""
    known = list(names)
    connected = Connected(known)
    for a, b in pairs:
        connected.join(a, b)
    return {name: connected.of(name) for name in known}
