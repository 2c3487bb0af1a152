"""Commands that are imported when somebody calls them, so that `onepath --help` need not wait for all."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class LazyCommand(TyperCommand):
    """Stands for a command in lists and helps; calling it imports it.

    `target` is `module:function`, below this package.
    """

    def __init__(self, name: str, target: str, summary: str) -> None:
        super().__init__(name=name, callback=None, help=summary)
        self.target = target

    def load(self) -> TyperCommand:
        """The command itself."""
        module, _, function = self.target.partition(":")
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(self.name)(getattr(import_module(f".{module}", __package__), function))
        command = typer.main.get_command(alone)
        assert isinstance(command, TyperCommand)
        return command

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """What the group calls to parse a command line: that of the command itself."""
        return self.load().make_context(*args, **extra)


def lazy_commands(
    groups: Mapping[str, str], commands: Mapping[str, tuple[str, str]]
) -> dict[str, LazyCommand | TyperGroup]:
    """Groups by name with their help, and commands by the words that call them, as the root takes them."""
    made: dict[str, LazyCommand | TyperGroup] = {}
    for words, (target, summary) in commands.items():
        *within, name = words.split()
        command = LazyCommand(name, target, summary)
        if not within:
            made[name] = command
            continue
        [group] = within
        if group not in made:
            made[group] = TyperGroup(name=group, help=groups[group], no_args_is_help=True)
        parent = made[group]
        assert isinstance(parent, TyperGroup)
        parent.add_command(command)
    return made
