"""The command `onepath`. A file for each command or group of commands, under its name.

`cli` is all of it, for tests and the reference; it imports a command when somebody calls it.
"""

from .root import cli, main

__all__ = ["cli", "main"]
