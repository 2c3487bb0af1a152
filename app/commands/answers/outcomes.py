"""What `attribution`, `retention` and `predict` answer.

`narrowed_to` says whom an answer is about; empty for everybody.
"""

from datetime import datetime

from pydantic import BaseModel


class ChannelAnswer(BaseModel):
    """One channel: conversions with a touch of it, `lost` paths with one that did not convert.

    `credit`: by model, the conversions that it earns.
    """

    channel: str
    conversions: int
    lost: int
    credit: dict[str, float]


class AttributionAnswer(BaseModel):
    """`attribution`. Of each model the channels' credit sums up to `conversions` - `without_touch`.

    `orders_drawn`: over how many orders `shapley_chain` was estimated; null where it is exact.
    """

    target: str
    narrowed_to: str = ""
    conversions: int
    without_touch: int
    lost: int
    models: list[str]
    orders_drawn: int | None
    channels: list[ChannelAnswer]


class TouchedPathAnswer(BaseModel):
    """One path of one person: when it ended, its channels, and when they were touched."""

    oneid: str
    at: datetime
    path: list[str]
    touched_at: list[datetime]


class TouchedAnswer(BaseModel):
    """`attribution` with --people: as many paths as the channel has conversions (or `lost` paths)."""

    channel: str
    converted: bool
    people: int
    paths: list[TouchedPathAnswer]


class RetentionCellAnswer(BaseModel):
    """`people` of `of` came back in a period; not `complete`: it has not ended in the data."""

    period: int
    people: int
    of: int
    share: float
    complete: bool


class CohortAnswer(BaseModel):
    """People who began together, and their cells as far as the data goes."""

    cohort: str
    people: int
    cells: list[RetentionCellAnswer]


class RetentionAnswer(BaseModel):
    """`retention`. `overall` is everybody; `until` is the last event."""

    start: str | None
    back: str | None
    by: str
    reading: str
    group: str | None
    narrowed_to: str = ""
    until: datetime
    overall: CohortAnswer
    cohorts: list[CohortAnswer]


class RetainedAnswer(BaseModel):
    """`retention` with --people: the people of one cell."""

    cohort: str
    period: int
    people: int
    oneids: list[str]


class PredictionScoreAnswer(BaseModel):
    """Predictions of held-out people's events: the share named right first, or among three.

    `order` 0 always names the commonest events. `log_loss`: the mean of -ln p of what came.
    """

    order: int
    predictions: int
    top1: float
    top3: float
    log_loss: float


class NextEventAnswer(BaseModel):
    """An event that may be next, and how often it directly followed the context."""

    event: str
    probability: float
    times: int


class PredictionAnswer(BaseModel):
    """`predict`. So many people were `learnt` from, or `held` out; `base` is the base rate.

    `narrowed_to` says whom it is about; empty for everybody.

    `context` and `next` are null without --after or --person; of `next` the likeliest come first.
    """

    order: int
    narrowed_to: str
    learnt: int
    held: int
    base: PredictionScoreAnswer
    orders: list[PredictionScoreAnswer]
    oneid: str | None
    context: list[str] | None
    next: list[NextEventAnswer] | None


class FollowerAnswer(BaseModel):
    """A person with the context and the event directly after it, so many times."""

    oneid: str
    times: int


class FollowersAnswer(BaseModel):
    """`predict` with --people: who did an event directly after the context."""

    context: list[str]
    event: str
    people: int
    times: int
    followers: list[FollowerAnswer]
