"""What commands print: tables, JSON, progress and errors."""

from .output import (
    answer,
    can_ask,
    columns_that_fit,
    complain,
    console,
    errors,
    fits,
    share,
    table,
    wrap_list,
)
from .progress import Bar, bar, step_bar

__all__ = [
    "Bar",
    "answer",
    "bar",
    "can_ask",
    "columns_that_fit",
    "complain",
    "console",
    "errors",
    "fits",
    "share",
    "step_bar",
    "table",
    "wrap_list",
]
