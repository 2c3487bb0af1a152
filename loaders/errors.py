"""The root of onepath's one exception tree, and the branch for what comes in.

    OnepathError                       catch this one
    ├── InputError                     a file, a row or a mapping is not what it should be
    │   ├── FileUnreadable             missing, a directory, truncated, not text
    │   │   └── EncodingUnknown        its text is in an encoding that somebody has to name
    │   ├── MappingInvalid             a mapping file contradicts itself or the table
    │   ├── ColumnMissing              a table lacks a column that it needs
    │   └── TruthInvalid               a truth contradicts itself, or a row of it says nothing
    ├── OutputUnwritable               a file of ours cannot be written: refused, no room, not ours to replace
    └── GraphError                     see onepath.graph.errors

Every message says what happened, what was kept, and what to do next.
"""


class OnepathError(Exception):
    """What happened (`message`), what was kept (`kept`), and what to do (`action`)."""

    def __init__(self, message: str, *, kept: str = "", action: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.kept = kept
        self.action = action

    def __str__(self) -> str:
        return "\n".join(part for part in (self.message, self.kept, self.action) if part)


class InputError(OnepathError):
    """A file, a row or a mapping is not what it should be."""


class FileUnreadable(InputError):
    """A file is missing, a directory, truncated, or not in the format that its name says."""


class EncodingUnknown(FileUnreadable):
    """A file's text is in no encoding that is recognised."""


class MappingInvalid(InputError):
    """A mapping file contradicts itself or the table that it is meant for."""


class ColumnMissing(InputError):
    """A table lacks a column that it needs."""


class TruthInvalid(InputError):
    """A ground truth contradicts itself, or one of its rows lacks a value."""


class OutputUnwritable(OnepathError):
    """A file that onepath is to write cannot be written, or is not ours to replace."""
