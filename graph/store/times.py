"""Times as queries answer them: Neo4j's own, or a number where there are thousands of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def native(value: Any) -> Any:
    """Neo4j's own times as Python's, in lists and maps too."""
    if isinstance(value, dict):
        return {key: native(part) for key, part in value.items()}
    if isinstance(value, list):
        return [native(part) for part in value]
    return value.to_native() if hasattr(value, "to_native") else value


def moment(microseconds: int) -> datetime:
    """The moment, in UTC, of a time in microseconds since 1970.

    The driver takes 0.08 ms to read a time of Neo4j's own, which thousands of rows wait for.
    """
    return _EPOCH + timedelta(microseconds=microseconds)
