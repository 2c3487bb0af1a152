"""`identity evaluate`: how right the people are, measured against a truth."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from onepath.graph.evaluation import Evaluation, Mistakes, Quality, SweepPoint, evaluate_graph, sweep
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.truth import read_truth

from ..answers.measuring import EvaluationAnswer, QualityAnswer, SweepPointAnswer, UnknownAnswer
from ..options import Json
from ..terminal import answer, bar, console, table
from .sweep_chart import sweep_chart


def evaluate(
    truth: Annotated[
        Path, typer.Argument(metavar="TRUTH", help="A table with the columns identifier and person.")
    ],
    json: Json = False,
    sweep_to: Annotated[
        Path | None,
        typer.Option(
            "--sweep", metavar="FILE.svg", help="Draw the figures by the threshold of similar links."
        ),
    ] = None,
) -> None:
    """Measure how right the people are against a truth, beside plain connected components.

    Example: onepath identity evaluate simulated/truth.csv --sweep sweep.svg
    """
    if sweep_to and sweep_to.suffix.lower() != ".svg":
        raise typer.BadParameter(f"{sweep_to}: the picture is SVG; name it so, such as sweep.svg")
    settings = Settings()
    rules = load_rules(settings.rules)
    persons = read_truth(truth)
    with Graph.open(settings) as graph, bar("Measuring"):
        measured = evaluate_graph(graph, persons, rules)
        points = sweep(graph, persons) if sweep_to else None
    if sweep_to and points:
        sweep_to.write_text(sweep_chart(points, rules.threshold("similar")), "utf-8")
    if json:
        return answer(_answer(measured, points))
    _show(measured)
    if sweep_to:
        console.print(f"Drawn: {sweep_to}", soft_wrap=True)
    return None


def _answer(measured: Evaluation, points: list[SweepPoint] | None) -> EvaluationAnswer:
    return EvaluationAnswer(
        **_figures(measured.found),
        plain=QualityAnswer(**_figures(measured.plain)),
        identifiers=measured.identifiers,
        people=measured.people,
        persons=measured.persons,
        connectable=measured.connectable,
        unknown=UnknownAnswer(**asdict(measured.unknown)),
        sweep=None if points is None else [SweepPointAnswer(**asdict(point)) for point in points],
    )


def _figures(quality: Quality) -> dict[str, Any]:
    figures = asdict(quality)
    return figures | {"pairwise_connectable": {"recall": figures.pop("connectable_recall")}}


def _show(measured: Evaluation) -> None:
    found, plain = measured.found, measured.plain
    rows: list[list[Any]] = [
        ["pairwise precision", *_both(found.pairwise.precision, plain.pairwise.precision)],
        ["pairwise recall", *_both(found.pairwise.recall, plain.pairwise.recall)],
        ["pairwise F1", *_both(found.pairwise.f1, plain.pairwise.f1)],
        ["recall of connectable pairs", *_both(found.connectable_recall, plain.connectable_recall)],
        ["B-cubed precision", *_both(found.bcubed.precision, plain.bcubed.precision)],
        ["B-cubed recall", *_both(found.bcubed.recall, plain.bcubed.recall)],
        ["B-cubed F1", *_both(found.bcubed.f1, plain.bcubed.f1)],
        ["people that are several persons", f"{found.over_merged.count:,}", f"{plain.over_merged.count:,}"],
        ["the largest of them, identifiers", f"{found.largest_wrong:,}", f"{plain.largest_wrong:,}"],
        ["persons in several people", f"{found.under_merged.count:,}", f"{plain.under_merged.count:,}"],
    ]
    table(f"Over {measured.identifiers:,} identifiers", ["", "onepath", "plain components"], rows)
    console.print(
        f"True links connect {measured.connectable:.1%} of the true pairs. Not counted: identifiers that "
        f"only the truth knows ({measured.unknown.in_truth:,}) or only the graph does "
        f"({measured.unknown.in_graph:,}).",
        soft_wrap=True,
    )
    _examples("People that are several persons", found.over_merged)
    _examples("Persons in several people", found.under_merged)


def _both(found: float, plain: float) -> tuple[str, str]:
    return f"{found:.4f}", f"{plain:.4f}"


def _examples(title: str, mistakes: Mistakes) -> None:
    rows = [
        [mistake.size, ", ".join(mistake.persons), ", ".join(mistake.identifiers)]
        for mistake in mistakes.examples
    ]
    if rows:
        table(f"{title}, the largest", ["size", "persons", "open with: onepath person"], rows)
