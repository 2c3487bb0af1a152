"""A ground truth: which person each identifier really belongs to, from `simulate` or from elsewhere."""

from pathlib import Path

from .cells import as_text
from .errors import TruthInvalid
from .files import open_rows
from .records import Reject

_COLUMNS = ("identifier", "person")


def read_truth(path: Path) -> dict[str, str]:
    """By identifier key, the true person. Raises FileUnreadable, ColumnMissing, TruthInvalid.

    One bad row refuses the file: figures over a part of a truth would look like figures over all of it.
    """
    table = open_rows(path)
    table.need(_COLUMNS)
    truth: dict[str, str] = {}
    for row in table.rows:
        if isinstance(row, Reject):
            raise _invalid(path, row.row, row.reason)
        number, columns, cells = row
        values = dict(zip(columns, cells, strict=True))
        key, person = (as_text(values.get(name)).strip() for name in _COLUMNS)
        if not key or not person:
            raise _invalid(path, number, f"no {'identifier' if not key else 'person'}")
        if truth.setdefault(key, person) != person:
            raise _invalid(path, number, f"{key} is {person} here and {truth[key]} above")
    if not truth:
        raise TruthInvalid(f"{path} has no rows.", action="It needs one row for each identifier.")
    return truth


def _invalid(path: Path, row: int, reason: str) -> TruthInvalid:
    return TruthInvalid(
        f"{path}, row {row:,}: {reason}.",
        kept="Nothing was measured.",
        action="Correct the row, or leave it out.",
    )
