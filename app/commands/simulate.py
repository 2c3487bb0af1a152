"""`simulate`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from onepath.loaders.simulator import Rates

from ..loading import simulate_into
from .options import Json, Seed, Size
from .terminal import answer, console, step_bar, table


@dataclass(frozen=True, slots=True)
class Simulation:
    """The folder of a simulated data set, the number of people in it, and its files."""

    directory: Path
    people: int
    seed: int
    files: list[str]


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of the simulator; `--hard` doubles the rates that are noise."""

    name: str
    value: float
    noise: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class RateList:
    """Every rate with the value that the options give it."""

    rates: list[Rate]


def simulate(
    directory: Annotated[
        Path | None, typer.Argument(help="The folder to write the tables into.", show_default=False)
    ] = None,
    size: Size = 1_000,
    seed: Seed = 1,
    hard: Annotated[
        bool, typer.Option("--hard", help="Double the noise, such as shared devices, typos and late events.")
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="NAME=VALUE", help="Set a rate, overriding --hard. Repeatable."),
    ] = None,
    list_rates: Annotated[
        bool, typer.Option("--list-rates", help="List all rates with their values and meanings.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a realistic omni-channel data set with its ground truth: tables, truth.csv, incidents.json.

    Example: onepath simulate data --size 20000 --hard --rate typo=0.1 --rate visits=3
    """
    chosen = choose_rates(rate or [], hard=hard)
    if list_rates:
        return _list(chosen, json)
    if directory is None:
        raise typer.BadParameter("Missing argument 'DIRECTORY': the folder to write the tables into.")
    written = write(directory, size=size, seed=seed, rates=chosen)
    if json:
        return answer(written)
    console.print(f"Wrote {', '.join(written.files)} to {directory}", soft_wrap=True)
    return None


def write(directory: Path, *, size: int, seed: int, rates: Rates | None = None) -> Simulation:
    """Simulate into a folder, with a bar."""
    simulate_into(directory, size, seed, step_bar, rates)
    files = sorted(path.name for path in directory.iterdir() if path.is_file())
    return Simulation(directory=directory, people=size, seed=seed, files=files)


def choose_rates(texts: list[str], *, hard: bool) -> Rates:
    """The defaults, noise doubled if `hard`, then what is set by name. Raises typer.BadParameter."""
    chosen = Rates().harder() if hard else Rates()
    values: dict[str, float] = chosen.model_dump()
    for text in texts:
        name, _, value = text.partition("=")
        values[name] = _value(name, value)
    return Rates(**values)


def _value(name: str, text: str) -> float:
    if name not in Rates.model_fields:
        raise typer.BadParameter(f"There is no rate {name!r}. Rates are: {', '.join(Rates.model_fields)}.")
    least, most = Rates.limits(name)
    try:
        value = float(text)
    except ValueError:
        value = float("nan")  # in no range either
    if not least <= value <= most:
        raise typer.BadParameter(f"{name}={text}: write a number from {least:g} to {most:g}.")
    return value


def _list(rates: Rates, json: bool) -> None:
    noise = Rates.noise()
    found = [
        Rate(name=name, value=getattr(rates, name), noise=name in noise, meaning=field.description or "")
        for name, field in Rates.model_fields.items()
    ]
    if json:
        return answer(RateList(found))
    rows = [[each.name, each.value, "noise" if each.noise else "", each.meaning] for each in found]
    table("Rates of the simulation; --hard doubles the noise", ["rate", "value", "", "meaning"], rows)
    return None
