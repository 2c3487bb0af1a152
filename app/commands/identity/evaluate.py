"""`identity evaluate`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from onepath.graph.evaluation import Evaluation, Mistakes, evaluate_graph
from onepath.graph.evaluation import sweep as sweep_thresholds
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.truth import read_truth

from ..options import Json
from ..terminal import answer, bar, console, table
from .sweep_chart import sweep_chart


def evaluate(
    truth: Annotated[
        Path, typer.Argument(metavar="TRUTH", help="A table with the columns identifier and person.")
    ],
    sweep: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="Draw accuracy by the threshold of similar links."),
    ] = None,
    json: Json = False,
) -> None:
    """Measure accuracy against a ground truth, compared with plain connected components.

    Example: onepath identity evaluate simulated/truth.csv --sweep sweep.svg
    """
    if sweep and sweep.suffix.lower() != ".svg":
        raise typer.BadParameter(f"{sweep}: the chart is SVG; name it so, such as sweep.svg")
    settings = Settings()
    rules = load_rules(settings.rules)
    true_people = read_truth(truth)
    with Graph.open(settings) as graph, bar("Measuring"):
        measured = evaluate_graph(graph, true_people, rules)
        if sweep:
            measured = replace(measured, sweep=sweep_thresholds(graph, true_people))
    if sweep and measured.sweep:
        sweep.write_text(sweep_chart(measured.sweep, rules.threshold("similar")), "utf-8")
    if json:
        return answer(measured)
    _show(measured)
    if sweep:
        console.print(f"Written: {sweep}", soft_wrap=True)
    return None


def _show(measured: Evaluation) -> None:
    found, baseline = measured.found, measured.baseline
    rows: list[list[Any]] = [
        ["pairwise precision", *_both(found.pairwise.precision, baseline.pairwise.precision)],
        ["pairwise recall", *_both(found.pairwise.recall, baseline.pairwise.recall)],
        ["pairwise F1", *_both(found.pairwise.f1, baseline.pairwise.f1)],
        ["recall of connectable pairs", *_both(found.connectable_recall, baseline.connectable_recall)],
        ["B-cubed precision", *_both(found.bcubed.precision, baseline.bcubed.precision)],
        ["B-cubed recall", *_both(found.bcubed.recall, baseline.bcubed.recall)],
        ["B-cubed F1", *_both(found.bcubed.f1, baseline.bcubed.f1)],
        ["people who are several true people", *_counts(found.over_merged.count, baseline.over_merged.count)],
        [
            "identifiers of the largest of them",
            *_counts(found.largest_false_person, baseline.largest_false_person),
        ],
        ["true people found as several", *_counts(found.under_merged.count, baseline.under_merged.count)],
    ]
    table(f"Accuracy over {measured.identifiers:,} identifiers", ["", "onepath", "baseline"], rows)
    console.print(
        f"True links connect {measured.connectable:.1%} of the true pairs. Not counted: "
        f"{measured.unknown.in_truth:,} identifiers that only the ground truth has, "
        f"{measured.unknown.in_graph:,} that only the graph has.",
        soft_wrap=True,
    )
    _examples("People who are several true people", found.over_merged)
    _examples("True people found as several", found.under_merged)


def _both(found: float, baseline: float) -> tuple[str, str]:
    return f"{found:.4f}", f"{baseline:.4f}"


def _counts(found: int, baseline: int) -> tuple[str, str]:
    return f"{found:,}", f"{baseline:,}"


def _examples(title: str, mistakes: Mistakes) -> None:
    rows = [
        [mistake.size, ", ".join(mistake.true_people), ", ".join(mistake.identifiers)]
        for mistake in mistakes.examples
    ]
    if rows:
        table(f"{title}, the largest", ["identifiers", "true people", "see with: onepath person"], rows)
