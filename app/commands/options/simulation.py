"""The options by which people are simulated."""

from typing import Annotated

import typer

Size = Annotated[int, typer.Option("--size", min=1, help="How many people are simulated.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same people, byte for byte.")]
