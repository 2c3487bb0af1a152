"""One component of evidence as data: identifiers, the links between them, the manual decisions about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..attributes import Profile


@dataclass(frozen=True, slots=True)
class ComponentLink:
    """One link between two identifiers of a component, by their places in it; times in microseconds."""

    a: int
    b: int
    confidence: float = 1.0
    count: int = 1
    last_seen: int | None = None
    manual: bool = False


@dataclass(slots=True)
class Component:
    """Identifiers by key, the links between them, and the manual decisions about them."""

    keys: Sequence[str]
    first_seen: Sequence[int | None]
    links: Sequence[ComponentLink]
    blocked: Iterable[int] = ()
    """Identifiers that are blocked."""
    kept_separate: Iterable[tuple[int, int]] = ()
    """Pairs that a manual decision keeps separate."""
    profiles: Mapping[int, Sequence[Profile]] = field(default_factory=dict)
    """What the accounts say that an identifier stands for, by its place."""


def kind_of(key: str) -> str:
    """The kind of an identifier's key."""
    return key.partition(":")[0]


def ends(link: ComponentLink) -> tuple[int, int]:
    """The places of the two identifiers of a link."""
    return link.a, link.b
