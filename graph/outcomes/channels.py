"""What counts as a touchpoint, and of which channel: the source, the name, or a property of an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ..errors import QuestionInvalid, Refused
from ..store import Graph
from ..trails import Alphabet

MOST_CHANNELS = 100
"""Nobody can compare more channels than this, and the models would take too long."""

_FIRST_SIGN = ord("A")


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels by name, each with the sign that stands for it in a path.

    `touched`: the letters that may be touches. `sign`: the sign by letter, or by the property's value.
    """

    names: tuple[str, ...]
    touched: str
    sign: Mapping[str, str]
    property: str | None

    def without(self, names: Sequence[str]) -> "Channels":
        """The same, events of these channels being no touchpoints. Raises QuestionInvalid for one unknown."""
        gone = {self.sign_of(name) for name in names}
        return replace(self, sign={key: sign for key, sign in self.sign.items() if sign not in gone})

    def sign_of(self, name: str) -> str:
        """The sign of a channel. Raises QuestionInvalid, with the channels, if there is none of that name."""
        if name not in self.names:
            raise QuestionInvalid(
                f"There is no channel {name!r}.", action=f"The channels are: {', '.join(self.names)}."
            )
        return _sign(self.names.index(name))

    def places(self, path: str) -> tuple[int, ...]:
        """The channels of a path, each by its place among the names."""
        return tuple(ord(sign) - _FIRST_SIGN for sign in path)


def find_channels(
    graph: Graph, alphabet: Alphabet, target: str, touch: str | None, by: str | None
) -> Channels:
    """The channels of the events that `touch` names, the target's letters left out.

    If it is None, every event that a person did counts: a message that is sent does not, a click on it does.

    By the property `by`; where that is None, by event name if `touch` is given and by source if not. Raises
    EventUnknown, QuestionInvalid for no touch or no such property, and Refused for more than `MOST_CHANNELS`.
    """
    named = alphabet.letters(touch) if touch is not None else alphabet.active
    touched = "".join(letter for letter in named if letter not in target)
    if not touched:
        raise QuestionInvalid(
            "No event is left as a touchpoint: target events are never touchpoints.",
            action="Name other events with --touch.",
        )
    if by is not None:
        return _by_property(graph, alphabet, touched, by, everything=touch is None)
    group = alphabet.source if touch is None else alphabet.name
    names = sorted({group[letter] for letter in touched})
    _refuse_too_many(len(names), "events" if touch else "sources", len(names))
    signs = {letter: _sign(names.index(group[letter])) for letter in touched}
    return Channels(tuple(names), touched, signs, None)


def _by_property(graph: Graph, alphabet: Alphabet, touched: str, by: str, *, everything: bool) -> Channels:
    (due,) = graph.ask("internal/journeys/due")
    if due["people"]:
        raise QuestionInvalid(
            f"The journeys of {due['people']:,} people are stale, so their touchpoints are not known.",
            action="Run: onepath journeys build",
        )
    names = None if everything and not alphabet.passive else sorted({alphabet.name[one] for one in touched})
    rows = graph.ask("internal/outcomes/property_values", property=by, names=names, limit=MOST_CHANNELS + 1)
    if not rows:
        raise no_such_property(graph, by)
    _refuse_too_many(len(rows), f"values of {by}", f"more than {MOST_CHANNELS}")
    values = sorted(row["value"] for row in rows if row["value"])
    return Channels(tuple(values), touched, {value: _sign(place) for place, value in enumerate(values)}, by)


def no_such_property(graph: Graph, by: str) -> QuestionInvalid:
    """The error that says which properties there are."""
    known = [row["property"] for row in graph.ask("internal/outcomes/property_names")]
    near: Sequence[str] = get_close_matches(by, known, 4, 0.5) or known[:8]
    return QuestionInvalid(
        f"None of these events has the property {by!r}.",
        action=f"Some that events have: {', '.join(near) or 'none'}.",
    )


def _refuse_too_many(count: int, what: str, said: int | str) -> None:
    if count > MOST_CHANNELS:
        raise Refused(
            f"These are {said} {what}; {MOST_CHANNELS} channels are the most that are compared.",
            action="Name fewer events with --touch, or another property with --by.",
        )


def _sign(place: int) -> str:
    return chr(_FIRST_SIGN + place)
