"""The driver's errors as ours: what happened, what was kept, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..engine import DATABASE_HALTED
from ..errors import DiskFull, GraphError, QueryFailed, ServerUnreachable, WrongPassword


@contextmanager
def our_errors(what: str, uri: str) -> Iterator[None]:
    """Raises GraphError or one of its kinds for whatever fails inside; `what` was being done at `uri`."""
    from neo4j.exceptions import (
        AuthError,
        ConfigurationError,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )

    try:
        yield
    except AuthError as error:
        raise WrongPassword(
            f"The server at {uri} refused the user name or the password.",
            kept="Nothing was changed.",
            action="Check NEO4J_USERNAME and NEO4J_PASSWORD (environment or .env).",
        ) from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise ServerUnreachable(
            f"No Neo4j answers at {uri}.",
            kept="What was committed before is kept.",
            action="Start the local one with: onepath up (or point NEO4J_URI at a running server).",
        ) from error
    except ConfigurationError as error:
        raise GraphError(f"{uri!r} is no address of a Neo4j server: {error}") from error
    except Neo4jError as error:
        if error.code in DATABASE_HALTED:
            raise DiskFull(
                f"The server at {uri} has closed its database: its disk is most likely full.",
                kept="What was committed before is kept.",
                action="Free some space, then start it again (the local one with: onepath up).",
            ) from error
        raise QueryFailed(
            f"The server did not finish {what}: {error.message or error}",
            kept="The transaction it was part of was rolled back.",
        ) from error
    except DriverError as error:
        raise GraphError(f"The connection to {uri} failed during {what}: {error}") from error
