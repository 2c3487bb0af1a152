"""`change`."""

from datetime import datetime
from itertools import count
from typing import Annotated, Any

import typer
from onepath.graph.changes import LONGEST, Incident, Shift, change_people, find_changes
from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from .answers.changes import (
    ChangePeopleAnswer,
    ChangePersonAnswer,
    ChangesAnswer,
    IncidentAnswer,
    ShiftAnswer,
)
from .options import Json, duration, read_typed
from .terminal import answer, bar, console, table

_DAYS = ["%Y-%m-%d"]
_SHOWN, _SHIFTS_SHOWN = 8, 6


def change(
    since: Annotated[
        datetime | None,
        typer.Option(formats=_DAYS, metavar="DAY", help="Compare these days with the rest: the first."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAYS, metavar="DAY", help="The last of these days.")
    ] = None,
    longest: Annotated[
        int, typer.Option(min=1, help="Without days: the longest interval that is looked at, in days.")
    ] = LONGEST,
    step: Annotated[
        list[str] | None, typer.Option(help="Watch the steps of a funnel too; repeat for each, in order.")
    ] = None,
    within: Annotated[str, typer.Option(help="The funnel's window.")] = "7d",
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="PROPERTY", help="Watch the shares of a property's values too. Repeatable."),
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="List who is behind this shift.")
    ] = None,
    json: Json = False,
) -> None:
    """What was unusual, and when: in events, transitions, whole sessions, funnel steps and values.

    Example: onepath change --step add_to_cart --step payment_details --step purchase --by platform
    """
    funnel = (
        read_typed(FunnelQuestion, steps=step, within=duration(within), count="attempts") if step else None
    )
    with Graph.open(Settings()) as graph, bar("Looking at every day"):
        found = find_changes(
            graph, since=since.date() if since else None, until=until.date() if until else None,
            longest=longest, funnel=funnel, values_of=by or (),
        )  # fmt: skip
        numbered = list(zip(count(1), (shift for one in found for shift in one.shifts), strict=False))
        if people is not None:
            chosen = dict(numbered).get(people)
            if chosen is None:
                raise QuestionInvalid(
                    f"There is no shift {people}.", action=f"There are {len(numbered)}; ask without --people."
                )
            shown = ChangePeopleAnswer(
                shift=_shift(people, chosen),
                people=[
                    ChangePersonAnswer(oneid=oneid, times=times)
                    for oneid, times in change_people(graph, chosen, funnel=funnel)
                ],
            )
    if people is not None:
        return answer(shown) if json else _show_people(shown)
    shaped = _shaped(found)
    return answer(shaped) if json else _show(shaped)


def _shaped(found: list[Incident]) -> ChangesAnswer:
    numbers = count(1)
    return ChangesAnswer(
        incidents=[
            IncidentAnswer(
                since=one.since,
                until=one.until,
                shifts=[_shift(next(numbers), shift) for shift in one.shifts],
            )
            for one in found
        ]
    )


def _shift(number: int, shift: Shift) -> ShiftAnswer:
    return ShiftAnswer(
        number=number, kind=shift.kind, what=shift.text, since=shift.since, until=shift.until,
        times=shift.times, of=shift.of, share=shift.share, share_outside=shift.share_outside,
        excess=shift.excess, surprise=shift.surprise, p=shift.p, q=shift.q,
    )  # fmt: skip


def _show(found: ChangesAnswer) -> None:
    if not found.incidents:
        console.print("Nothing stands out: no share differs from the rest by more than chance would give.")
        return
    columns = ["", "what", "days", "times", "share", "otherwise", "too many"]
    for number, one in enumerate(found.incidents[:_SHOWN], 1):
        rows: list[list[Any]] = [
            [shift.number, f"{shift.kind}: {shift.what}", _days(shift), shift.times,
             f"{shift.share:.2%}", f"{shift.share_outside:.2%}", f"{shift.excess:+,.0f}"]
            for shift in one.shifts[:_SHIFTS_SHOWN]
        ]  # fmt: skip
        more = f", {len(one.shifts)} shifts" if len(one.shifts) > _SHIFTS_SHOWN else ""
        table(f"{number}. {one.since} to {one.until}{more}", columns, rows)
    if len(found.incidents) > _SHOWN:
        console.print(f"{len(found.incidents) - _SHOWN} more with --json.")
    console.print("Who was there: the same with --people NUMBER")


def _days(shift: ShiftAnswer) -> str:
    return f"{shift.since:%m-%d} – {shift.until:%m-%d}"


def _show_people(found: ChangePeopleAnswer) -> None:
    rows: list[list[Any]] = [[one.oneid, one.times] for one in found.people[:20]]
    shift = found.shift
    title = f"{len(found.people):,} people, {shift.kind}: {shift.what}, {shift.since} to {shift.until}"
    table(title, ["OneID", "times"], rows)
    if len(found.people) > len(rows):
        console.print("--json has all. Look at one with: onepath person ONEID")
