"""What `change` answers."""

from datetime import date

from pydantic import BaseModel


class ShiftAnswer(BaseModel):
    """A share (`times` of `of`) that was another on these days; `excess`: more (or fewer) than expected."""

    number: int
    kind: str
    what: str
    since: date
    until: date
    times: int
    of: int
    share: float
    share_outside: float
    excess: float
    surprise: float
    p: float
    q: float


class IncidentAnswer(BaseModel):
    """Shifts of about the same days, the surest first."""

    since: date
    until: date
    shifts: list[ShiftAnswer]


class ChangesAnswer(BaseModel):
    """`change`."""

    incidents: list[IncidentAnswer]


class ChangePersonAnswer(BaseModel):
    """Somebody who did it on those days, and how often."""

    oneid: str
    times: int


class ChangePeopleAnswer(BaseModel):
    """`change --people`; the times sum up to the shift's."""

    shift: ShiftAnswer
    people: list[ChangePersonAnswer]
