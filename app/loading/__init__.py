"""From files to journeys: simulate, load, resolve, build. Commands and pages take the same steps, and each
shows them in its own way.
"""

from .files import files_in
from .steps import (
    Show,
    Shown,
    Step,
    build,
    check_file,
    demo_folder,
    load_file,
    remove_loads,
    resolve_people,
    settle_loads,
    simulate_into,
)

__all__ = [
    "Show",
    "Shown",
    "Step",
    "build",
    "check_file",
    "demo_folder",
    "files_in",
    "load_file",
    "remove_loads",
    "resolve_people",
    "settle_loads",
    "simulate_into",
]  # fmt: skip
