"""Two loads of the same rows at once end well, and their numbers add up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from onepath.graph.ingest import load_records
from onepath.graph.store import Graph
from onepath.loaders.records import EventRecord, UserRecord

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RECORDS = [
    EventRecord("web", f"m{n}", "view", at, at, n, (f"cookie:{n % 7}", f"device:{n % 5}"))
    for n in range(60)
    for at in (NOON + timedelta(minutes=n),)
]
ACCOUNTS = [UserRecord("crm", str(n % 4), (f"cookie:{n % 7}", f"user:{n % 4}"), NOON) for n in range(20)]


@pytest.mark.parametrize("keys", [("a", "a"), ("a", "b")], ids=["one file", "two files"])
def test_two_loads_of_the_same_rows_at_once(graph: Graph, keys: tuple[str, str]):
    together = Barrier(2)

    def load(key: str):
        together.wait()
        return load_records(graph, [*RECORDS, *ACCOUNTS], path=f"{key}.csv", key=key, batch_size=10)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(load, keys))
    assert [one.rows for one in done] == [80, 80]
    assert sum(one.loaded for one in done) == 60 + 2 * 20
    (there,) = graph.statement(
        "RETURN COUNT { (:Event)-[:BY]->() } AS events, COUNT { (:UserRecord)-[:OF]->() } AS records"
    )
    assert there == {"events": 60, "records": len({(one.user_id, one.identifiers) for one in ACCOUNTS})}
    (counted,) = graph.statement(
        "MATCH (i:Identifier) WITH sum(i.event_count) AS counted "
        "MATCH ()-[link:LINK {rule: 'same_event'}]->() RETURN counted, sum(link.count) AS links"
    )
    assert counted == {"counted": 120, "links": 60}
    assert graph.statement("MATCH (e:Event) WHERE size(e._loads) <> $n RETURN e", n=len(set(keys))) == []
