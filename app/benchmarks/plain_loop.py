"""The loop that most people would write first: rows of a CSV file, ten thousand at a time, no checks."""

import csv
from itertools import islice
from pathlib import Path

from onepath.graph.store import Graph
from onepath.loaders.kinds import KINDS


def load_plainly(graph: Graph, file: Path, size: int = 10_000) -> None:
    """Writes one identifier and one session per event; normalises, rejects, links and separates nothing."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        while rows := [_row(row) for row in islice(reader, size)]:
            graph.run("internal/bench/plain_loop", rows=rows)


def _row(row: dict[str, str]) -> dict[str, object]:
    kind = next((kind for kind in KINDS if row[kind]), "cookie")
    return {
        "identifier": f"{kind}:{row[kind]}",
        "session": f"{row['source']}:{row['session_id']}",
        "at": row["original_at"],
        "properties": {name: value for name, value in row.items() if value},
    }
