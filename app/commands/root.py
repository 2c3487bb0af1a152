"""The command's root: the version, what Ctrl-C leaves behind, and every error of ours in one message.

Nothing that is slow to import is imported here: `onepath --version` answers at once.
"""

import logging
import os
import signal
import sys
import threading
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from .lazy import lazy_commands
from .registry import COMMANDS, GROUPS, PANELS


class _Root(TyperGroup):
    """All commands, and a message when one of them is interrupted."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs | {"commands": lazy_commands(PANELS, GROUPS, COMMANDS)})

    def invoke(self, ctx: Any) -> Any:
        pressed = _notice_ctrl_c()
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise  # the command has reported the interruption itself
        except KeyboardInterrupt:
            pass
        except Exception:
            # Ctrl-C in the middle of the driver's own work leaves it in a state that it then complains of.
            if not pressed:
                raise
        typer.echo("Interrupted. What was committed is saved; the same command resumes.", err=True)
        raise typer.Exit(130)


def _notice_ctrl_c() -> list[int]:
    """A list that has an entry once Ctrl-C was pressed; where it is ignored it stays so."""
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        signal.default_int_handler(number, frame)

    here = threading.current_thread() is threading.main_thread()
    if here and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, note)
    return pressed


def print_version(wanted: bool) -> None:
    """Prints the version of onepath, and ends."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onepath {version('onepath')}")
        raise typer.Exit


cli = typer.Typer(
    name="onepath",
    cls=_Root,
    help=(
        "Explore identities and customer journeys in a graph.\n\n"
        "Start with `onepath demo`, or with your own data: `onepath up`, `onepath load FILES`, "
        "`onepath resolve`, `onepath journeys build`, `onepath app`.\n\n"
        "Exit codes: 0 done; 1 something failed or was rejected (everything else is saved); "
        "2 invalid command line; 130 interrupted by Ctrl-C (run the same command again to resume)."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@cli.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=print_version),
    ] = False,
) -> None:
    """The version, and all commands."""


def main() -> None:
    """Run the command line; our own errors become one clear message and exit code 1."""
    # What is written holds personal data: it is for its owner alone.
    os.umask(0o077)
    # The driver logs each retry of its own; what matters of them is in the error that we raise.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        cli()
    except Exception as error:
        # Only here: what an error needs takes longer to load than the version.
        from .failures import report

        if not report(error):
            raise
        sys.exit(1)
