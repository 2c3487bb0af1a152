"""Ad-hoc Cypher, run so that it can only read, with limits of time and rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer

from ..errors import QueryFailed
from ..store import Graph, Row, find_query
from .bounds import check_bounds
from .found import FoundLink, FoundNode, FoundPath
from .guard import check_plan, check_words

_MOST_VALUES = 2_000_000
"""Values in an answer, each 100 characters of a text counted as one: some hundred MB at the most."""
_ROWS_AT_ONCE = 100
"""The server works out no more than these before it is asked for the next ones."""
_GRACE_SECONDS = 3.0
"""How long the server may take to stop a query after its time limit."""
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")


@dataclass(frozen=True, slots=True)
class AdhocAnswer:
    """The rows; `truncated_by` says which limit cut off the rest: `rows`, or `values` (some hundred MB)."""

    columns: tuple[str, ...]
    rows: Annotated[list[Row], PlainSerializer(lambda rows: [readable(row) for row in rows])]
    truncated_by: Literal["rows", "values"] | None
    seconds: Annotated[float, Field(exclude=True)]


def run_cypher(
    graph: Graph,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    seconds: float = 30.0,
    rows: int = 1_000,
) -> AdhocAnswer:
    """What the Cypher answers, read-only: at most `rows` rows, after at most `seconds` stopped by the server.

    Nodes, relationships and paths come as FoundNode, FoundLink and FoundPath, times as Python's.
    Raises Refused for whatever could do more than read this graph (see `guard`) or keep the server busy for
    ever (see `bounds`), QueryFailed for Cypher that the server does not understand or does not finish in
    time, GraphError.
    """
    # Only here: it brings the driver along, which takes longer to load than most commands.
    from .driver_values import plain

    check_words(text)
    check_bounds(text, parameters)
    begun = monotonic()

    def ask() -> AdhocAnswer:
        with graph.reading("this query", seconds, rows_at_once=_ROWS_AT_ONCE) as transaction:
            # On a line of its own: what the server says of a place counts from the asker's own text.
            explained = transaction.run(f"EXPLAIN\n{text}", dict(parameters or {})).consume()
            check_plan(explained.query_type, explained.plan)
            result = transaction.run(text, dict(parameters or {}))
            found, truncated_by = _first((plain(dict(record)) for record in result), rows)
            return AdhocAnswer(tuple(result.keys()), found, truncated_by, monotonic() - begun)

    try:
        return _in_time(ask, seconds)
    except QueryFailed as error:
        raise (_failure(error, seconds) if error.__cause__ else error) from error.__cause__


def _in_time(ask: Callable[[], AdhocAnswer], seconds: float) -> AdhocAnswer:
    """What `ask` answers. Raises QueryFailed where the server continues after the time limit."""
    answer: Future[AdhocAnswer] = Future()

    def work() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:
            answer.set_exception(error)

    # A daemon, so that a server that does not obey cannot keep this program from ending either.
    Thread(target=work, name="onepath-query", daemon=True).start()
    try:
        return answer.result(seconds + _GRACE_SECONDS)
    except FutureTimeout:
        raise QueryFailed(
            f"The query was to stop after {seconds:g} seconds, and the server has not stopped it yet.",
            kept="Nothing was changed. It keeps the server busy until it reaches its next row.",
            action="If the server stays busy, start it again: onepath down, then onepath up.",
        ) from None


def run_library(
    graph: Graph, name: str, parameters: Mapping[str, Any], *, seconds: float = 30.0, rows: int = 1_000
) -> AdhocAnswer:
    """A query of `cypher/` with the limits of `run_cypher`; values that are not given are its defaults."""
    from .driver_values import plain

    query = find_query(name)
    if not query.internal:
        check_bounds(query.text, parameters)
    begun = monotonic()
    stream = graph.stream(name, seconds=seconds, **parameters)
    try:
        found, truncated_by = _first((plain(row) for row in stream), rows)
    except QueryFailed as error:
        raise (_failure(error, seconds) if error.__cause__ else error) from error.__cause__
    finally:
        stream.close()
    return AdhocAnswer(query.columns, found, truncated_by, monotonic() - begun)


def readable(value: Any) -> Any:
    """The value as a table, a spreadsheet or JSON can hold it: nodes, paths, durations and points as text."""
    from neo4j.spatial import Point
    from neo4j.time import Duration

    if isinstance(value, dict):
        return {key: readable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [readable(part) for part in value]
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return str(value) if isinstance(value, FoundNode | FoundLink | FoundPath | Point) else value


def found_graph(rows: Sequence[Row]) -> tuple[list[FoundNode], list[FoundLink]]:
    """Every node and relationship in the rows, once, in the order in which they first appear.

    The ends of a relationship that is returned without its nodes are included too, with only their ids.
    """
    nodes: dict[str, FoundNode] = {}
    links: dict[str, FoundLink] = {}
    for row in rows:
        for part in _parts(list(row.values())):
            if isinstance(part, FoundNode):
                nodes.setdefault(part.id, part)
            else:
                links.setdefault(part.id, part)
    for link in links.values():
        for end in (link.start, link.end):
            nodes.setdefault(end, FoundNode(end))
    return list(nodes.values()), list(links.values())


def _parts(value: Any) -> Iterator[FoundNode | FoundLink]:
    if isinstance(value, FoundNode | FoundLink):
        yield value
    elif isinstance(value, FoundPath):
        yield from value.nodes
        yield from value.links
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _parts(part)


def _first(every: Iterable[Row], rows: int) -> tuple[list[Row], Literal["rows", "values"] | None]:
    found: list[Row] = []
    values = 0
    for row in every:
        if len(found) == rows:
            return found, "rows"
        values += _weight(row)
        if values > _MOST_VALUES:
            return found, "values"
        found.append(row)
    return found, None


def _weight(value: Any) -> int:
    if isinstance(value, str):
        return 1 + len(value) // 100
    if isinstance(value, FoundPath):
        return sum(map(_weight, (*value.nodes, *value.links)))
    if isinstance(value, FoundNode | FoundLink):
        return 1 + _weight(value.properties)
    if isinstance(value, list):
        return 1 + sum(map(_weight, value))
    return 1 + sum(map(_weight, value.values())) if isinstance(value, dict) else 1


def _failure(error: QueryFailed, seconds: float) -> QueryFailed:
    from neo4j.exceptions import Neo4jError

    cause = error.__cause__
    code = (cause.code or "") if isinstance(cause, Neo4jError) else ""
    said = str(cause.message) if isinstance(cause, Neo4jError) and cause.message else error.message
    kept = "Nothing was changed."
    if "TransactionTimedOut" in code or "Terminated" in code:
        return QueryFailed(
            f"The query was stopped after {seconds:g} seconds.", kept=kept,
            action="Ask for less (a LIMIT before what is costly, fewer hops), or give it more time.",
        )  # fmt: skip
    if "Memory" in code:
        return QueryFailed(
            "The query needs more memory than the server has for it.", kept=kept,
            action="Ask for less at once: count instead of collect, or a LIMIT before what is costly.",
        )  # fmt: skip
    return QueryFailed(f"The server does not run this query. {_placed(said)}", kept=kept, action=error.action)


def _placed(said: str) -> str:
    """Without the repeated line and its caret, which need lines, and with the place in the asker's text."""
    return _PLACE.sub(
        lambda found: f"(line {int(found[1]) - 1}, column {found[2]})", said.partition('\n"')[0]
    )
