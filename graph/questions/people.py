"""The people behind a number, in one shape for every question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, TypeVar, overload

from pydantic import PlainSerializer


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """An event that counts: its time, name, source, and place in the journey (or session), from 0; null for
    what the question does not use.
    """

    at: datetime
    name: str
    source: str | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PersonOccurrences:
    """A person, or one of a person's sessions, and how often it counts.

    `session`: its number in the journey, from 1; null if journeys are counted. `first`, `last`: the times of
    the first and the last occurrence. `converted`: whether the person converted, or is in the first group of
    a comparison; null if the question compares nobody. `events`: the events that count, if they are few.
    """

    oneid: str
    session: int | None = None
    occurrences: int = 1
    first: datetime | None = None
    last: datetime | None = None
    converted: bool | None = None
    events: tuple[PersonEvent, ...] = ()


Person = TypeVar("Person", bound=PersonOccurrences, covariant=True)


class PeopleList(Sequence[Person]):
    """People of whom only the OneIDs are known at first: `make` gives the details of each one read."""

    def __init__(self, oneids: Sequence[str], make: Callable[[int], Person]) -> None:
        self.oneids, self._make = oneids, make

    def __len__(self) -> int:
        return len(self.oneids)

    @overload
    def __getitem__(self, place: int) -> Person: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Person]: ...
    def __getitem__(self, place: int | slice) -> "Person | Sequence[Person]":
        if isinstance(place, slice):
            return [self._make(one) for one in range(len(self.oneids))[place]]
        return self._make(range(len(self.oneids))[place])


@dataclass(frozen=True, slots=True)
class People(Generic[Person]):
    """The people behind one number: `count` people with `occurrences` in total.

    `of` is the number, written as described in the question's help.
    """

    of: str
    count: int
    occurrences: int
    people: Annotated[Sequence[Person], PlainSerializer(lambda people: list(people))]

    @classmethod
    def found(cls, of: str, people: Sequence[Person], occurrences: int | None = None) -> "People[Person]":
        """These people; each of them counts once where `occurrences` does not say how often all do."""
        oneids = people.oneids if isinstance(people, PeopleList) else [one.oneid for one in people]
        return cls(of, len(set(oneids)), len(people) if occurrences is None else occurrences, people)

    @property
    def oneids(self) -> Sequence[str]:
        """The OneID of each entry."""
        if isinstance(self.people, PeopleList):
            return self.people.oneids
        return [one.oneid for one in self.people]


def side_of(of: str) -> tuple[bool | None, str]:
    """Whether a number is of the first of two groups, such as `first:3`, or of the second; and the rest of
    it.
    """
    for prefix, first in (("first:", True), ("second:", False)):
        if of.startswith(prefix):
            return first, of.removeprefix(prefix)
    return None, of
