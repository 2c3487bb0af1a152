"""Files in, canonical records out. Knows files and wire formats; knows nothing of Neo4j.

from onepath.loaders import load_mapping, read_records

for record in read_records("ecom.csv.gz", load_mapping("ecom")):
    ...
"""

from .errors import ColumnMissing, FileUnreadable, InputError, MappingInvalid, OnepathError, TruthInvalid
from .identifiers import normalise
from .kinds import KINDS
from .mapping import Mapping, load_mapping, shipped_mappings
from .reader import read_records
from .records import EventRecord, IdentifierRecord, PropertyValue, Record, Reject, SessionRecord, UserRecord
from .rejects import RejectsFile
from .times import parse_time
from .truth import read_truth

__all__ = [
    "KINDS",
    "ColumnMissing",
    "EventRecord",
    "FileUnreadable",
    "IdentifierRecord",
    "InputError",
    "Mapping",
    "MappingInvalid",
    "OnepathError",
    "PropertyValue",
    "Record",
    "Reject",
    "RejectsFile",
    "SessionRecord",
    "TruthInvalid",
    "UserRecord",
    "load_mapping",
    "normalise",
    "parse_time",
    "read_records",
    "read_truth",
    "shipped_mappings",
]
