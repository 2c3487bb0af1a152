"""Errors that end a command, as one message."""

from onepath.graph.engine import NO_ROOM
from onepath.loaders.errors import OnepathError

from .terminal import complain


def report(error: Exception) -> bool:
    """Prints an error of onepath or of the operating system; False for any other, which is a bug."""
    if isinstance(error, OSError):
        error = _refused(error)
    if isinstance(error, OnepathError):
        complain(error)
        return True
    return False


def _refused(error: OSError) -> OnepathError:
    """An error of the operating system that nothing closer to the work has explained."""
    full = error.errno in NO_ROOM
    return OnepathError(
        f"The system refused: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}.",
        kept="What was committed before is kept.",
        action="Free some space and run the same command again."
        if full
        else "Check the path and its permissions.",
    )
