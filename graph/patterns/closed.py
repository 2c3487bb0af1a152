"""Which patterns are closed: no pattern of one more event has exactly the same counts."""

import numpy as np
from numpy.typing import NDArray

from .prefix_span import Mined


def is_closed(mined: Mined, longer: Mined) -> NDArray[np.bool_]:
    """Which of the patterns no pattern of `longer`, one event longer, contains with the same counts."""
    # A number for each pattern together with its counts, so that the same in both is the same number.
    ours = np.column_stack([mined.codes, mined.counts])
    found = np.ones(len(ours), bool)
    length = mined.codes.shape[1]
    for gone in range(length + 1):
        shorter = np.column_stack([np.delete(longer.codes, gone, axis=1), longer.counts])
        found &= ~np.isin(_as_one(ours), _as_one(shorter))
    return found


def _as_one(rows: NDArray[np.int64]) -> NDArray[np.void]:
    """Each row as one value."""
    whole = np.ascontiguousarray(rows, np.int64)
    return whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1]))).reshape(-1)
