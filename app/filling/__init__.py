"""Filling the graph: simulate, load, resolve, build journeys. Commands and pages do it alike, and show it
each in their own way.
"""

from onepath.app.filling.files import files_in
from onepath.app.filling.reading import Reading
from onepath.app.filling.steps import (
    Show,
    Shown,
    Step,
    build,
    check_file,
    demo_folder,
    load_file,
    resolve_people,
    simulate_into,
)

__all__ = [
    "Reading", "Show", "Shown", "Step", "build", "check_file", "demo_folder", "files_in", "load_file",
    "resolve_people", "simulate_into",
]  # fmt: skip
