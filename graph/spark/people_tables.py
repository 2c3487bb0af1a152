"""People out of components: the same merge rules as in the graph, one component after the other."""

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..attributes import Profile
from ..identity import Member, ResolveOptions, Rules, cluster_of, divide_members, separating_profile
from .links import spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TOGETHER = 5_000
"""About so many identifiers are handed to a worker at once: handing over costs more than deciding."""

_DECIDED = pa.schema(
    [
        ("identifier", pa.string()),
        ("oneid", pa.string()),
        ("anchor", pa.string()),
        ("shared", pa.string()),
        ("blocked", pa.string()),
        ("link", pa.string()),
        ("cut", pa.string()),
    ]
)


def people(
    identifiers: "DataFrame", links: "DataFrame", components: "DataFrame", options: ResolveOptions, count: int
) -> "DataFrame":
    """Whose every identifier is, and, in rows of their own, the links that a merge rule blocks."""
    from pyspark.sql import functions as f

    groups = max(1, count // _TOGETHER)
    component = f.coalesce(f.col("component"), f.col("node"))
    group = f.pmod(component, f.lit(groups)).alias("group")

    def grouped(frame: "DataFrame", key: str) -> "DataFrame":
        hashed = frame.withColumn("node", f.xxhash64(key))
        return hashed.join(components, "node", "left").select(*frame.columns, group)

    together = grouped(identifiers, "key").groupBy("group").cogroup(grouped(links, "a").groupBy("group"))
    return together.applyInArrow(partial(_decide, options), spark_schema(_DECIDED))


def _profiles(said: list[str] | None, rules: Rules) -> tuple[Profile, ...]:
    return tuple(
        profile for text in said or () if (profile := separating_profile(json.loads(text), rules)).says
    )


def _decide(options: ResolveOptions, identifiers: pa.Table, links: pa.Table) -> pa.Table:
    known = identifiers.to_pylist()
    blocked = {row["key"]: row["blocked"] for row in known}
    members = [
        Member(row["key"], row["first_seen"], None, _profiles(row["said"], options.rules)) for row in known
    ]
    rows = [{**row, "confidence": 1.0, "cut": None} for row in links.to_pylist()]
    found = divide_members(members, rows, [], options.rules)
    decided: list[dict[str, Any]] = []
    for group in (cluster_of(members, options.naming) for members in found.groups):
        decided += [
            {
                "identifier": member.key, "oneid": group.oneid, "anchor": group.anchor,
                "shared": found.identifiers.get(member.key), "blocked": blocked[member.key],
            }
            for member in group.members
        ]  # fmt: skip
    decided += [{"link": key, "cut": why} for key, why in found.links.items()]
    return pa.Table.from_pylist(decided, _DECIDED)
