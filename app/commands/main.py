"""The command's root: every command is named here, and every error of ours ends here."""

import logging
import signal
import sys
import threading
from importlib.metadata import version
from types import FrameType
from typing import Annotated, Any

import typer
from onepath.graph.engine import NO_ROOM
from onepath.graph.funnels import FunnelQuestion
from onepath.loaders.errors import OnepathError
from typer.core import TyperGroup

from . import (
    asking,
    bench,
    changes,
    comparing,
    driving,
    engine,
    evaluating,
    explorer,
    exporting,
    flowing,
    funnels,
    identity,
    loading,
    mapping,
    matrices,
    outcomes,
    partitions,
    patterns,
    predicting,
    questions,
    resolving,
    simulating,
)
from .question_command import question_command
from .terminal import complain


class _Root(TyperGroup):
    """The root, which says what became of the work when it is interrupted."""

    def invoke(self, ctx: Any) -> Any:
        pressed = _notice_ctrl_c()
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise  # whoever was interrupted has said so
        except KeyboardInterrupt:
            pass
        except Exception:
            # Ctrl-C in the middle of the driver's own work leaves it in a state that it then complains of.
            if not pressed:
                raise
        typer.echo("Stopped. What was committed is kept; the same command goes on from there.", err=True)
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


def tell_version(wanted: bool) -> None:
    """Prints the version of onepath, and ends."""
    if wanted:
        typer.echo(f"onepath {version('onepath')}")
        raise typer.Exit


app = typer.Typer(
    name="onepath",
    cls=_Root,
    help=(
        "Explore identities and journeys in a graph.\n\n"
        "Begin with `onepath demo`, or: `onepath up`, `onepath load FILES`, `onepath resolve`, "
        "`onepath journeys build`, `onepath app`.\n\n"
        "Exit codes: 0 all done; 1 something failed or was rejected (what was good is kept); "
        "2 the command line is wrong; 130 stopped by Ctrl-C (the same command goes on)."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
journeys = typer.Typer(help="Build stored journeys, and give them to other programs.", no_args_is_help=True)
app.add_typer(journeys, name="journeys")
question = typer.Typer(help="Questions that are kept, to run again and to hand on.", no_args_is_help=True)
app.add_typer(question, name="question")
mappings = typer.Typer(help="How files that are no canonical tables are read.", no_args_is_help=True)
app.add_typer(mappings, name="mapping")
people = typer.Typer(help="Question and change who is who.", no_args_is_help=True)
app.add_typer(people, name="identity")


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version, and end.", is_eager=True, callback=tell_version),
    ] = False,
) -> None:
    """Nothing of its own but to say the version."""


app.command()(engine.up)
app.command()(engine.down)
app.command()(engine.status)
app.command()(simulating.simulate)
app.command()(loading.load)
app.command()(resolving.resolve)
journeys.command("build")(loading.build)
journeys.command("export")(exporting.export)
for command in (
    identity.check, identity.explain, identity.history, identity.suspicions, identity.join, identity.split,
    identity.apart, identity.block, identity.undo, identity.verify,
):  # fmt: skip
    people.command()(command)
for kept in (questions.list_, questions.run, questions.show, questions.add, questions.remove):
    question.command(kept.__name__.rstrip("_"))(kept)
mappings.command("propose")(mapping.propose_)
people.command("partition")(partitions.partition)
people.command("evaluate")(evaluating.evaluate)
people.command("similar")(comparing.similar)
app.command("funnel")(question_command(FunnelQuestion, funnels.show_funnel))
app.command()(changes.change)
app.command()(outcomes.attribution)
app.command()(outcomes.retention)
app.command()(patterns.patterns)
app.command()(driving.drivers)
app.command()(flowing.paths)
app.command()(flowing.transitions)
app.command()(flowing.variants)
app.command()(matrices.matrix)
app.command()(predicting.predict)
app.command()(asking.person)
app.command()(asking.query)
app.command("app")(explorer.serve)
app.command()(explorer.demo)
app.command()(bench.bench)


def main() -> None:
    """Run the command line; our own errors become one clear message and exit code 1."""
    # The driver logs each retry of its own; what matters of them is in the error that we raise.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    try:
        app()
    except OnepathError as error:
        complain(error)
        sys.exit(1)
    except OSError as error:
        complain(_refused(error))
        sys.exit(1)


def _refused(error: OSError) -> OnepathError:
    """The operating system's refusals that nobody closer to the work has put into words."""
    full = error.errno in NO_ROOM
    return OnepathError(
        f"The system refused: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}.",
        kept="What was committed before is kept.",
        action="Free some space and run the same command again."
        if full
        else "Check the path and its permissions.",
    )
