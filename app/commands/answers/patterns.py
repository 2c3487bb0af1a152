"""What `patterns` and `drivers` answer."""

from datetime import datetime

from pydantic import BaseModel


class ContrastAnswer(BaseModel):
    """How converters and others differ in a pattern.

    `lift`: the share that converts of its holders over that of all. `low`, `high`: the odds ratio's 95 %
    interval. `p`: Fisher's exact test; `q`: after Benjamini and Hochberg over all patterns found.
    """

    converters: int
    others: int
    converters_support: float
    others_support: float
    lift: float
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


class PatternAnswer(BaseModel):
    """One pattern; `pattern` is its text, for `--people`. `contrast` is null without a target."""

    pattern: str
    events: list[str]
    units: int
    support: float
    contrast: ContrastAnswer | None


class PatternsAnswer(BaseModel):
    """`patterns`: the first of `found` patterns; `units` people or sessions, of which `converters` convert.

    `significant`: how many have a q of 0.05 or less. It and `converters` are null without a target.
    `narrowed_to` says whom it is about; empty for everybody.
    """

    scope: str
    target: str | None
    narrowed_to: str = ""
    units: int
    converters: int | None
    found: int
    significant: int | None
    patterns: list[PatternAnswer]


class MatchedEventAnswer(BaseModel):
    """One event of a match; `place` in the journey or session, from 0."""

    place: int
    at: datetime
    source: str
    name: str


class HolderAnswer(BaseModel):
    """A person, or a session by its number in the journey, and the events that make the match."""

    oneid: str
    session: int | None
    converts: bool
    events: list[MatchedEventAnswer]


class PatternPeopleAnswer(BaseModel):
    """`patterns` with `--people`: how many hold the pattern, and the first of them.

    `converters` counts those who come to the target; without one it is null.
    """

    pattern: str
    units: int
    converters: int | None
    holders: list[HolderAnswer]


class DriverAnswer(BaseModel):
    """One driver; `driver` is its text, for `--people`. `of`: a property's event, an attribute's source.

    `converters` and `others` have it. The odds ratio has 1 added to each cell; `low`, `high`: its 95 %
    interval. `p`: Fisher's exact test; `q`: after Benjamini and Hochberg over all drivers told.
    """

    driver: str
    kind: str
    of: str | None
    name: str
    value: str | None
    converters: int
    others: int
    odds_ratio: float
    low: float
    high: float
    p: float
    q: float


class DriversAnswer(BaseModel):
    """`drivers`: the first of `found` drivers, among all people with a journey.

    `narrowed_to` says whom it is about; empty for everybody.
    """

    target: str
    narrowed_to: str
    people: int
    converters: int
    found: int
    drivers: list[DriverAnswer]


class DriverPersonAnswer(BaseModel):
    """Somebody who has a driver, and when its events were."""

    oneid: str
    converts: bool
    at: list[datetime]


class DriverPeopleAnswer(BaseModel):
    """`drivers` with `--people`: how many have the driver, and the first of them."""

    driver: str
    converters: int
    others: int
    people: list[DriverPersonAnswer]
