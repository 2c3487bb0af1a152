"""Which files are loaded, and in which order."""

from pathlib import Path

__all__ = ["files_in"]

_ORDER = ("identifiers", "users", "sessions", "events")


def files_in(paths: list[Path]) -> list[Path]:
    """The files of these paths, in the order in which they are loaded: users before the events."""
    found: list[Path] = []
    for path in paths:
        tables = [child for child in sorted(path.iterdir()) if _table(child)] if path.is_dir() else []
        found += tables or [path]
    return sorted(found, key=lambda path: _ORDER.index(_table(path) or "events"))


def _table(path: Path) -> str | None:
    stem = path.name.split(".")[0]
    # A simulation that was stopped leaves .part files, which are no tables yet.
    return stem if stem in _ORDER and path.suffix != ".part" else None
