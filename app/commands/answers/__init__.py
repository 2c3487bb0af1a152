"""What `--json` prints that no room of `graph/` answers."""

from .journeys import LibraryAnswer, LibraryEntry, ParameterAnswer, QueryAnswer

__all__ = ["LibraryAnswer", "LibraryEntry", "ParameterAnswer", "QueryAnswer"]
