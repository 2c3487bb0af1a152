"""The one door to a Neo4j server: queries by name, parameters as parameters, errors as ours."""

import logging
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from secrets import SystemRandom
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self, TypeVar

from ..calendar import Calendar
from ..errors import GraphError, QueryFailed
from ..settings import Settings
from .calendar_parameters import with_calendar
from .library import find_query, parameter_value
from .server_address import find_address
from .server_errors import is_contention, may_pass, our_errors

if TYPE_CHECKING:
    # The driver loads pandas, which takes longer than most commands' help: it is imported when it is used.
    from neo4j import Driver, Query, Result, Session
    from neo4j import Transaction as OpenTransaction

Row = dict[str, Any]
Answer = TypeVar("Answer")

_queries = logging.getLogger("onepath.queries")
"""At level DEBUG: every query by name, with its rows and seconds."""
_MOST_PARTS = 4
_READ, _WRITE = "READ", "WRITE"
_ATTEMPTS = 30
"""How often a transaction is tried that others stand in the way of: each time one of them gets through."""
_LONGEST_PAUSE_SECONDS = 1.0
_random = SystemRandom()


class QueryFilter(Protocol):
    """Takes the place of the holes that a query has for a filter."""

    def fill(self, text: str) -> tuple[str, dict[str, Any]]:
        """The query's text with the filter in it, and the parameters that the filter adds."""
        ...


class Graph:
    """A connection to one database. Thread-safe; close it, or use it in a `with`.

    `calendar`: that of the project, for questions that name none of their own.
    """

    notifications: ClassVar[Literal["OFF", "WARNING"]] = "OFF"
    """What the server remarks about queries, such as deprecated Cypher. The tests turn it on; people who run
    onepath could do nothing about it."""

    retry_seconds: ClassVar[float] = 10.0
    """Long enough for a fault that passes, short enough that a stopped server is reported soon."""

    def __init__(
        self,
        uri: str,
        username: str,
        password: str,
        database: str = "neo4j",
        *,
        calendar: Calendar = Calendar(),  # it is frozen
    ) -> None:
        from neo4j import GraphDatabase

        self.calendar = calendar
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
            )

    @classmethod
    def open(cls, settings: Settings, *, restart: bool = True) -> "Graph":
        """The server that the settings name, or the managed local one. Raises GraphError if none answers.

        With `restart`, a managed one that ended although nobody stopped it is restarted, with a warning.
        """
        graph = cls(*find_address(settings, restart=restart), calendar=settings.calendar)
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
        with self._session("connecting") as session:
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
        with self._session(name, _READ) as session:
            for record in session.run(_timed(text, seconds), complete):
                yield dict(record)

    @contextmanager
    def reading(self, what: str, seconds: float, *, rows_at_once: int = 1_000) -> "Iterator[OpenTransaction]":
        """An open transaction that may only read, ended by the server after `seconds`, never committed.

        The server works out `rows_at_once` rows before they are read.
        """
        with (
            self._session(what, _READ, rows_at_once) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            yield transaction

    @contextmanager
    def holding(self, what: str) -> "Iterator[Transaction]":
        """An open transaction that holds its locks while the caller works in others, never committed."""
        with self._session(what) as session, session.begin_transaction() as transaction:
            yield Transaction(transaction)
            transaction.rollback()

    def run(self, name: str, /, **parameters: Any) -> list[Row]:
        """The same for a query that writes, in a transaction of its own or several (`IN TRANSACTIONS`).

        One of its own is tried again where others stand in its way.
        """
        text, complete = find_query(name).text, self._complete(name, parameters)
        if "IN TRANSACTIONS" in text:
            # Each of them can be run again: what was done before is not done twice.
            return self.with_driver(name, lambda driver: self._fetch(name, text, complete, _WRITE, None))
        return self._write(name, lambda inner: _rows(name, inner.run(text, complete)))

    def run_within(self, seconds: float, name: str, /, **parameters: Any) -> list[Row]:
        """The same once, stopped by the server after so many seconds."""
        text = find_query(name).text
        return self._fetch(name, text, self._complete(name, parameters), _WRITE, seconds)

    def statement(self, text: str, **parameters: Any) -> list[Row]:
        """A one-liner that is not worth a file: schema statements made from the schema's own names."""
        return self._fetch("statement", text, parameters, _WRITE, None)

    def in_transaction(self, work: "Callable[[Transaction], Answer]") -> "Answer":
        """What `work` returns, all its queries in one transaction.

        It is tried again, from the beginning, on a fault that passes and where another transaction stood in
        its way: of two that write the same row one waits, and then finds it written.
        """
        return self._write("a transaction", lambda inner: work(Transaction(inner)))

    def with_driver(self, what: str, work: "Callable[[Driver], Answer]") -> "Answer":
        """What `work` returns, which uses the driver itself: its errors are ours, and the retries too."""
        began = monotonic()
        for attempt in count(1):
            try:
                with our_errors(what, self.uri):
                    return work(self.driver)
            except GraphError as error:
                if is_contention(error.__cause__):
                    # Not for the same time as the other one, which may be waiting for the same.
                    pause = _random.uniform(0, min(_LONGEST_PAUSE_SECONDS, 0.02 * 2**attempt))
                    again = attempt < _ATTEMPTS
                else:
                    pause = min(_LONGEST_PAUSE_SECONDS, self.retry_seconds)
                    again = may_pass(error.__cause__) and monotonic() + pause < began + self.retry_seconds
                if not again:
                    raise
            sleep(pause)
        raise AssertionError("unreachable")

    def _write(self, what: str, work: "Callable[[OpenTransaction], Answer]") -> "Answer":
        def attempt(driver: "Driver") -> "Answer":
            with (
                driver.session(database=self.database) as session,
                session.begin_transaction() as transaction,
            ):
                answer = work(transaction)
                transaction.commit()
                return answer

        return self.with_driver(what, attempt)

    @contextmanager
    def _session(self, what: str, access: str = _WRITE, rows_at_once: int = 1_000) -> "Iterator[Session]":
        """A session in which every error of the driver is ours: also of a commit and of the session's end."""
        with (
            our_errors(what, self.uri),
            self.driver.session(
                database=self.database, default_access_mode=access, fetch_size=rows_at_once
            ) as session,
        ):
            yield session

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
        complete = with_calendar(query, given, self.calendar)
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
        with self._session(name, access) as session:
            return _rows(name, session.run(_timed(text, seconds), parameters))


class Transaction:
    """Queries of `cypher/` by name inside one open transaction."""

    def __init__(self, inner: "OpenTransaction") -> None:
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
