"""How rare what two accounts have in common is: a rare surname says more than a frequent one."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import log2

from ..attributes import Profile

_EQUAL = ((3,), (3,), (2, 3), (1,), (5, 6))
"""At which levels the rarity of an equal value counts."""
_RARE = ((0.001, 500.0), (0.001, 500.0), (0.00004, 20_000.0), (0.5, 2.0), (0.0001, 5_000.0))
"""How rare a value is that no other account has, and how many accounts that counts as."""
_OFTEN = 10
_LEAST_BITS = 1e-6


class ValueRarity:
    """How rare the values of these accounts are, in bits."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._accounts = len(profiles)
        self._met: Counter[Hashable] = Counter()
        for profile in profiles:
            self._met.update(value for values in _values(profile) for value in values)

    def of(self, one: Profile, other: Profile, levels: Sequence[int]) -> list[float]:
        """Bits for each attribute in which two accounts are equal, of the rarest value; 0 for the others."""
        found = []
        for ours, theirs, level, equal, rare in zip(
            _values(one), _values(other), levels, _EQUAL, _RARE, strict=True
        ):
            shared = [self._met[value] for value in ours if value in theirs] if level in equal else ()
            found.append(self._bits(min(shared), rare) if shared else 0.0)
        return found

    def _bits(self, accounts: int, rare: tuple[float, float]) -> float:
        """The two accounts themselves are not counted: they are what is to be judged."""
        usual, worth = rare
        others = max(accounts - 2, 0)
        share = (others + worth * usual) / (self._accounts + worth)
        if others > _OFTEN:
            # A birth date that many have is one that nobody gave.
            share = max(share, others / self._accounts)
        return max(-log2(share), _LEAST_BITS)


def _values(profile: Profile) -> tuple[tuple[Hashable, ...], ...]:
    """The values of each attribute of which the rarity counts."""
    name, birth = profile.name, profile.birth
    return (
        (("given", name.given),) if name and name.given else (),
        (("family", name.family),) if name and name.family else (),
        tuple(birth.days) if birth else (),
        (),
        # A street's name is met in many places.
        (profile.street, *((profile.street, place) for place in profile.places)) if profile.street else (),
    )
