"""Attribution: how much each channel has to do with conversions, by several models side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

import numpy as np

from ..conditions import EVERYBODY, Group
from ..errors import QuestionInvalid
from ..store import Graph
from ..trails import Alphabet
from .chain import EXACT_CHANNELS, orders_drawn
from .channels import Channels, channels
from .credit import MODELS, Path, PathTable, share_out

NO_TOUCH = "(none)"
"""Stands where a conversion has no touch."""
_INSTANT = timedelta(microseconds=1)
_LONGEST = timedelta(days=36_525)


@dataclass(frozen=True, slots=True)
class AttributionQuestion:
    """What a conversion is, what a touch is, and which touches lead to which conversion.

    `target`: events as text (see `Alphabet.letters`); `every` occurrence of them converts, or a person's
    first. `touch`: events as text, each name a channel; `by`: a property of events, each value a channel; by
    neither each source is one. A touch counts for the next conversion after it, if that is at most `lookback`
    away; touches of one channel in a row are one, unless `repeats`. `half_life` is for time decay.
    """

    target: str
    touch: str | None = None
    by: str | None = None
    every: bool = False
    lookback: timedelta = timedelta(days=30)
    half_life: timedelta = timedelta(days=7)
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class ChannelCredit:
    """One channel: `conversions` with a touch of it, `lost` paths with one that did not convert.

    `credit`: by model, the conversions that it earns.
    """

    name: str
    conversions: int
    lost: int
    credit: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Attribution:
    """All `conversions`, of them those `without_touch`, and `lost` paths: with touches and no conversion.

    Of each model the channels' credit sums up to `conversions` - `without_touch`. `orders_drawn`: over how
    many orders of channels `shapley_chain` was estimated; None where it is exact.
    """

    conversions: int
    without_touch: int
    lost: int
    channels: list[ChannelCredit]
    models: tuple[str, ...]
    orders_drawn: int | None


@dataclass(frozen=True, slots=True)
class Touched:
    """One path of one person: where it ended, its channels, and when they were touched (microseconds)."""

    oneid: str
    at: int
    path: list[str]
    touched_at: list[int]


def attribute(
    graph: Graph, question: AttributionQuestion, models: Sequence[str] = (), *, group: Group = EVERYBODY
) -> Attribution:
    """The conversions shared out among channels by each model; by all `MODELS` if none is named.

    Channels come by their conversions, the most first. A path is of the group by where it ends: on these days
    and on this source is its conversion, or the last touch of one that did not convert; who has an event, or
    has it not, is the person. Raises EventUnknown, QuestionInvalid, and Refused for
    more channels than can be compared.
    """
    chosen = _known_models(models)
    found, asked = _asked(graph, question, group)
    half_life = question.half_life // _INSTANT
    rows = graph.ask_in_parts("internal/outcomes/channel_paths", **asked, half_life=half_life)
    table, without_touch = _table(found, rows)
    credit = {model: share_out(model, table) for model in chosen}
    touched, lost = _touched(table.converted), _touched(table.lost)
    named = [
        ChannelCredit(
            name, touched[place], lost[place], {model: float(credit[model][place]) for model in chosen}
        )
        for place, name in enumerate(found.names)
        if touched[place] or lost[place]
    ]
    drawn = "shapley_chain" in chosen and table.channels > EXACT_CHANNELS
    return Attribution(
        table.conversions + without_touch,
        without_touch,
        sum(table.lost.values()),
        sorted(named, key=lambda row: (-row.conversions, -row.lost, row.name)),
        chosen,
        orders_drawn(table.channels) if drawn else None,
    )


def touched_by(
    graph: Graph,
    question: AttributionQuestion,
    channel: str,
    *,
    converted: bool = True,
    group: Group = EVERYBODY,
) -> list[Touched]:
    """The paths with a touch of a channel, as many as its `conversions` (or `lost`, if not `converted`).

    Of the channel `NO_TOUCH` those without a touch. By person, in order. Raises as `attribute` does.
    """
    found, asked = _asked(graph, question, group)
    sign = "" if channel == NO_TOUCH else found.sign_of(channel)
    rows = graph.ask_in_parts("internal/outcomes/converted", **asked, converted=converted, holds=sign)
    return sorted(
        (
            Touched(
                row["oneid"],
                row["at"],
                [found.names[place] for place in found.places(row["path"])],
                row["touched_at"],
            )
            for row in rows
        ),
        key=lambda one: (one.oneid, one.at),
    )


def _known_models(models: Sequence[str]) -> tuple[str, ...]:
    unknown = [model for model in models if model not in MODELS]
    if unknown:
        raise QuestionInvalid(
            f"There is no model {', '.join(unknown)}.", action=f"The models are: {', '.join(MODELS)}."
        )
    return tuple(dict.fromkeys(models)) or tuple(MODELS)


def _asked(graph: Graph, question: AttributionQuestion, group: Group) -> tuple[Channels, dict[str, Any]]:
    """The channels, and what both queries take."""
    for what, length in (("lookback", question.lookback), ("half-life", question.half_life)):
        if length > _LONGEST:
            raise QuestionInvalid(
                f"A {what} of {length} is too long.", action="Give one of 100 years at most."
            )
        if length <= timedelta(0):
            raise QuestionInvalid(f"A {what} of {length} holds nothing.", action="Give a positive one: 7d.")
    alphabet = Alphabet.read(graph)
    target = alphabet.letters(question.target)
    found = channels(graph, alphabet, target, question.touch, question.by)
    narrowed = group.asked(alphabet)
    ended = narrowed.pop("begins")
    return found, {
        **narrowed,
        "ended": ended,
        "target": target,
        "others": alphabet.others(target),
        "every": question.every,
        "touched": found.touched,
        "channel": dict(found.sign),
        "property": found.property,
        "lookback": question.lookback // _INSTANT,
        "repeats": question.repeats,
    }


def _table(found: Channels, rows: Sequence[Mapping[str, Any]]) -> tuple[PathTable, int]:
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
    return PathTable(len(found.names), converted, lost, decay), without_touch


def _touched(paths: Mapping[Path, int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for path, times in paths.items():
        for channel in set(path):
            counts[channel] += times
    return counts
