"""The command `onepath`."""

from .main import main

__all__ = ["main"]
