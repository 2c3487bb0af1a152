"""A shop that nobody here made, loaded and resolved as users do it: once for all tests that only read it.

`tests/data/ecom.csv.gz` is the demonstration data of the package `retentioneering` (Apache-2.0).
"""

from pathlib import Path

import duckdb
import pytest
from command_line import answered
from onepath.graph.store import Graph
from prepared import Prepare

ECOM = Path(__file__).parent / "data" / "ecom.csv.gz"


def load_ecom(graph: Graph) -> None:
    answered("load", str(ECOM), "--mapping", "ecom")
    answered("resolve")
    answered("journeys", "build")


@pytest.fixture
def ecom(folder: Path, prepare: Prepare) -> Graph:
    """The graph of that shop, in front of a folder to work in."""
    return prepare(load_ecom)


@pytest.fixture(scope="session")
def raw() -> duckdb.DuckDBPyConnection:
    """The file's rows as `raw(person, event, moment, place)`; `place` is the file's own order."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        "CREATE TABLE raw AS SELECT user_id AS person, event, epoch_us(timestamp) AS moment, "
        f"row_number() OVER () AS place FROM read_csv('{ECOM}', parallel = false)"
    )
    return connection
