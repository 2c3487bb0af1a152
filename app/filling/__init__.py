"""Filling the graph: simulate, load, resolve, build journeys. Commands and pages do it alike, and show it
each in their own way.
"""

from .files import files_in
from .reading import Reading
from .steps import Show, Shown, Step, build, check_file, demo_folder, load_file, resolve_people, simulate_into

__all__ = [
    "Reading", "Show", "Shown", "Step", "build", "check_file", "demo_folder", "files_in", "load_file",
    "resolve_people", "simulate_into",
]  # fmt: skip
