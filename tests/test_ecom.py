"""Data that nobody here made: the answers agree with DuckDB on the raw file, to the last person."""

from pathlib import Path

import duckdb
from chdb.session import Session
from command_line import answered
from ecom_shop import ECOM
from onepath.graph.store import Graph

STEPS = ("product_view", "add_to_cart", "payment_details", "purchase")


def test_people_sessions_events_funnel_and_directly_follows_agree_with_the_raw_file(ecom: Graph, raw):
    status = answered("status")
    assert (status["people"], status["sessions"], status["events"]) == (600, 3605, 31106)

    funnel = answered("funnel", *STEPS, "--within", "30d")["steps"]
    assert [step["people"] for step in funnel] == funnel_in_sql(raw)

    ours = {(row["event"], row["next_event"]): row["occurrences"] for row in ecom.ask("paths/follows")}
    assert ours == directly_follows_in_sql(raw)

    again = answered("load", str(ECOM), "--mapping", "ecom")
    assert answered("status")["events"] == 31106
    assert again["rejected"] == 0


MODES = ((), ("strict_order",), ("strict_deduplication",), ("strict_increase",), ("strict_once",))


def test_every_mode_of_windowfunnel_gives_clickhouses_numbers(ecom: Graph, raw, tmp_path: Path):
    raw.execute(f"COPY (SELECT person, event, moment FROM raw) TO '{tmp_path}/raw.parquet' (FORMAT parquet)")
    clickhouse = Session()
    window = 30 * 24 * 3600 * 1_000_000
    conditions = ", ".join(f"event = '{step}'" for step in STEPS)
    for modes in MODES:
        named = "".join(f", '{mode}'" for mode in modes)
        answer = str(
            clickhouse.query(
                f"SELECT level, count() FROM (SELECT windowFunnel({window}{named})"
                f"(assumeNotNull(moment)::UInt64, {conditions}) AS level "
                f"FROM file('{tmp_path}/raw.parquet', Parquet) GROUP BY person) GROUP BY level",
                "CSV",
            )
        )
        levels = {int(level): int(people) for level, people in (line.split(",") for line in answer.split())}
        reached = [
            sum(n for level, n in levels.items() if level >= step) for step in range(1, len(STEPS) + 1)
        ]
        words = [word for mode in modes for word in ("--clickhouse-mode", mode)]
        ours = answered("funnel", *STEPS, "--within", "30d", "--mode", "clickhouse", *words)
        assert [step["people"] for step in ours["steps"]] == reached, modes


def funnel_in_sql(raw: duckdb.DuckDBPyConnection) -> list[int]:
    """One join per step: from every first step, the earliest row of the next one, within 30 days of it."""
    window = 30 * 24 * 3600 * 1_000_000
    counts = []
    raw.execute(
        "CREATE OR REPLACE TABLE reached AS SELECT person, moment AS began, moment, place FROM raw "
        f"WHERE event = '{STEPS[0]}'"
    )
    counts.append(raw.execute("SELECT count(DISTINCT person) FROM reached").fetchone()[0])
    for step in STEPS[1:]:
        raw.execute(
            "CREATE OR REPLACE TABLE reached AS "
            "SELECT a.person, a.began, min(b.moment) AS moment, "
            "arg_min(b.place, (b.moment, b.place)) AS place "
            "FROM reached a JOIN raw b ON a.person = b.person AND (b.moment, b.place) > (a.moment, a.place) "
            f"WHERE b.event = '{step}' AND b.moment <= a.began + {window} "
            "GROUP BY a.person, a.began, a.place"
        )
        counts.append(raw.execute("SELECT count(DISTINCT person) FROM reached").fetchone()[0])
    return counts


def directly_follows_in_sql(raw: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    rows = raw.execute(
        "SELECT event, next, count(*) FROM ("
        "SELECT event, lead(event) OVER (PARTITION BY person ORDER BY moment, place) AS next FROM raw"
        ") WHERE next IS NOT NULL GROUP BY ALL"
    ).fetchall()
    return {(source, target): times for source, target, times in rows}
