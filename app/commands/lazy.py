"""Commands that are imported when somebody calls them, so that `onepath --help` need not wait for all."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class LazyCommand(TyperCommand):
    """Stands for a command in lists and helps; calling it imports it.

    `target` is `module:function`, below this package.
    """

    def __init__(self, name: str, target: str, summary: str, panel: str | None = None) -> None:
        super().__init__(name=name, callback=None, help=summary, rich_help_panel=panel)
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
    panels: Mapping[str, Sequence[str]],
    groups: Mapping[str, str],
    commands: Mapping[str, tuple[str, str]],
) -> dict[str, LazyCommand | TyperGroup]:
    """The commands and groups of the root, in the order of their panels.

    `groups` have their help by name; `commands` their target and the first line of their help, by the words
    that call them.
    """
    made: dict[str, LazyCommand | TyperGroup] = {}
    for panel, names in panels.items():
        for name in names:
            made[name] = (
                _group(name, groups[name], commands, panel)
                if name in groups
                else LazyCommand(name, *commands[name], panel)
            )
    return made


def _group(name: str, about: str, commands: Mapping[str, tuple[str, str]], panel: str) -> TyperGroup:
    group = TyperGroup(name=name, help=about, no_args_is_help=True, rich_help_panel=panel)
    for words, (target, summary) in commands.items():
        first, _, rest = words.partition(" ")
        if first == name:
            group.add_command(LazyCommand(rest, target, summary))
    return group
