"""Records in: written, deduplicated, and resumable."""

from .batch import Batch
from .writer import LoadSummary, fingerprint, load_records

__all__ = ["Batch", "LoadSummary", "fingerprint", "load_records"]
