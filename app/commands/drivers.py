"""`drivers`."""

from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any

import typer
from onepath.graph.conditions import Filter, Group
from onepath.graph.errors import QuestionInvalid
from onepath.graph.patterns import KINDS, Driver, DriverQuestion, DriversFound, find_drivers, open_driver
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.patterns import DriverAnswer, DriverPeopleAnswer, DriverPersonAnswer, DriversAnswer
from .options import (
    DidNotOption,
    DidOption,
    Json,
    SinceOption,
    SourceOption,
    UntilOption,
    among,
    duration,
    narrowed,
)
from .terminal import answer, bar, console, share, table


def drivers(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The event that people come to, or not.")],
    window: Annotated[
        str, typer.Option(help="How long before the target events count: 12h, 30d, 4w.")
    ] = "30d",
    only: Annotated[
        list[str] | None, typer.Option(help=f"Only these kinds, of {', '.join(KINDS)}; repeat for more.")
    ] = None,
    least_people: Annotated[int, typer.Option(help="Only what at least so many people have.")] = 25,
    least_share: Annotated[float, typer.Option(help="Only what at least this share of all has.")] = 0.02,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    did: DidOption = None,
    did_not: DidNotOption = None,
    limit: Annotated[int, typer.Option(min=1, help="How many drivers, or people, are shown.")] = 20,
    people: Annotated[
        str | None, typer.Option(help="Who has a driver: its number in the list, or its text.")
    ] = None,
    json: Json = False,
) -> None:
    """Which events, properties and attributes go with coming to an event, or with not coming to it.

    Example: onepath drivers purchase --window 30d
    """
    question = DriverQuestion(
        target=target,
        window=duration(window),
        kinds=tuple(only or KINDS),  # type: ignore[arg-type]
        least_people=least_people,
        least_share=least_share,
    )
    whom = narrowed(since, until, source, did, did_not)
    with Graph.open(Settings()) as graph, bar("Comparing"):
        group = whom.group(graph)
        found = find_drivers(graph, question, group)
        if people is not None:
            opened = _open(graph, question, group, _chosen(found, people), limit)
            return answer(opened) if json else _show_people(opened)
    return answer(_answer(found, question, whom, limit)) if json else _show(found, question, whom, limit)


def _chosen(found: DriversFound, people: str) -> Driver:
    if people.isdecimal() and 1 <= int(people) <= len(found.drivers):
        return found.drivers[int(people) - 1]
    for driver in found.drivers:
        if driver.text == people:
            return driver
    raise QuestionInvalid(
        f"There is no driver {people!r} among the {len(found.drivers):,} that were found.",
        action="Give its number in the list, or its text as the list has it.",
    )


def _open(
    graph: Graph, question: DriverQuestion, group: Group, driver: Driver, limit: int
) -> DriverPeopleAnswer:
    counts = [0, 0]
    shown: list[DriverPersonAnswer] = []
    for person in open_driver(graph, question, driver, group):
        counts[person.converts] += 1
        if len(shown) < limit:
            shown.append(DriverPersonAnswer.model_validate(asdict(person)))
    return DriverPeopleAnswer(driver=driver.text, converters=counts[True], others=counts[False], people=shown)


def _answer(found: DriversFound, question: DriverQuestion, whom: Filter, limit: int) -> DriversAnswer:
    return DriversAnswer(
        target=question.target,
        narrowed_to=whom.sentence(),
        people=found.people,
        converters=found.converters,
        found=len(found.drivers),
        drivers=[DriverAnswer(driver=one.text, **asdict(one)) for one in found.drivers[:limit]],
    )


def _show(found: DriversFound, question: DriverQuestion, whom: Filter, limit: int) -> None:
    others = found.people - found.converters
    title = (
        f"{min(limit, len(found.drivers)):,} of {len(found.drivers):,} drivers: {found.converters:,} people "
        f"come to {question.target}, {others:,} do not{among(whom)}"
    )
    rows: list[list[Any]] = [
        [
            number,
            one.text,
            _part(one.converters, found.converters),
            _part(one.others, others),
            f"{one.odds_ratio:.3g} ({one.low:.3g} to {one.high:.3g})",
            f"{one.q:.2g}",
        ]
        for number, one in enumerate(islice(found.drivers, limit), 1)
    ]
    table(title, ["", "driver", "converters", "others", "odds ratio", "q"], rows)
    if not found.drivers:
        console.print("Nothing was done or had by enough people; see --least-people and --least-share.")


def _part(count: int, whole: int) -> str:
    return f"{count:,} ({share(count / whole if whole else None)})"


def _show_people(opened: DriverPeopleAnswer) -> None:
    rows = [
        [
            one.oneid,
            "yes" if one.converts else "no",
            len(one.at),
            f"{one.at[-1]:%Y-%m-%d %H:%M:%S}" if one.at else "",
        ]
        for one in opened.people
    ]
    title = f"{opened.converters:,} converters and {opened.others:,} others have {opened.driver}"
    table(title, ["OneID", "converts", "times", "last"], rows)
    if len(rows) < opened.converters + opened.others:
        console.print(f"The first {len(rows):,} are shown; --limit shows more.")
