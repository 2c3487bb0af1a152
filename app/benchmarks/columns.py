"""The journeys' events in column stores, in this process: ClickHouse (`chdb`) and DuckDB."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from onepath.graph.errors import GraphError
from onepath.graph.store import Graph

STEPS = ("browse", "product_view", "add_to_cart", "checkout", "purchase")
WINDOW = timedelta(days=7)
_TABLE = (
    "CREATE TABLE bench.events (person String, name LowCardinality(String), source LowCardinality(String), "
    "at UInt64, place UInt32) ENGINE = MergeTree ORDER BY (person, at)"
)
_LEVEL = (
    f"windowFunnel({WINDOW // timedelta(microseconds=1)})(at, {', '.join(f'name = {s!r}' for s in STEPS)})"
)


class Columns:
    """The same events in both, sorted as each likes it best."""

    def __init__(self, graph: Graph, file: Path) -> None:
        try:
            import duckdb
            import pandas as pd
            from chdb.session import Session
        except ImportError as error:
            raise GraphError(
                "The comparison with column stores needs the packages chdb and duckdb.",
                action="Install them with: pip install 'onepath[bench]'",
            ) from error
        pd.DataFrame(graph.ask("internal/bench/journey_events")).to_parquet(file)
        # Its functions have no types.
        session: Any = Session
        self._clickhouse = session()
        self._clickhouse.query("CREATE DATABASE IF NOT EXISTS bench")
        self._clickhouse.query("DROP TABLE IF EXISTS bench.events")
        self._clickhouse.query(_TABLE)
        rows = f"SELECT * FROM file('{file}', Parquet)"  # noqa: S608 - a path of ours
        self._clickhouse.query(f"INSERT INTO bench.events {rows}")
        self._duckdb: Any = duckdb.connect()
        self._duckdb.execute(
            f"CREATE TABLE events AS SELECT * FROM '{file}' ORDER BY person, place"  # noqa: S608
        )

    def funnel(self) -> list[int]:
        """People at each step, by `windowFunnel` in its default mode."""
        levels = self._ask(f"SELECT {_LEVEL} AS level FROM bench.events GROUP BY person", "level")  # noqa: S608
        return _at_least({int(level): int(people) for level, people in levels})

    def funnel_by_source(self) -> dict[str, list[int]]:
        """The same by the source of the first step's first event, with the median time to convert.

        The time is that between the first of the first steps and the first of the last ones: `windowFunnel`
        tells none, and this is what its users ask for.
        """
        rows = self._ask(
            f"SELECT {_LEVEL} AS level, argMinIf(source, at, name = '{STEPS[0]}') AS value, "  # noqa: S608
            f"minIf(at, name = '{STEPS[-1]}') - minIf(at, name = '{STEPS[0]}') AS took "
            "FROM bench.events GROUP BY person",
            "value, level",
            ", quantileExact(0.5)(took)",
        )
        groups: dict[str, dict[int, int]] = {}
        for value, level, people, _ in rows:
            groups.setdefault(value.strip('"'), {})[int(level)] = int(people)
        return {value: _at_least(levels) for value, levels in groups.items()}

    def directly_follows(self) -> dict[tuple[str, str], tuple[int, int]]:
        """How often an event follows another directly, and for how many people."""
        rows = self._duckdb.execute(
            "SELECT name, next, count(*), count(DISTINCT person) FROM (SELECT person, name, lead(name) OVER "
            "(PARTITION BY person ORDER BY place) AS next FROM events) WHERE next IS NOT NULL GROUP BY ALL"
        ).fetchall()
        return {(source, target): (times, people) for source, target, times, people in rows}

    def variants(self) -> list[int]:
        """The sizes of the hundred most frequent whole journeys."""
        rows = self._duckdb.execute(
            "SELECT count(*) AS people FROM (SELECT string_agg(name, '>' ORDER BY place) AS path "
            "FROM events GROUP BY person) GROUP BY path ORDER BY people DESC LIMIT 100"
        ).fetchall()
        return [people for (people,) in rows]

    def _ask(self, inner: str, by: str, more: str = "") -> list[list[str]]:
        query = f"SELECT {by}, count(){more} FROM ({inner}) GROUP BY {by}"  # noqa: S608
        return [line.split(",") for line in str(self._clickhouse.query(query, "CSV")).split("\n") if line]


def _at_least(levels: dict[int, int]) -> list[int]:
    return [
        sum(people for level, people in levels.items() if level >= step) for step in range(1, len(STEPS) + 1)
    ]
