"""Which accounts are worth comparing: those that agree in something distinctive."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..attributes import Profile, nickname_group, sound

_ALL_PAIRS = 400
"""So few accounts are all compared with each other."""
_LARGEST = 60
"""What more accounts agree in is not distinctive."""


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of places, the smaller one first, in order."""
    if len(profiles) <= _ALL_PAIRS:
        return list(combinations(range(len(profiles)), 2))
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in set(_keys(profile)):
            blocks[key].append(place)
    return sorted(
        {pair for block in blocks.values() if len(block) <= _LARGEST for pair in combinations(block, 2)}
    )


def _keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """What an account has to share with another one to be compared with it."""
    years = [str(year) for year in profile.birth.years] if profile.birth else []
    dates = profile.birth.days if profile.birth else ()
    days = {f"{day.year} {sorted((day.month, day.day))}" for day in dates}
    words: tuple[str, ...] = ()
    if profile.name:
        words = (*profile.name.given, *profile.name.family)
        groups = {name for word in words for name in nickname_group(word)}
        yield ("name", *sorted(words))
        yield ("sound", *sorted(map(sound, words)))
        for one in groups:
            yield from (("name and year", one, year) for year in years)
            yield from (("name and place", one, place) for place in profile.places)
            yield from (("names", *sorted((one, other))) for other in words if other != one)
    for day in days:
        yield ("birth date", day)
        yield from (("birth date and initial", day, word[0]) for word in words)
        yield from (("birth date and place", day, place) for place in profile.places)
    if profile.street:
        yield ("street", profile.street)
        yield from (("street and place", profile.street, place) for place in profile.places)
        yield from (("street and name", profile.street, word) for word in words)
