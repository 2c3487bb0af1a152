"""The people behind a number of `paths`, `transitions`, `variants` and `matrix`."""

from collections.abc import Iterable
from dataclasses import asdict

from onepath.graph import flows

from .answers.flows import WalkerAnswer, WalkersAnswer
from .terminal import answer, table

_NAMED = 20
"""How many people a table names; `--json` has all."""

Pair = tuple[str, str]
"""Two events, as `--people` takes them."""


def show_people(found: Iterable[flows.Passage], json: bool) -> None:
    """Who passed, and how often."""
    people = flows.walkers(found)
    times = sum(one.times for one in people)
    if json:
        walkers = [WalkerAnswer(**asdict(one)) for one in people]
        return answer(WalkersAnswer(people=len(people), times=times, walkers=walkers))
    rows = [[one.oneid, one.times, f"{one.first:%F %T}", f"{one.last:%F %T}"] for one in people[:_NAMED]]
    more = f"; the first {_NAMED} are shown, --json has all" if len(people) > _NAMED else ""
    table(f"{len(people):,} people, {times:,} times{more}", ["oneid", "times", "first", "last"], rows)
    return None
