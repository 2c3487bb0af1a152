"""The options by which people are simulated."""

from typing import Annotated

import typer

Size = Annotated[int, typer.Option("--size", min=1, max=100_000_000, help="How many people to simulate.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed creates exactly the same people.")]
