"""Attribution: how much each channel has to do with conversions, by several models side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AfterValidator, Field

from ..conditions import read_alphabet
from ..questions import Duration, Option, People, PersonEvent, PersonOccurrences, Question
from ..store import Graph, moment
from .channels import Channels, find_channels
from .credit import MODELS, Model, Path, PathTable, share_out
from .markov_chain import EXACT_CHANNELS, permutations_sampled

NO_TOUCH = "(none)"
"""Stands where a conversion has no touchpoint."""
_INSTANT = timedelta(microseconds=1)
_LONGEST = timedelta(days=36_525)


def _in_a_century(length: timedelta) -> timedelta:
    if length > _LONGEST:
        raise ValueError(f"{length} is too long; give 100 years at most")
    return length


_Window = Annotated[Duration, AfterValidator(_in_a_century)]


@dataclass(frozen=True, slots=True)
class ChannelCredit:
    """One channel: the `conversions` with a touchpoint of it, and the non-converting paths with one.

    `credit`: the conversions credited to the channel, by model.
    """

    channel: str
    conversions: int
    not_converted: int
    credit: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Attribution:
    """All `conversions`, how many of them have no touchpoint, and how many paths with touchpoints did not
    convert.

    For each model the credit of all channels adds up to `conversions` - `without_touchpoint`.
    `permutations_sampled`: the number of orders of channels from which `shapley_chain` was estimated; null if
    it is exact.
    """

    target: str
    filter: str
    conversions: int
    without_touchpoint: int
    not_converted: int
    models: tuple[str, ...]
    permutations_sampled: int | None
    channels: tuple[ChannelCredit, ...]


class AttributionQuestion(Question[Attribution]):
    """Credit conversions to channels, by nine attribution models side by side.

    A touchpoint counts for the next conversion after it. Without --touch it is any event of the person;
    messages that the company sent and system events are not touchpoints (onepath events). Without --touch
    and --by the channels are the sources. The date range and the source apply to the end of a path: to its
    conversion, or to the last touchpoint if it did not convert.

    Numbers for --people: `web` is the conversions with a touchpoint of the channel `web`, `not-converted:web`
    the non-converting paths with one, `(none)` the conversions without a touchpoint.

    Example: onepath attribution purchase --touch "sms_click|email_click|menu_click" --lookback 30d
    """

    command = ("attribution",)

    kind: Literal["attribution"] = "attribution"
    target: Annotated[str, Option(metavar="TARGET")] = Field(
        description="The conversion event: a name, or a|b, order_*, a@source."
    )
    touch: Annotated[str | None, Option("--touch", "EVENTS")] = Field(
        default=None,
        description="The touchpoint events, such as sms_click|ad_*; each event name is a channel.",
    )
    by: Annotated[str | None, Option("--by", "PROPERTY")] = Field(
        default=None, description="An event property whose values are the channels."
    )
    every: Annotated[bool, Option("--every")] = Field(
        default=False, description="Count every conversion, not only a person's first."
    )
    lookback: Annotated[_Window, Option("--lookback")] = Field(
        default=timedelta(days=30),
        description="The lookback window: how long before a conversion a touchpoint counts, such as "
        "12h or 30d.",
    )
    half_life: Annotated[_Window, Option("--half-life")] = Field(
        default=timedelta(days=7),
        description="For time_decay: the time in which a touchpoint loses half of its weight.",
    )
    direct: Annotated[tuple[str, ...], Option("--direct", "CHANNEL")] = Field(
        default=("direct", "(direct)"),
        description="For last_non_direct: a channel that gets a conversion only if it is alone. Repeatable.",
    )
    not_a_channel: Annotated[tuple[str, ...], Option("--not-a-channel", "CHANNEL")] = Field(
        default=(),
        description="A value or source that is not a channel, such as a payment provider that people come "
        "back from: its events are not touchpoints. Repeatable.",
    )
    keep_repeats: Annotated[bool, Option("--keep-repeats")] = Field(
        default=False, description="Count consecutive touchpoints of the same channel one by one, not once."
    )
    models: Annotated[tuple[Model, ...], Option("--model")] = Field(
        default=(), description="An attribution model; by default all of them. Repeatable."
    )

    def answer(self, graph: Graph) -> Attribution:
        """Channels come by their conversions, the most first. Raises Refused for too many channels."""
        chosen = tuple(dict.fromkeys(self.models)) or tuple(MODELS)
        found, given = self._read(graph)
        half_life = self.half_life // _INSTANT
        rows = graph.ask_in_parts("internal/outcomes/channel_paths", **given, half_life=half_life)
        table, without_touchpoint = _table(found, rows, self.direct)
        credit = {model: share_out(model, table) for model in chosen}
        converted, lost = _touched(table.converted), _touched(table.lost)
        channels = [
            ChannelCredit(
                name, converted[place], lost[place], {model: float(credit[model][place]) for model in chosen}
            )
            for place, name in enumerate(found.names)
            if converted[place] or lost[place]
        ]
        sampled = "shapley_chain" in chosen and table.channels > EXACT_CHANNELS
        return Attribution(
            target=self.target,
            filter=self.filter.sentence(),
            conversions=table.conversions + without_touchpoint,
            without_touchpoint=without_touchpoint,
            not_converted=sum(table.lost.values()),
            models=chosen,
            permutations_sampled=permutations_sampled(table.channels) if sampled else None,
            channels=tuple(
                sorted(channels, key=lambda row: (-row.conversions, -row.not_converted, row.channel))
            ),
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        """One entry a path, by person, in order; its events are the touchpoints, each by its channel."""
        converted = not of.startswith("not-converted:")
        channel = of.removeprefix("not-converted:")
        found, given = self._read(graph)
        sign = "" if channel == NO_TOUCH else found.sign_of(channel)
        rows = graph.ask_in_parts("internal/outcomes/converted", **given, converted=converted, holds=sign)
        rows.sort(key=lambda row: (row["oneid"], row["at"]))
        return People.found(of, [_person(found, row, converted) for row in rows])

    def _read(self, graph: Graph) -> tuple[Channels, dict[str, Any]]:
        """The channels, and what both queries take."""
        alphabet = read_alphabet(graph, self.target, self.touch)
        target = alphabet.letters(self.target)
        found = find_channels(graph, alphabet, target, self.touch, self.by).without(self.not_a_channel)
        return found, {
            "filter": self.compiled_filter(graph, alphabet),
            "target": target,
            "others": alphabet.others(target),
            "every": self.every,
            "touched": found.touched,
            "channel": dict(found.sign),
            "property": found.property,
            "lookback": self.lookback // _INSTANT,
            "repeats": self.keep_repeats,
        }


def _person(found: Channels, row: Mapping[str, Any], converted: bool) -> PersonOccurrences:
    names = [found.names[place] for place in found.places(row["path"])]
    events = tuple(PersonEvent(moment(at), name) for name, at in zip(names, row["touched_at"], strict=True))
    end = moment(row["at"])
    first = events[0].at if events else end
    return PersonOccurrences(row["oneid"], first=first, last=end, converted=converted, events=events)


def _table(
    found: Channels, rows: Sequence[Mapping[str, Any]], direct: Sequence[str]
) -> tuple[PathTable, int]:
    """The distinct paths with touches, and the number of conversions without one."""
    converted: Counter[Path] = Counter()
    lost: Counter[Path] = Counter()
    decay = np.zeros(len(found.names))
    without_touch = 0
    columns = ("paths", "converted", "channels", "times", "decays")
    for text, done, channel, times, earned in chain.from_iterable(
        zip(*(row[column] for column in columns), strict=True) for row in rows
    ):
        path = found.places(text)
        if not path:
            without_touch += times
        elif not done:
            lost[path] += times
        else:
            (place,) = found.places(channel)
            decay[place] += earned
            # A path comes with each of its channels; it is counted with the first.
            converted[path] += times if place == path[0] else 0
    passed_over = frozenset(place for place, name in enumerate(found.names) if name in direct)
    return PathTable(len(found.names), converted, lost, decay, passed_over), without_touch


def _touched(paths: Mapping[Path, int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for path, times in paths.items():
        for channel in set(path):
            counts[channel] += times
    return counts
