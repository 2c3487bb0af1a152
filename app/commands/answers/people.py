"""What `person` and most of `identity ...` answer."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel


class IdentifierAnswer(BaseModel):
    """One identifier of a person."""

    key: str
    kind: str
    value: str
    first_seen: datetime | None
    last_seen: datetime | None
    sources: list[str]
    event_count: int


class LinkAnswer(BaseModel):
    """One piece of evidence."""

    key: str
    a: str
    b: str
    rule: str
    source: str
    confidence: float
    count: int
    first_seen: datetime | None
    last_seen: datetime | None


class EventAnswer(BaseModel):
    """One event of a timeline."""

    at: datetime
    source: str
    name: str
    session: str | None
    identifier: str
    properties: dict[str, Any]


class PersonAnswer(BaseModel):
    """`person`. `others`: identifiers of other people that the same words name. `as_of`: a past day."""

    oneid: str
    as_of: date | None = None
    identifiers: list[IdentifierAnswer]
    users: list[dict[str, Any]]
    links: list[LinkAnswer]
    timeline: list[EventAnswer]
    others: list[str]


class RulesAnswer(BaseModel):
    """`identity check`: the rules, as they are understood."""

    fingerprint: str
    rules: dict[str, Any]


class DecisionAnswer(BaseModel):
    """One decision; `moved` are identifiers, `moved_from` and `moved_to` their OneIDs before and after."""

    key: str
    at: datetime
    kind: str
    by: str
    reason: str
    in_force: bool
    undone_by: str | None
    before: list[str]
    after: list[str]
    moved: list[str]
    moved_from: list[str]
    moved_to: list[str]
    links: list[str]
    said: list[str]


class HistoryAnswer(BaseModel):
    """`identity history`: the latest decision first."""

    oneid: str
    decisions: list[DecisionAnswer]


class DecidedAnswer(BaseModel):
    """`identity join`, `identity split`, `identity apart`, `identity block`, `identity undo`: who it was."""

    key: str
    kind: str
    before: list[str]
    after: list[str]


class StepAnswer(LinkAnswer):
    """One link of a path, with some of the events or accounts that it rests on."""

    cut: str | None
    decision: str | None
    waterfall: str | None
    events: list[dict[str, Any]]
    accounts: list[str]


class ExplanationAnswer(BaseModel):
    """`identity explain`: the path of evidence; `why_not` where they are two people."""

    a: str
    b: str
    same_person: bool
    oneid_a: str | None
    oneid_b: str | None
    why_not: str | None
    path: list[StepAnswer]


class MembershipAnswer(BaseModel):
    """Whose an identifier is."""

    identifier: str
    oneid: str


class PartitionAnswer(BaseModel):
    """`identity partition`, now or on the day `as_of`."""

    as_of: date | None
    people: int
    members: list[MembershipAnswer]


class SuspicionAnswer(BaseModel):
    """Links that a guard cut between two people, or one identifier that stands alone: twenty at most."""

    reason: str
    one: str
    other: str | None
    links: list[str]
    people: list[str]


class SuspicionsAnswer(BaseModel):
    """`identity suspicions`."""

    suspicions: list[SuspicionAnswer]


class CheckAnswer(BaseModel):
    """One thing that must hold."""

    name: str
    asked: int
    broken: int
    examples: list[str]


class VerifyAnswer(BaseModel):
    """`identity verify`."""

    clean: bool
    checks: list[CheckAnswer]


class SimilarAnswer(BaseModel):
    """`identity similar`: users compared, links stored, and what changed.

    `joining` are the links from the rules' threshold on.
    """

    users: int
    links: int
    joining: int
    new: int
    changed: int
    removed: int
