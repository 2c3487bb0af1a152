"""The first load, through Neo4j's own offline import."""

from .first_load import DiskRoom, bulk_load
from .offline import OfflineFiles, OfflineSummary
from .resolved_folder import (
    ABOUT,
    BLOCKED,
    BLOCKED_COLUMNS,
    PEOPLE,
    PEOPLE_COLUMNS,
    About,
    ResolvedFolder,
)

__all__ = [
    "ABOUT",
    "BLOCKED",
    "BLOCKED_COLUMNS",
    "PEOPLE",
    "PEOPLE_COLUMNS",
    "About",
    "DiskRoom",
    "OfflineFiles",
    "OfflineSummary",
    "ResolvedFolder",
    "bulk_load",
]
