"""The first load, through Neo4j's own offline import."""

from .first_load import DiskRoom, bulk_load
from .offline import OfflineFiles, OfflineSummary
from .resolved_folder import (
    ABOUT,
    PEOPLE,
    PEOPLE_COLUMNS,
    SUSPICIONS,
    SUSPICIONS_COLUMNS,
    About,
    ResolvedFolder,
)

__all__ = [
    "ABOUT",
    "PEOPLE",
    "PEOPLE_COLUMNS",
    "SUSPICIONS",
    "SUSPICIONS_COLUMNS",
    "About",
    "DiskRoom",
    "OfflineFiles",
    "OfflineSummary",
    "ResolvedFolder",
    "bulk_load",
]
