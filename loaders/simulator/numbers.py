"""Who has which phone number, and which numbers had another owner before.

A recycled number goes from a giver to a taker in another household. Both must agree on it
while they are simulated apart, so everything here is computed from the seed alone.
"""

from dataclasses import dataclass

from .clock import DAY, START
from .draws import share
from .identifiers import phone_digits
from .rates import Rates

# Further apart than any household is large: giver and taker never live together.
_APART = 7


@dataclass(slots=True, frozen=True)
class Numbers:
    """The numbering plan of one simulation."""

    seed: int
    people: int
    rates: Rates

    def known(self, person: int) -> bool:
        """Whether this person ever gives a name or a number."""
        return share(self.seed, "known", person) < self.rates.known

    def first(self, person: int) -> str:
        """The number that was dealt out for this person at the start."""
        return phone_digits(2 * person)

    def own(self, person: int) -> str:
        """The number that this person has at the end."""
        if self.gives_away(person):
            return phone_digits(2 * person + 1)
        return self.first(self.giver(person)) if self.takes_over(person) else self.first(person)

    def giver(self, person: int) -> int:
        """Who would have had a number before this person took it over."""
        return person - _APART

    def takes_over(self, person: int) -> bool:
        """Whether this person has a recycled number."""
        giver = self.giver(person)
        return giver > 0 and self._draws(person) and self.known(giver) and not self._draws(giver)

    def gives_away(self, person: int) -> bool:
        """Whether this person's first number later becomes somebody else's."""
        taker = person + _APART
        return taker <= self.people and self.takes_over(taker) and self.known(taker)

    def handed_over_at(self, giver: int) -> int:
        """When the giver stops using the number."""
        return START + int((20 + 15 * share(self.seed, "handed over", giver)) * DAY)

    def somebody_else(self, person: int) -> str | None:
        """The number of another household's known person, for typos that hit somebody."""
        other = person + _APART if person + _APART <= self.people else person - _APART
        return self.own(other) if other > 0 and self.known(other) else None

    def _draws(self, person: int) -> bool:
        # The giver has to be known as well: drawn that much more often, the rate holds for known people.
        return share(self.seed, "recycled", person) * self.rates.known < self.rates.recycled_number
