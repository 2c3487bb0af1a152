"""Evidence from files: identifiers and links, as a load through the server counts them.

The same reader and the same `Batch` as in a load work on pieces of the data; Spark sums up what they say.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from onepath.loaders.errors import InputError
from onepath.loaders.reader import read_records
from onepath.loaders.records import EventRecord, IdentifierRecord, Record, Reject, SessionRecord, UserRecord
from onepath.loaders.streams import check_readable

from ..identity import AccountRecord, AccountState, Admission, Rules, account_of
from ..ingest import Batch, link_row
from ..store import EPOCH, microseconds

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_ROWS = pa.schema(
    [
        ("what", pa.string()),  # event, user, identifier; rejected (as many as count); failed (key says why)
        ("key", pa.string()),
        ("place", pa.int64()),
        ("source", pa.string()),
        ("at", pa.int64()),
        ("identifiers", pa.list_(pa.string())),
        ("kinds", pa.list_(pa.string())),  # of identifiers, that an account's record speaks of; null: of all
        ("attributes", pa.string()),  # of a user, as JSON: those that can keep people separate
        ("record", pa.string()),  # of a user: the key of its record, which names all that it says
        ("count", pa.int64()),
    ]
)
_ACCOUNTS = pa.schema(
    [
        ("account", pa.string()),
        ("attributes", pa.string()),
        ("identifiers", pa.list_(pa.string())),  # the strongest first
    ]
)
_SUMS = pa.schema(
    [
        ("what", pa.string()),  # identifier; link; latest (the data's last time, in last_seen)
        ("key", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("rule", pa.string()),
        ("first_seen", pa.int64()),
        ("last_seen", pa.int64()),
        ("count", pa.int64()),
    ]
)
_RECORD = ("record", "place", "at", "attributes", "identifiers", "kinds")
_KNOWN = pa.schema([("key", pa.string()), ("first_seen", pa.int64()), ("blocked", pa.string())])

_AT_ONCE = 10_000
_IN_MEMORY = 500_000
"""Identifiers and links that one worker sums up before it hands them on."""
_LINES = 1 << 40
"""More lines than a file has: places tell first the file, then the line."""

Batches = Iterator[pa.RecordBatch]


def read_rows(spark: "SparkSession", files: Sequence[Path], rules: Rules) -> "DataFrame":
    """The rows of the files that say something of identifiers; one file is read by one worker."""
    numbers = spark.range(0, len(files), 1, max(1, len(files)))
    read = partial(_read, [path.absolute() for path in files], rules)
    return numbers.mapInArrow(read, spark_schema(_ROWS))


def sum_up(rows: "DataFrame", now: datetime) -> "DataFrame":
    """Identifiers and links in pieces, each as much as one worker saw of it."""
    from pyspark.sql import functions as f

    names = _ROWS.names
    # The same event twice is one, and the first one counts: as in a load of the files in this order.
    events = (
        rows.where(f.col("what") == "event")
        .groupBy("key")
        .agg(f.min_by(f.struct(*names), "place").alias("first"))
        .select("first.*")
    )
    listed = rows.where(f.col("what") == "identifier")
    summed = events.unionByName(listed).mapInArrow(partial(_gather, microseconds(now)), spark_schema(_SUMS))
    return summed.unionByName(_records(rows).mapInArrow(_fold, spark_schema(_SUMS)))


def _records(rows: "DataFrame") -> "DataFrame":
    """Every account once, with all its records."""
    from pyspark.sql import functions as f

    return (
        rows.where(f.col("what") == "user")
        .groupBy("key")
        .agg(f.first("source").alias("source"), f.collect_list(f.struct(*_RECORD)).alias("records"))
    )


def links_of(sums: "DataFrame") -> "DataFrame":
    """Every link once, when it was seen last, and how often."""
    from pyspark.sql import functions as f

    return (
        sums.where(f.col("what") == "link")
        .groupBy("key", "a", "b")
        .agg(
            f.first("rule").alias("rule"),
            f.max("last_seen").alias("last_seen"),
            f.sum("count").alias("count"),
        )
    )


def identifiers_of(sums: "DataFrame", links: "DataFrame", rules: Rules) -> "DataFrame":
    """Every identifier once, when it was first seen, and, if it is blocked, why."""
    from pyspark.sql import functions as f

    known = (
        sums.where(f.col("what") == "identifier").groupBy("key").agg(f.min("first_seen").alias("first_seen"))
    )
    ends = links.select(f.col("a").alias("key")).unionAll(links.select("b"))
    counted = known.join(ends.groupBy("key").agg(f.count("*").alias("links")), "key", "left")
    return counted.mapInArrow(partial(_block, rules), spark_schema(_KNOWN))


def with_accounts(identifiers: "DataFrame", rows: "DataFrame", rules: Rules) -> "DataFrame":
    """The identifiers, with the attributes (`said`) of the accounts that each stands for."""
    from pyspark.sql import functions as f

    named = _records(rows).mapInArrow(partial(_accounts, rules), spark_schema(_ACCOUNTS))
    open_ones = identifiers.where(f.col("blocked").isNull()).select("key")
    ranked = named.select("account", "attributes", f.posexplode("identifiers").alias("rank", "key"))
    said = (
        ranked.join(open_ones, "key")
        .groupBy("account")
        .agg(f.min_by("key", "rank").alias("key"), f.first("attributes").alias("attributes"))
        .groupBy("key")
        .agg(f.sort_array(f.collect_list("attributes")).alias("said"))
    )
    return identifiers.join(said, "key", "left")


def admissible(links: "DataFrame", identifiers: "DataFrame", admission: Admission) -> "DataFrame":
    """The links that may join people, as `internal/identity/project` tells them.

    Links out of files are certain, so no threshold can refuse them; and nobody has said anything by hand.
    """
    from pyspark.sql import functions as f

    nobody = identifiers.where(f.col("blocked").isNotNull()).select("key")
    for end in ("a", "b"):
        links = links.join(nobody.withColumnRenamed("key", end), end, "left_anti")
        for kind, time in admission.dead.items():
            links = links.where(~_too_old(f.col(end), kind, time))
    return links


def _too_old(end: "Column", kind: str, dead: datetime) -> "Column":
    from pyspark.sql import functions as f

    of_kind = f.substring_index(end, ":", 1) == kind
    return of_kind & f.coalesce(f.col("last_seen") < microseconds(dead), f.lit(False))


def spark_schema(schema: pa.Schema) -> Any:
    """The same columns as Spark names them."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


# What the workers do.


def _read(files: Sequence[Path], rules: Rules, batches: Batches) -> Batches:
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield from _in_batches(_rows(files[number], number, rules), _ROWS)


def _rows(path: Path, number: int, rules: Rules) -> Iterator[dict[str, Any]]:
    rejected = 0
    names = {name for names in rules.separating_attributes.values() for name in names}
    try:
        check_readable(path)
        for line, record in enumerate(read_records(path, rules=rules)):
            if isinstance(record, Reject):
                rejected += 1
            elif not isinstance(record, SessionRecord):
                yield _row(record, number * _LINES + line, names)
    except InputError as why:
        yield {"what": "failed", "key": why.message}
    yield {"what": "rejected", "key": str(path), "count": rejected}


def _row(
    record: EventRecord | UserRecord | IdentifierRecord, place: int, names: Collection[str]
) -> dict[str, Any]:
    row: dict[str, Any] = {"what": "identifier", "key": record.key, "place": place, "source": record.source}
    if isinstance(record, IdentifierRecord):
        return row
    what, time = (
        ("event", record.corrected_at) if isinstance(record, EventRecord) else ("user", record.updated_at)
    )
    row |= {"what": what, "at": microseconds(time), "identifiers": list(record.identifiers)}
    if isinstance(record, UserRecord):
        said = {name: str(value) for name, value in record.attributes.items() if name in names}
        kept = AccountRecord.of(
            record.source, record.user_id, row["at"], record.attributes, record.identifiers, record.kinds, ()
        )
        row |= {
            "record": kept.key, "attributes": json.dumps(said), "identifiers": list(kept.identifiers),
            "kinds": None if kept.kinds is None else list(kept.kinds),
        }  # fmt: skip
    return row


def _gather(now: int, batches: Batches) -> Batches:
    batch, latest = Batch(), None
    for rows in batches:
        for row in rows.to_pylist():
            batch.add(_record(row))
            if row["what"] == "event" and row["at"] <= now:
                latest = row["at"] if latest is None else max(latest, row["at"])
        batch.events.clear()
        if len(batch.identifiers) + len(batch.links) > _IN_MEMORY:
            yield from _in_batches(_sums(batch), _SUMS)
            batch = Batch()
    yield from _in_batches(_sums(batch), _SUMS)
    yield from _in_batches([{"what": "latest", "last_seen": latest}], _SUMS)


def _record(row: dict[str, Any]) -> Record:
    at = None if row["at"] is None else EPOCH + timedelta(microseconds=row["at"])
    source, name = row["source"], row["key"].removeprefix(f"{row['source']}:")
    if row["what"] == "identifier":
        kind, _, value = row["key"].partition(":")
        return IdentifierRecord(kind, value, source)
    time = at or datetime.now(UTC)
    return EventRecord(source, name, "", time, time, 0, tuple(row["identifiers"]))


def _fold(batches: Batches) -> Batches:
    """What all records of an account say together: the identifiers they name, and its present links."""
    yield from _in_batches(
        (row for rows in batches for one in rows.to_pylist() for row in _said_by(_account(one))), _SUMS
    )


def _said_by(account: AccountState | None) -> Iterator[dict[str, Any]]:
    if account is not None:
        for key in account.identifiers | account.former:
            yield {"what": "identifier", "key": key}
        for link in account.links.values():
            if link.ended_at is None:
                yield {"what": "link", **link_row(link)}


def _account(row: dict[str, Any]) -> AccountState | None:
    """The account, with those of its attributes that can keep people separate. Every file is a load."""
    source, key = row["source"], row["key"]
    return account_of(
        AccountRecord(
            account=key, source=source, user_id=key.removeprefix(f"{source}:"), updated_at=one["at"],
            attributes=json.loads(one["attributes"]), identifiers=tuple(one["identifiers"]),
            kinds=None if one["kinds"] is None else tuple(one["kinds"]),
            loads=(one["place"] // _LINES + 1,), key=one["record"],
        )
        for one in row["records"]
    )  # fmt: skip


def _sums(batch: Batch) -> Iterator[dict[str, Any]]:
    for row in batch.identifiers.values():
        yield {"what": "identifier", **row}
    for row in batch.links.values():
        yield {"what": "link", **row}


def _block(rules: Rules, batches: Batches) -> Batches:
    for rows in batches:
        blocked = [rules.why_blocked(row["key"], row["links"] or 0) for row in rows.to_pylist()]
        columns = [rows.column("key"), rows.column("first_seen"), pa.array(blocked, pa.string())]
        yield pa.RecordBatch.from_arrays(columns, schema=_KNOWN)


def _accounts(rules: Rules, batches: Batches) -> Batches:
    """Each account once that says something, with the identifiers that it has at present."""
    for batch in batches:
        found = [
            {
                "account": account.key, "attributes": json.dumps(account.attributes, sort_keys=True),
                "identifiers": sorted(account.identifiers, key=rules.strength),
            }
            for account in map(_account, batch.to_pylist())
            if account is not None and account.attributes
        ]  # fmt: skip
        yield pa.RecordBatch.from_pylist(found, _ACCOUNTS)


def _in_batches(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> Batches:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) >= _AT_ONCE:
            yield pa.RecordBatch.from_pylist(some, schema)
            some = []
    if some:
        yield pa.RecordBatch.from_pylist(some, schema)
