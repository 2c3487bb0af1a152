"""Draws the threshold sweep of the documentation: the accounts of FEBRL 4, in an empty graph.

    ONEPATH_HOME=/tmp/sweep onepath up && ONEPATH_HOME=/tmp/sweep python docs/draw_sweep.py

It needs the `test` extra, which brings the data.
"""

import sys
from pathlib import Path

from onepath.app.commands.identity.sweep_chart import sweep_chart
from onepath.graph.evaluation.measurement import sweep
from onepath.graph.identity import ResolveOptions, default_rules, resolve
from onepath.graph.identity.similar_accounts import link_similar
from onepath.graph.ingest import load_records
from onepath.graph.schema import install_schema
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from test_similar_accounts import febrl, without_contradictions  # noqa: E402


def main() -> None:
    """Load, link, resolve, and draw."""
    records = list(febrl())
    with Graph.open(Settings()) as graph:
        if graph.ask("internal/explore/nodes")[0]["nodes"]:
            raise SystemExit("The graph is not empty; name another ONEPATH_HOME.")
        install_schema(graph)
        load_records(graph, (record for record, _ in records), path="febrl4", key="febrl4")
        rules = without_contradictions()
        link_similar(graph, rules)
        resolve(graph, ResolveOptions(rules))
        points = sweep(graph, {record.identifiers[0]: person for record, person in records})
    (HERE / "pictures" / "sweep.svg").write_text(
        sweep_chart(points, default_rules().threshold("similar")), "utf-8"
    )


if __name__ == "__main__":
    main()
