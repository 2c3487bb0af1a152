"""Stable ids: a person is named after its oldest identifier.

The OneID is a keyed hash of the key of the person's *anchor*, the identifier that was seen first (of
several the one with the smaller key; one that was never seen in an event counts as last). So

- the same data gives the same ids, in whatever order and batches it arrives;
- of people that merge the oldest keeps its id, and a split gives every part the id it had before;
- an id that was given out once always leads to the person that has its anchor now, in one hop.
"""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID

_NEVER = 1 << 62


def age(first_seen: int | None, key: str) -> tuple[int, str]:
    """Sorts the oldest identifier first."""
    return (_NEVER if first_seen is None else first_seen, key)


def anchor(identifiers: Iterable[tuple[int | None, str]]) -> str:
    """The key of the identifier that a person is named after, of its (first seen, key) pairs."""
    return min(age(first_seen, key) for first_seen, key in identifiers)[1]


def oneid(anchor_key: str, secret: str = "") -> str:
    """The id of the person with this anchor; with a secret nobody can try identifiers out on it."""
    digest = blake2b(anchor_key.encode(), digest_size=16, key=secret.encode()[:64], person=b"onepath oneid")
    return str(UUID(bytes=digest.digest(), version=4))
