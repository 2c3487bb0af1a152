"""One funnel, in Cypher over stored journeys and in ClickHouse over the same events in columns."""

from datetime import timedelta
from pathlib import Path

import pandas as pd
from onepath.graph.errors import GraphError
from onepath.graph.funnels import FunnelQuestion, funnel
from onepath.graph.store import Graph

_STEPS = ("browse", "product_view", "add_to_cart", "checkout", "purchase")
_WINDOW = timedelta(days=7)
_TABLE = (
    "CREATE TABLE bench.events (person String, name LowCardinality(String), at UInt64, place UInt32) "
    "ENGINE = MergeTree ORDER BY (person, at)"
)


def funnel_counts(graph: Graph) -> list[int]:
    """People at each step, asked as `onepath funnel` asks."""
    return [step.people for step in funnel(graph, FunnelQuestion(steps=_STEPS, within=_WINDOW)).steps]


class Columns:
    """The journeys' events in ClickHouse (`chdb`, in this process)."""

    def __init__(self, graph: Graph, file: Path) -> None:
        try:
            from chdb.session import Session
        except ImportError as error:
            raise GraphError(
                "The comparison with ClickHouse needs the package chdb.",
                action="Install it with: pip install 'onepath[bench]'",
            ) from error
        pd.DataFrame(graph.ask("bench/journey_events")).to_parquet(file)
        self._session = Session()
        self._session.query("CREATE DATABASE IF NOT EXISTS bench")
        self._session.query("DROP TABLE IF EXISTS bench.events")
        self._session.query(_TABLE)
        rows = f"SELECT * FROM file('{file}', Parquet)"  # noqa: S608 - a path of ours
        self._session.query(f"INSERT INTO bench.events {rows}")

    def funnel_counts(self) -> list[int]:
        """People at each step, by `windowFunnel` in its default mode."""
        conditions = ", ".join(f"name = '{step}'" for step in _STEPS)
        window = _WINDOW // timedelta(microseconds=1)
        text = str(
            self._session.query(
                f"SELECT level, count() FROM (SELECT windowFunnel({window})(at, {conditions}) AS level "  # noqa: S608 - constants
                "FROM bench.events GROUP BY person) GROUP BY level",
                "CSV",
            )
        )
        levels = {int(level): int(people) for level, people in (line.split(",") for line in text.split())}
        return [
            sum(people for level, people in levels.items() if level >= step)
            for step in range(1, len(_STEPS) + 1)
        ]
