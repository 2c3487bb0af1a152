"""What people decide by hand, and how it is stored with a decision."""

import json
from dataclasses import dataclass

from ..store import Row


@dataclass(frozen=True, slots=True)
class ManualDecision:
    """`merge` or `keep_separate` for two identifiers, or `block` for one, by key."""

    kind: str
    a: str
    b: str | None = None

    @property
    def row(self) -> Row:
        return {"kind": self.kind, "a": self.a, "b": self.b}

    @property
    def text(self) -> str:
        """As it is stored with a decision; `read_manual` reads it."""
        return json.dumps([self.kind, self.a, self.b], ensure_ascii=False)


def read_manual(texts: list[str] | None) -> list[ManualDecision]:
    """Manual decisions as they are stored with a decision."""
    return [ManualDecision(*json.loads(text)) for text in texts or ()]
