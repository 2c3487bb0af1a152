"""The graph of the managed server as one file that another machine and a later Neo4j can read."""

from .archive import Manifest, read_manifest
from .backup import BackupSummary, back_up, restore_backup

__all__ = ["BackupSummary", "Manifest", "back_up", "read_manifest", "restore_backup"]
