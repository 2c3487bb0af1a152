"""Texts kept in `tests/snapshots/`, so that a change to one shows as a difference that a reader can judge.

`ONEPATH_SNAPSHOTS=write` writes them again.
"""

import os
from pathlib import Path

SNAPSHOTS = Path(__file__).with_name("snapshots")


def check_snapshot(name: str, text: str) -> None:
    """Compares a text with the one that is kept under this name."""
    file = SNAPSHOTS / name
    if os.environ.get("ONEPATH_SNAPSHOTS") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    kept = file.read_text("utf-8") if file.exists() else ""
    assert text == kept, f"{name} has changed. Read the difference, then: ONEPATH_SNAPSHOTS=write"
