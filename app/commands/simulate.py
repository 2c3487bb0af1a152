"""`simulate`: a data set whose truth is known, with every rate at the user's choice."""

from pathlib import Path
from typing import Annotated

import typer
from onepath.loaders.simulator import Rates

from ..loading import simulate_into
from .answers.loading import RateAnswer, RatesAnswer, SimulateAnswer
from .options import Json
from .terminal import answer, console, step_bar, table


def simulate(
    directory: Annotated[
        Path | None, typer.Argument(help="The folder to write the tables into.", show_default=False)
    ] = None,
    people: Annotated[int, typer.Option(min=1, help="How many people.")] = 1_000,
    seed: Annotated[int, typer.Option(help="The same seed writes the same bytes.")] = 1,
    hard: Annotated[
        bool, typer.Option("--hard", help="Double every trap: shared devices, typos, ...")
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate", metavar="NAME=VALUE", help="Set a rate (--rates lists them), also against --hard."
        ),
    ] = None,
    rates: Annotated[bool, typer.Option("--rates", help="List every rate, its default and meaning.")] = False,
    json: Json = False,
) -> None:
    """Write a realistic omni-channel data set with its ground truth: tables, truth.csv, incidents.json.

    Example: onepath simulate data --people 20000 --hard --rate typo=0.1 --rate visits=3
    """
    chosen = choose_rates(rate or [], hard=hard)
    if rates:
        return _list(chosen, json)
    if directory is None:
        raise typer.BadParameter("Missing argument 'DIRECTORY': the folder to write the tables into.")
    answered = write(directory, people=people, seed=seed, rates=chosen)
    if json:
        return answer(answered)
    console.print(f"Wrote {', '.join(answered.files)} to {directory}", soft_wrap=True)
    return None


def write(directory: Path, *, people: int, seed: int, rates: Rates | None = None) -> SimulateAnswer:
    """Simulate into a folder, with a bar."""
    simulate_into(directory, people, seed, step_bar, rates)
    files = sorted(path.name for path in directory.iterdir() if path.is_file())
    return SimulateAnswer(directory=directory, people=people, seed=seed, files=files)


def choose_rates(texts: list[str], *, hard: bool) -> Rates:
    """The defaults, traps doubled if `hard`, then what is set by name. Raises typer.BadParameter."""
    chosen = Rates().harder() if hard else Rates()
    values: dict[str, float] = chosen.model_dump()
    for text in texts:
        name, _, value = text.partition("=")
        values[name] = _value(name, value)
    return Rates(**values)


def _value(name: str, text: str) -> float:
    if name not in Rates.model_fields:
        raise typer.BadParameter(f"there is no rate {name!r}. There are: {', '.join(Rates.model_fields)}.")
    least, most = Rates.limits(name)
    try:
        value = float(text)
    except ValueError:
        value = float("nan")  # in no range either
    if not least <= value <= most:
        raise typer.BadParameter(f"{name}={text}: write a number from {least:g} to {most:g}.")
    return value


def _list(rates: Rates, json: bool) -> None:
    traps = Rates.traps()
    entries = [
        RateAnswer(name=name, value=getattr(rates, name), trap=name in traps, meaning=field.description or "")
        for name, field in Rates.model_fields.items()
    ]
    if json:
        return answer(RatesAnswer(rates=entries))
    rows = [[each.name, each.value, "trap" if each.trap else "", each.meaning] for each in entries]
    table("Rates of the simulation; --hard doubles the traps", ["rate", "value", "", "meaning"], rows)
    return None
