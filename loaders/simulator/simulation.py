"""The simulation itself: household by household onto disk, then the bots, then the incidents."""

from collections.abc import Callable
from pathlib import Path

from ..errors import InputError
from .access import Life
from .bots import crawl
from .delivery import rows
from .draws import stream
from .identifiers import Mark, phone
from .incidents import Incidents, schedule
from .ledger import Ledger
from .lives import live
from .numbers import Numbers
from .people import Household, households
from .rates import Rates
from .writer import Writer


def simulate(
    directory: Path,
    *,
    people: int,
    seed: int,
    hard: bool = False,
    rates: Rates | None = None,
    quiet: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write a data set with its ground truth into `directory`, replacing one that is there.

    The same `people`, `seed` and rates give the same bytes. `hard` doubles the rates of all noise.
    `quiet`: nothing goes wrong. `progress` is called with how many people are done so far. Memory does not
    grow with `people`.
    """
    if people < 1:
        raise InputError(
            f"A simulation needs at least one person, not {people}.",
            kept="Nothing was written.",
            action="Give a positive number of people.",
        )
    chosen = rates or Rates()
    chosen = chosen.harder() if hard else chosen
    try:
        with Writer(directory) as writer:
            _run(writer, people, seed, chosen, schedule(seed, quiet=quiet), progress or (lambda _done: None))
    except OSError as error:
        raise InputError(
            f"The simulation could not be written to {directory}: {error.strerror or error}.",
            kept="An earlier data set there is unchanged; unfinished files end in .part.",
            action="Choose a directory that can be written to and has room (20 kB for each person).",
        ) from error


def _run(
    writer: Writer,
    people: int,
    seed: int,
    rates: Rates,
    incidents: Incidents,
    progress: Callable[[int], None],
) -> None:
    numbers = Numbers(seed, people, rates)
    done = 0
    for place, household in enumerate(households(seed, people, rates)):
        ledger = _household(household, rates, numbers, incidents)
        _write(writer, ledger, _own_phones(household), seed, place, rates)
        done += len(household.members)
        progress(done)
    for number in range(1, round(people * rates.bot) + 1):
        _write(writer, crawl(seed, number), {}, seed, -number, rates)
    writer.incidents(incidents.as_json())


def _household(household: Household, rates: Rates, numbers: Numbers, incidents: Incidents) -> Ledger:
    ledger = Ledger()
    for person in household.members:
        if person.phone:
            ledger.of(phone("sms", person.phone), person)
    for person in household.members:
        live(Life(person, ledger, rates, numbers, incidents))
        incidents.count_people(person.hits)
    return ledger


def _own_phones(household: Household) -> dict[str, tuple[Mark, str]]:
    # Others may dial these by mistake or have had them before, so they are always in the tables.
    marks = [phone("sms", person.phone) for person in household.members if person.phone]
    return {mark.key: (mark, "sms") for mark in marks}


def _write(
    writer: Writer, ledger: Ledger, seen: dict[str, tuple[Mark, str]], seed: int, place: int, rates: Rates
) -> None:
    for event in ledger.happenings:
        for mark in event.marks:
            if mark.key not in seen:
                seen[mark.key] = (mark, event.source)
    for account in ledger.accounts:
        for mark in account.marks:
            seen.setdefault(mark.key, (mark, account.source))
    # A recycled or mistyped number of another household is not ours to claim: its owner does.
    own = {key: ledger.owners[key] for key in seen if key in ledger.owners}
    writer.identifiers(seen[key] for key in own)
    writer.truth(own.items())
    writer.users(ledger.accounts)
    writer.sessions(ledger.stays)
    writer.events(rows(ledger, stream(seed, "delivery", place), rates))
