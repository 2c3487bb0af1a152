"""The one door to a Neo4j server: queries by name, parameters as parameters, errors as ours."""

import logging
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self, TypeVar

from ..engine import Engine
from ..errors import GraphError, QueryFailed, ServerUnreachable
from ..settings import Settings
from .library import find_query, parameter_value
from .server_errors import our_errors

if TYPE_CHECKING:
    # The driver loads pandas, which takes longer than most commands' help: it is imported when it is used.
    from neo4j import Driver, ManagedTransaction, Query, Result
    from neo4j import Transaction as OpenTransaction

Row = dict[str, Any]
Answer = TypeVar("Answer")

_queries = logging.getLogger("onepath.queries")
"""At level DEBUG: every query by name, with its rows and seconds."""
_MOST_PARTS = 4
_READ, _WRITE = "READ", "WRITE"


class QueryFilter(Protocol):
    """Takes the place of the holes that a query has for a filter."""

    def fill(self, text: str) -> tuple[str, dict[str, Any]]:
        """The query's text with the filter in it, and the parameters that the filter adds."""
        ...


class Graph:
    """A connection to one database. Thread-safe; close it, or use it in a `with`."""

    notifications: ClassVar[Literal["OFF", "WARNING"]] = "OFF"
    """What the server remarks about queries, such as deprecated Cypher. The tests turn it on; people who run
    onepath could do nothing about it."""

    def __init__(self, uri: str, username: str, password: str, database: str = "neo4j") -> None:
        from neo4j import GraphDatabase

        self.uri, self.username, self.database = uri, username, database
        self._password = password
        with our_errors("connecting", uri):
            self.driver: Driver = GraphDatabase.driver(
                uri,
                auth=(username, password),
                notifications_min_severity=self.notifications,
                # That a label or a property is not there yet is no fault of a query.
                notifications_disabled_classifications=["UNRECOGNIZED"],
                warn_notification_severity=self.notifications,
                connection_acquisition_timeout=20,
                connection_timeout=10,
                # Long enough for a fault that passes, short enough that a stopped server is reported soon.
                max_transaction_retry_time=10,
            )

    @classmethod
    def open(cls, settings: Settings) -> "Graph":
        """The server that the settings name, or the managed local one. Raises GraphError if none answers."""
        if settings.neo4j_uri is None:
            engine = Engine(settings.home)
            status = engine.status()
            if not status.running or status.bolt_uri is None:
                raise ServerUnreachable(
                    "The local Neo4j is not running.",
                    kept="Its data is kept.",
                    action="Start it with: onepath up (or point NEO4J_URI at another server).",
                )
            graph = cls(status.bolt_uri, "neo4j", engine.password, "neo4j")
        else:
            secret = settings.neo4j_password.get_secret_value() if settings.neo4j_password else ""
            graph = cls(settings.neo4j_uri, settings.neo4j_username, secret, settings.neo4j_database)
        try:
            graph.check()
        except GraphError:
            graph.close()
            raise
        return graph

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.driver.close()

    def check(self) -> None:
        """Raises ServerUnreachable or WrongPassword when no query could be run."""
        # Not execute_query, which retries for half a minute: a server that is down is to be reported at once.
        with our_errors("connecting", self.uri), self.driver.session(database=self.database) as session:
            session.run("RETURN 1").consume()

    def ask(
        self,
        name: str,
        /,
        *,
        seconds: float | None = None,
        filter: QueryFilter | None = None,
        **parameters: Any,
    ) -> list[Row]:
        """The rows that a query of `cypher/` answers, run read-only and filtered. Raises GraphError."""
        text, complete = self._filled(name, filter, parameters)
        return self._fetch(name, text, complete, _READ, seconds)

    def ask_in_parts(self, name: str, /, *, least: int = 1, **parameters: Any) -> list[Row]:
        """The rows of a query that takes `part` and `parts`, parts asked at once; the caller adds up.

        There is a part for each processor, and `least` of them where one part would be too large an answer.
        """
        at_once = max(1, min(os.cpu_count() or 1, _MOST_PARTS))
        parts = max(at_once, least)
        with ThreadPoolExecutor(at_once) as pool:
            asked = [
                pool.submit(self.ask, name, **parameters, part=part, parts=parts) for part in range(parts)
            ]
            return [row for one in asked for row in one.result()]

    def stream(
        self,
        name: str,
        /,
        *,
        seconds: float | None = None,
        filter: QueryFilter | None = None,
        **parameters: Any,
    ) -> Generator[Row, None, None]:
        """The rows of a query one by one, for answers that need not fit into memory. Raises GraphError."""
        text, complete = self._filled(name, filter, parameters)
        with (
            our_errors(name, self.uri),
            self.driver.session(database=self.database, default_access_mode=_READ) as session,
        ):
            for record in session.run(_timed(text, seconds), complete):
                yield dict(record)

    @contextmanager
    def reading(self, what: str, seconds: float) -> "Iterator[OpenTransaction]":
        """An open transaction that may only read, ended by the server after `seconds`, never committed."""
        with (
            our_errors(what, self.uri),
            self.driver.session(database=self.database, default_access_mode=_READ) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            yield transaction

    def run(self, name: str, /, **parameters: Any) -> list[Row]:
        """The same for a query that writes, in a transaction of its own or several (`IN TRANSACTIONS`)."""
        query = find_query(name)
        return self._fetch(name, query.text, self._complete(name, parameters), _WRITE, None)

    def statement(self, text: str, **parameters: Any) -> list[Row]:
        """A one-liner that is not worth a file: schema statements made from the schema's own names."""
        return self._fetch("statement", text, parameters, _WRITE, None)

    def in_transaction(self, work: "Callable[[Transaction], Answer]") -> "Answer":
        """What `work` returns, all its queries in one transaction, tried again on a passing fault."""

        def attempt(inner: "ManagedTransaction") -> "Answer":
            return work(Transaction(inner))

        with our_errors("a transaction", self.uri), self.driver.session(database=self.database) as session:
            return session.execute_write(attempt)

    def _filled(
        self, name: str, filter: QueryFilter | None, given: Mapping[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        text, complete = find_query(name).text, self._complete(name, given)
        if filter is None:
            return text, complete
        filled, values = filter.fill(text)
        return filled, complete | values

    def _complete(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        query = find_query(name)
        known = {parameter.name for parameter in query.parameters}
        unknown = sorted(set(given) - known)
        if unknown:
            raise QueryFailed(
                f"{query.path} takes no parameter {', '.join(unknown)}.",
                action=f"It takes: {', '.join(sorted(known)) or 'none'}.",
            )
        complete = dict(given)
        for parameter in query.parameters:
            if parameter.name not in complete:
                if parameter.default is None:
                    raise QueryFailed(
                        f"{query.path} needs the parameter {parameter.name} ({parameter.meaning}).",
                        action=f"For example: {query.example}",
                    )
                complete[parameter.name] = parameter_value(parameter, parameter.default)
        return complete

    def _fetch(
        self, name: str, text: str, parameters: dict[str, Any], access: str, seconds: float | None
    ) -> list[Row]:
        with (
            our_errors(name, self.uri),
            self.driver.session(database=self.database, default_access_mode=access) as session,
        ):
            return _rows(name, session.run(_timed(text, seconds), parameters))


class Transaction:
    """Queries of `cypher/` by name inside one open transaction."""

    def __init__(self, inner: "ManagedTransaction") -> None:
        self._inner = inner

    def run(self, name: str, /, **parameters: Any) -> list[Row]:
        return _rows(name, self._inner.run(find_query(name).text, parameters))


def _timed(text: str, seconds: float | None) -> "Query":
    from neo4j import Query

    return Query(text, timeout=seconds)


def _rows(name: str, result: "Result") -> list[Row]:
    began = monotonic()
    # Not data(): it goes through every list value by value, a minute for a million identifiers.
    rows = [dict(record) for record in result]
    _queries.debug("%s: %d rows in %.3f s", name, len(rows), monotonic() - began)
    return rows
