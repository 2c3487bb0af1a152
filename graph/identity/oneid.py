"""Stable ids: a person is named after its strongest identifier.

The OneID is a keyed hash of the key of the person's *anchor*: the identifier of the kind with the highest
priority in the rules; of several the one that was seen first, then the one with the smaller key (one that was
never seen in an event counts as last). So

- the same data and rules give the same ids, in whatever order and batches it arrives;
- a member keeps its id when a cookie is taken out, and a split gives every part the id it had before;
- an id that was given out once always leads to the person that has its anchor now, in one hop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from .component import kind_of
from .rules import Rules

_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Naming:
    """By which rules a person's anchor is chosen; with a secret nobody can try identifiers out on a OneID."""

    rules: Rules
    secret: str = ""

    def rank(self, first_seen: int | None, key: str) -> tuple[int, int, str]:
        """Sorts the identifier first that a person is named after."""
        return -self.rules.of(kind_of(key)).priority, _NEVER if first_seen is None else first_seen, key

    def anchor(self, identifiers: Iterable[tuple[int | None, str]]) -> str:
        """The key of the identifier that a person is named after, of its (first seen, key) pairs."""
        return min(self.rank(first_seen, key) for first_seen, key in identifiers)[2]

    def oneid(self, anchor_key: str) -> str:
        """The id of the person with this anchor."""
        key = self.secret.encode()[:64]
        digest = blake2b(anchor_key.encode(), digest_size=16, key=key, person=b"onepath oneid")
        return str(UUID(bytes=digest.digest(), version=4))
