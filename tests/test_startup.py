"""A command imports what it needs when it is called: counted in modules, since seconds differ by machine."""

import inspect
import json
import subprocess
import sys

import pytest
from onepath.app.commands.lazy import LazyCommand
from onepath.app.commands.registry import COMMANDS, PANELS

SLOW = {
    "jgo", "neo4j", "neomodel", "numpy", "pandas", "phonenumbers", "psutil", "pyarrow", "pydantic",
    "requests", "streamlit",
}  # fmt: skip
"""Packages that take more than ten milliseconds to import."""
NOT_FOR_HELP = {"jgo", "neo4j", "neomodel", "pandas", "requests", "streamlit"}
"""What a command imports only when it connects, starts a server or serves pages."""

IMPORTED = 'import json; print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))'


def imported(program: str) -> set[str]:
    """The packages that a program has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{IMPORTED}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_command_imports_nothing_slow(option: str):
    program = f"""
from onepath.app.commands import main
sys.argv = ["onepath", "{option}"]
try:
    main()
except SystemExit as ended:
    assert not ended.code
"""
    assert imported(program) & SLOW == set()


def test_the_help_of_no_command_imports_the_driver_or_the_explorer():
    program = """
from onepath.app.commands.lazy import LazyCommand
from onepath.app.commands.registry import COMMANDS, PANELS
for name, about in COMMANDS.items():
    LazyCommand(name, *about).load()
"""
    assert imported(program) & NOT_FOR_HELP == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_listed_with_the_first_line_of_its_help(command: str):
    target, summary = COMMANDS[command]
    loaded = LazyCommand(command, target, summary).load()
    assert inspect.cleandoc(loaded.help or "").partition("\n")[0] == summary


def test_every_command_is_in_one_panel_of_the_list():
    listed = sorted(name for names in PANELS.values() for name in names)
    assert listed == sorted({command.partition(" ")[0] for command in COMMANDS})
