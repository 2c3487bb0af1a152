"""The options that say what becomes of an answer or its question: `--people`, `--save`, `--json`."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
PeopleOption = Annotated[
    str | None,
    typer.Option(
        "--people", metavar="WHICH", help="List the people behind one number, written as described above.",
        show_default=False,
    ),
]  # fmt: skip
SaveOption = Annotated[
    str | None,
    typer.Option("--save", metavar="NAME", help="Save the question under this name.", show_default=False),
]
