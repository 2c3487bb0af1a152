"""What a household leaves behind, before it is written."""

from dataclasses import dataclass, field

from .identifiers import Mark
from .people import Device, Person

Properties = dict[str, str | int | float]


@dataclass(slots=True)
class Happening:
    """One event at its true time, with the identifiers that the source saw."""

    at: int
    source: str
    name: str
    marks: tuple[Mark, ...]
    session: str = ""
    # The client's clock error; None for what a server notes itself.
    skew: int | None = None
    properties: Properties = field(default_factory=dict)


@dataclass(slots=True)
class Stay:
    """One session as the source bounded it."""

    source: str
    id: str
    started_at: int
    ended_at: int
    platform: str
    referrer: str


@dataclass(slots=True)
class Account:
    """One user record of a source."""

    source: str
    user_id: str
    updated_at: int
    marks: tuple[Mark, ...]
    attributes: Properties


@dataclass(slots=True)
class Ledger:
    """All that happened to one household (or bot), and whose every identifier really is."""

    happenings: list[Happening] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    def of(self, mark: Mark, owner: Person | Device | str) -> Mark:
        """Note whose identifier this is, and give it back. The first owner stays."""
        label = owner if isinstance(owner, str) else owner.owner if isinstance(owner, Device) else owner.label
        self.owners.setdefault(mark.key, label)
        return mark
