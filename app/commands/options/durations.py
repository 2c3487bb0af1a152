"""Durations as they are typed."""

from datetime import timedelta

import typer
from onepath.graph.durations import parse_duration


def duration(text: str) -> timedelta:
    """A duration such as 30m, 12h, 7d or 2w. Raises typer.BadParameter."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
