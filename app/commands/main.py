"""The command's root: every command is named here, and every error of ours ends here."""

import sys

import typer
from onepath.app.commands import asking, engine, explorer, loading
from onepath.app.commands.terminal import complain
from onepath.loaders.errors import OnepathError

app = typer.Typer(
    name="onepath",
    help=(
        "Explore identities and journeys in a graph.\n\n"
        "Begin with `onepath demo`, or: `onepath up`, `onepath load FILES`, `onepath resolve`, "
        "`onepath journeys build`, `onepath app`.\n\n"
        "Exit codes: 0 all done; 1 something failed or was rejected (what was good is kept); "
        "2 the command line is wrong."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
journeys = typer.Typer(help="Build stored journeys.", no_args_is_help=True)
app.add_typer(journeys, name="journeys")

app.command()(engine.up)
app.command()(engine.down)
app.command()(engine.status)
app.command()(loading.simulate)
app.command()(loading.load)
app.command()(loading.resolve)
journeys.command("build")(loading.build)
app.command()(asking.funnel)
app.command()(asking.paths)
app.command()(asking.person)
app.command()(asking.query)
app.command("app")(explorer.serve)
app.command()(explorer.demo)


def main() -> None:
    """Run the command line; our own errors become one clear message and exit code 1."""
    try:
        app()
    except OnepathError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was committed is kept; the same command goes on from there.", err=True)
        sys.exit(1)
