"""The command `onepath`."""

from onepath.app.commands.main import main

__all__ = ["main"]
