"""Event names as questions take them: as patterns, in which a name's own marks are escaped."""

import re
from collections.abc import Sequence

__all__ = ["exact_pattern"]


def exact_pattern(names: Sequence[str]) -> str:
    """The pattern that matches these event names and no others, whatever marks are in them."""
    if len(names) == 1:
        return names[0]
    return "|".join(re.sub(r"([\\|*@])", r"\\\1", name) for name in names)
