"""How far somebody came, by looking for letters in a trail: for ordered steps that depend on nothing else.

Where the window does not get in the way, the order alone tells the attempt that came furthest. It ends with
the first event that completes as many steps as the order allows, and leads there by the last event of each
step before it, seen from its end. About the others `attempts` decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onepath.graph.funnels.attempts import Attempt, Rules
from onepath.graph.journeys.clock import time_at


@dataclass(frozen=True, slots=True)
class Straight:
    """The steps, each by its letters; of the first only those that an attempt may begin with."""

    letters: Sequence[str]
    patterns: Sequence[re.Pattern[str]]
    rules: Rules

    @classmethod
    def of(cls, letters: Sequence[str], rules: Rules) -> "Straight":
        # A step that nothing can be, since nobody begins so, fits nowhere.
        patterns = [re.compile(f"[{re.escape(step)}]" if step else r"(?!)") for step in letters]
        return cls(letters, patterns, rules)

    def furthest(self, trail: str, clock: str, places: range) -> Attempt | None:
        """The attempt that came furthest, made of events at these places; None where there is none, or where
        the order alone does not say.
        """
        place, level = places.start - 1, -1
        for step, pattern in enumerate(self.patterns):
            found = pattern.search(trail, place + 1, places.stop)
            if found is None:
                break
            place, level = found.start(), step
        if level < 0:
            return None
        done = [place]
        for letters in reversed(self.letters[:level]):
            place = max(trail.rfind(letter, 0, place) for letter in letters)
            done.append(place)
        done.reverse()
        times = [time_at(clock, place) for place in done]
        rules = self.rules
        if times[-1] > times[0] + rules.window or not rules.since <= times[0] <= rules.until:
            return None
        return Attempt(tuple(zip(range(level + 1), done, times, strict=True)))
