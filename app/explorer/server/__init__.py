"""The explorer's web server: how it is started, and the script that it runs for each reader."""

from .process import command, environment, serve

__all__ = ["command", "environment", "serve"]
