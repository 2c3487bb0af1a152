"""A command imports what it needs when it is called: counted in modules, since seconds differ by machine."""

import inspect
import json
import subprocess
import sys

import pytest
from onepath.app.commands.lazy import LazyCommand
from onepath.app.commands.registry import COMMANDS

SLOW = {
    "jgo", "neo4j", "neomodel", "numpy", "pandas", "phonenumbers", "psutil", "pyarrow", "pydantic",
    "requests", "streamlit",
}  # fmt: skip
"""Packages that take more than ten milliseconds to import."""
NEVER_FOR_HELP = SLOW - {"numpy", "phonenumbers", "psutil", "pyarrow", "pydantic"}

RUN = """
import json, sys
from onepath.app.commands import main
sys.argv = ["onepath", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported(*words: str) -> set[str]:
    """The packages that a command line has imported when it ends."""
    done = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["identity", "--help"]], ids=" ".join)
def test_what_needs_no_command_imports_nothing_slow(words: list[str]):
    assert imported(*words) & SLOW == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_imports_neither_driver_nor_explorer(command: str):
    assert imported(*command.split(), "--help") & NEVER_FOR_HELP == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_listed_with_the_first_line_of_its_help(command: str):
    target, summary = COMMANDS[command]
    loaded = LazyCommand(command, target, summary).load()
    assert inspect.cleandoc(loaded.help or "").partition("\n")[0] == summary
