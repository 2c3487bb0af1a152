"""Chance that depends on nothing but the seed, a label and a number.

Every person and household has a stream of its own, so that what one of them does never
shifts what another one does, and any of them can be asked about another without knowing it.
"""

from hashlib import blake2b
from random import Random


def _digest(seed: int, label: str, number: int) -> int:
    return int.from_bytes(blake2b(f"{seed}/{label}/{number}".encode(), digest_size=8).digest(), "big")


def share(seed: int, label: str, number: int) -> float:
    """A number in [0, 1) that is always the same for the same arguments."""
    return _digest(seed, label, number) / 2**64


def stream(seed: int, label: str, number: int) -> Random:
    """A random stream of its own for one person, household or bot."""
    return Random(_digest(seed, label, number))  # noqa: S311 - reproducible, not secret
