"""The driver's errors as ours: what happened, what was kept, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..engine import BROKEN_CONNECTION, DATABASE_HALTED
from ..errors import DiskFull, GraphError, QueryFailed, ServerUnreachable, WrongPassword

_GOING_AWAY = frozenset(
    f"Neo.TransientError.{what}"
    for what in (
        "General.DatabaseUnavailable",
        "Database.DatabaseUnavailable",
        "Cluster.NotALeader",
    )
)
"""What a server answers that is being stopped in the middle of a query."""

_CONTENTION = frozenset(
    {
        "Neo.ClientError.Schema.ConstraintValidationFailed",
        "Neo.ClientError.Schema.ConstraintAlreadyExists",
        "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
        "Neo.ClientError.Schema.IndexAlreadyExists",
        "Neo.ClientError.Statement.EntityNotFound",
        "Neo.TransientError.Transaction.DeadlockDetected",
        "Neo.TransientError.Transaction.LockAcquisitionTimeout",
        "Neo.TransientError.Transaction.Outdated",
    }
)


def is_contention(error: BaseException | None) -> bool:
    """Whether two transactions stood in each other's way, so that the same work succeeds afterwards."""
    from neo4j.exceptions import Neo4jError

    return isinstance(error, Neo4jError) and error.code in _CONTENTION


def may_pass(error: BaseException | None) -> bool:
    """Whether the driver says that a transaction may be tried again: none of it was committed."""
    from neo4j.exceptions import DriverError, Neo4jError

    return isinstance(error, DriverError | Neo4jError) and error.is_retryable()


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
        raise _gone(uri) from error
    except ConfigurationError as error:
        raise GraphError(f"{uri!r} is not the address of a Neo4j server: {error}") from error
    except Neo4jError as error:
        if error.code in DATABASE_HALTED:
            raise DiskFull(
                f"The server at {uri} has closed its database: its disk is most likely full.",
                kept="What was committed before is kept.",
                action="Free some space, then start it again (the local one with: onepath up).",
            ) from error
        if error.code in _GOING_AWAY:
            raise _gone(uri) from error
        raise QueryFailed(
            f"The server did not finish {what}: {error.message or error}",
            kept="The transaction it was part of was rolled back.",
        ) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise QueryFailed(
            f"A value cannot be sent to the server: {error}.",
            kept="Nothing was changed.",
            action="Numbers are whole ones from -2^63 to 2^63-1, texts are of valid Unicode characters.",
        ) from error
    except OSError as error:
        if error.errno not in BROKEN_CONNECTION:
            raise
        raise _gone(uri) from error
    except DriverError as error:
        raise GraphError(f"The connection to {uri} failed during {what}: {error}") from error


def _gone(uri: str) -> ServerUnreachable:
    return ServerUnreachable(
        f"No Neo4j answers at {uri}.",
        kept="What was committed before is kept.",
        action="Start the local one with: onepath up (or point NEO4J_URI at a running server).",
    )
