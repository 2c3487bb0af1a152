"""Records in: written, deduplicated, with the people and journeys that follow from them."""

from .batch import Batch
from .file_load import LoadSummary, fingerprint, load_records
from .file_reader import FileReader
from .ingestion import Cursor, Ingested, ingest

__all__ = [
    "Batch",
    "Cursor",
    "FileReader",
    "Ingested",
    "LoadSummary",
    "fingerprint",
    "ingest",
    "load_records",
]
