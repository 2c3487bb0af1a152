"""Records in: written, deduplicated, with the people and journeys that follow from them."""

from .account_writer import link_row
from .batch import Batch, content_of
from .conflicts import conflict_of
from .file_load import LoadSummary, load_records
from .file_reader import FileReader
from .ingestion import Cursor, Ingested, ingest
from .load_list import LoadList, LoadRow, read_loads
from .load_node import LoadAbout, content_hash
from .session_record import attributes_of_session
from .undo import UndoneLoad, loads_to_replace, remove_load, settle, undo_load

__all__ = [
    "Batch",
    "Cursor",
    "FileReader",
    "Ingested",
    "LoadAbout",
    "LoadList",
    "LoadRow",
    "LoadSummary",
    "UndoneLoad",
    "attributes_of_session",
    "conflict_of",
    "content_hash",
    "content_of",
    "ingest",
    "link_row",
    "load_records",
    "loads_to_replace",
    "read_loads",
    "remove_load",
    "settle",
    "undo_load",
]
