"""Files in, canonical records out. Knows files and wire formats; knows nothing of Neo4j.

from onepath.loaders import load_mapping, read_records

for record in read_records("ecom.csv.gz", load_mapping("ecom")):
    ...
"""

from onepath.loaders.errors import (
    ColumnMissing,
    FileUnreadable,
    InputError,
    MappingInvalid,
    OnepathError,
    TruthInvalid,
)
from onepath.loaders.kinds import KINDS
from onepath.loaders.mapping import Mapping, load_mapping, shipped_mappings
from onepath.loaders.normalise import normalise
from onepath.loaders.reading import read_records
from onepath.loaders.records import (
    EventRecord,
    IdentifierRecord,
    PropertyValue,
    Record,
    Reject,
    SessionRecord,
    UserRecord,
)
from onepath.loaders.rejects import RejectsFile
from onepath.loaders.times import parse_time
from onepath.loaders.truth import read_truth

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
