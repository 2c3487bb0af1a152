"""What `funnel` answers."""

from datetime import date, datetime

from pydantic import BaseModel


class NextAnswer(BaseModel):
    """An event that came next, and of how many."""

    event: str
    people: int


class FunnelStepAnswer(BaseModel):
    """One step; shares from 0 to 1, null where nobody was there to come from; times in seconds (medians).

    `dropped`, `elsewhere`, `next` and `seconds` are told with `--closer`.
    """

    name: str
    people: int
    from_first: float | None
    from_previous: float | None
    dropped: int | None = None
    elsewhere: int | None = None
    next: list[NextAnswer] = []
    seconds: float | None = None


class DurationBarAnswer(BaseModel):
    """So many took at least `from_seconds` and less than `to_seconds`; the last bar has the longest too."""

    from_seconds: float
    to_seconds: float
    people: int


class TimeToConvertAnswer(BaseModel):
    """Seconds from the first step to the last."""

    converted: int
    p25: float
    median: float
    p75: float
    p90: float
    p99: float
    bars: list[DurationBarAnswer]


class FunnelGroupAnswer(BaseModel):
    """The same steps, of those with one value."""

    value: str
    steps: list[FunnelStepAnswer]
    median_seconds: float | None


class FunnelPeriodAnswer(BaseModel):
    """Attempts that began in a period; not `complete` while some of them have time left."""

    begins: date
    entered: int
    converted: int
    complete: bool


class FunnelAnswer(BaseModel):
    """`funnel`, `question run` of one."""

    counted: str = "people"
    steps: list[FunnelStepAnswer]
    time_to_convert: TimeToConvertAnswer | None = None
    groups: list[FunnelGroupAnswer] = []
    trend: list[FunnelPeriodAnswer] = []
    numbers_missing: int = 0


class FunnelPersonAnswer(BaseModel):
    """One of those behind a number; `places` count the events of the journey (or session) from 0."""

    oneid: str
    session: int | None
    reached: int
    began_at: datetime
    ended_at: datetime
    places: list[int]
    next: str | None
    group: str


class FunnelPeopleAnswer(BaseModel):
    """`funnel --people`."""

    step: int
    who: str
    people: list[FunnelPersonAnswer]
