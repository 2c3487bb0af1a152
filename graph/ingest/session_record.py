"""What sessions tables say of a session, beside its events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import blake2b
from typing import Any


@dataclass(frozen=True, slots=True)
class StatedSession:
    """A row of a sessions table; times in microseconds since 1970. `loads`: the loads that brought it."""

    session: str
    started_at: int | None
    ended_at: int | None
    attributes: dict[str, Any]
    loads: tuple[int, ...]
    key: str

    @classmethod
    def of(
        cls,
        session: str,
        started_at: int | None,
        ended_at: int | None,
        attributes: dict[str, Any],
        loads: Iterable[int],
    ) -> "StatedSession":
        """A row whose key names its content, so that the same row sent again is the same one."""
        content = repr((started_at, ended_at, sorted(attributes.items())))
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
        return cls(session, started_at, ended_at, attributes, tuple(loads), f"{session}#{digest}")

    def brought_by(self, loads: Iterable[int]) -> "StatedSession":
        """The same row, brought by these loads."""
        return replace(self, loads=tuple(sorted(set(loads))))

    @property
    def order(self) -> tuple[int, int, int, str]:
        # The later end knows more; between rows without times the last loaded does.
        return self.ended_at or 0, self.started_at or 0, max(self.loads, default=0), self.key


def attributes_of_session(rows: Iterable[StatedSession]) -> dict[str, Any]:
    """A session's attributes by all rows about it, in whatever order they came."""
    known: dict[str, Any] = {}
    return reduce(lambda sum_, row: sum_ | row.attributes, sorted(rows, key=lambda row: row.order), known)
