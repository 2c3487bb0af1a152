"""`patterns`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer
from onepath.graph.conditions import Filter, Group
from onepath.graph.errors import QuestionInvalid
from onepath.graph.patterns import (
    Pattern,
    PatternQuestion,
    PatternsFound,
    find_patterns,
    open_pattern,
    pattern_events,
    pattern_text,
)
from onepath.graph.saved_questions import PatternDocument
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.patterns import HolderAnswer, PatternAnswer, PatternPeopleAnswer, PatternsAnswer
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SaveOption,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    duration,
    narrowed,
)
from .options import save as save_question
from .terminal import answer, bar, console, share, table

_UNITS = {"person": "people", "session": "sessions"}


def patterns(
    contains: Annotated[str | None, typer.Option(help="Only patterns with this event.")] = None,
    target: Annotated[
        str | None, typer.Option(help="Compare those who come to this event with the others.")
    ] = None,
    versus: Annotated[
        str | None,
        typer.Option(
            metavar="TWO_GROUPS",
            help="Compare two groups: did:EVENT, source:A,B (of the first event), or "
            "period:2026-01-01..2026-01-31,2026-02-01..2026-02-28 (of the first event).",
        ),
    ] = None,
    support: Annotated[
        float, typer.Option(help="The least share that holds a pattern, in either group.")
    ] = 0.01,
    length: Annotated[int, typer.Option(help="The most events of a pattern, the target included.")] = 5,
    shortest: Annotated[int, typer.Option(help="The fewest events of a pattern.")] = 1,
    max_gap: Annotated[
        int | None, typer.Option(help="The most events between one of a pattern and the next.")
    ] = None,
    within: Annotated[
        str | None, typer.Option(help="The most time from the first event to the last: 30m, 12h, 7d.")
    ] = None,
    closed: Annotated[
        bool,
        typer.Option("--closed", help="Without patterns that a longer one contains, held by as many."),
    ] = False,
    collapse: Annotated[
        bool, typer.Option("--collapse", help="Take an event repeated at once for one.")
    ] = False,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Take these events out first; repeat for more.")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="effect|people",
            help="With --target: what differs most first, or what most converters hold (if --contains).",
            show_default=False,
        ),
    ] = None,
    scope: Annotated[str, typer.Option(help="Count by person or by session.")] = "person",
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    limit: Annotated[int, typer.Option(min=1, help="How many patterns, or people, are shown.")] = 20,
    people: Annotated[
        str | None, typer.Option(help="Who holds a pattern: its number in the list, or its text 'a > b > c'.")
    ] = None,
    save: SaveOption = None,
    json: Json = False,
) -> None:
    """Frequent sequences of events; with --target, those in which converters and others differ most.

    Example: onepath patterns --contains payment_error --target purchase
    """
    question = PatternQuestion(
        support=support, length=length, shortest=shortest, max_gap=max_gap,
        within=duration(within) if within else None, closed=closed, collapse=collapse,
        ignore=tuple(ignore or ()), contains=contains, target=target, scope=scope, sort=sort,  # type: ignore[arg-type]
        versus=versus,
    )  # fmt: skip
    only = narrowed(since, until, source, did, did_not)
    if save is not None:
        save_question(save, PatternDocument(**asdict(question), limit=limit, **only.model_dump()))
    run_patterns(question, limit, only=only, people=people, json=json)


def run_patterns(
    question: PatternQuestion,
    limit: int,
    *,
    only: Filter = Filter(),
    people: str | None = None,
    json: bool = False,
) -> None:
    """Ask of these people or sessions, and print."""
    with Graph.open(Settings()) as graph, bar("Looking for patterns"):
        group = only.group(graph)
        if people is not None:
            opened = _open(graph, question, people, limit, group)
            return answer(opened) if json else _show_holders(opened, question)
        found = find_patterns(graph, question, limit=limit, group=group)
    return answer(_answer(found, question, only)) if json else _show(found, question, among(only))


def _open(
    graph: Graph, question: PatternQuestion, people: str, limit: int, group: Group
) -> PatternPeopleAnswer:
    events = _numbered(graph, question, int(people), group) if people.isdecimal() else pattern_events(people)
    holders = open_pattern(graph, question, events, group=group)
    compared = question.target is not None or question.versus is not None
    return PatternPeopleAnswer(
        pattern=pattern_text(events),
        units=len(holders),
        converters=len(holders.of(converts=True)) if compared else None,
        holders=[HolderAnswer.model_validate(asdict(holder)) for holder in holders[:limit]],
    )


def _numbered(graph: Graph, question: PatternQuestion, number: int, group: Group) -> tuple[str, ...]:
    if number < 1:
        raise QuestionInvalid(f"There is no pattern {number}.", action="The first of the list is 1.")
    found = find_patterns(graph, question, limit=number, group=group)
    if len(found.patterns) < number:
        raise QuestionInvalid(
            f"There is no pattern {number}; {found.found:,} were found.", action="Give a number of the list."
        )
    return found.patterns[-1].events


def _answer(found: PatternsFound, question: PatternQuestion, only: Filter) -> PatternsAnswer:
    rows = [
        PatternAnswer.model_validate({**asdict(pattern), "pattern": pattern_text(pattern.events)})
        for pattern in found.patterns
    ]
    return PatternsAnswer(
        scope=question.scope,
        target=question.target,
        narrowed_to=only.sentence(),
        units=found.units,
        converters=found.converters,
        found=found.found,
        significant=found.significant,
        patterns=rows,
    )


def _show(found: PatternsFound, question: PatternQuestion, of_whom: str) -> None:
    units = _UNITS[question.scope]
    if found.converters is None:
        title = f"{len(found.patterns):,} of {found.found:,} patterns of {found.units:,} {units}{of_whom}"
        rows = [[n, pattern_text(p.events), p.units, share(p.support)] for n, p in _counted(found.patterns)]
        return table(title, ["", "pattern", units, "support"], rows)
    of_first, of_second = (f"come to {question.target}", "do not")
    if question.versus is not None:
        of_first, of_second = "are of the first group", "of the second"
    title = (
        f"{len(found.patterns):,} of {found.found:,} patterns, {found.significant:,} sure (q up to 0.05): "
        f"{found.converters:,} {units} {of_first}, {found.units - found.converters:,} {of_second}{of_whom}"
    )
    columns = ["", "pattern", *_sides(question), "lift", "odds ratio", "q"]
    table(title, columns, [_contrasted(n, pattern) for n, pattern in _counted(found.patterns)])
    return None


def _sides(question: PatternQuestion) -> tuple[str, str]:
    return ("converters", "others") if question.versus is None else ("first group", "second group")


def _counted(shown: Sequence[Pattern]) -> list[tuple[int, Pattern]]:
    return list(enumerate(shown, 1))


def _contrasted(number: int, pattern: Pattern) -> list[Any]:
    contrast = pattern.contrast
    if contrast is None:
        return [number, pattern_text(pattern.events)]
    return [
        number,
        pattern_text(pattern.events),
        f"{contrast.converters:,} ({share(contrast.converters_support)})",
        f"{contrast.others:,} ({share(contrast.others_support)})",
        f"{contrast.lift:.2f}",
        f"{contrast.odds_ratio:.3g} ({contrast.low:.3g} to {contrast.high:.3g})",
        f"{contrast.q:.2g}",
    ]


def _show_holders(opened: PatternPeopleAnswer, question: PatternQuestion) -> None:
    units = _UNITS[question.scope]
    title = f"{opened.units:,} {units} hold {opened.pattern}"
    if opened.converters is not None:
        does = f"come to {question.target}" if question.versus is None else "are of the first group"
        title += f"; {opened.converters:,} of them {does}"
    rows = [
        [
            holder.oneid,
            *([] if holder.session is None else [holder.session]),
            "\n".join(
                f"{event.at:%Y-%m-%d %H:%M:%S} {event.name} ({event.source})" for event in holder.events
            ),
        ]
        for holder in opened.holders
    ]
    table(title, ["OneID", *(["session"] if question.scope == "session" else []), "events"], rows)
    if len(opened.holders) < opened.units:
        console.print(f"The first {len(opened.holders):,} are shown; --limit shows more.")
