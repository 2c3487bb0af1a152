"""The views of the page Journeys: paths, what follows what, who is where, and whole sequences."""

from onepath.app.explorer.journeys.asking import Asked, choose_lens
from onepath.app.explorer.journeys.matrices import show_next, show_steps
from onepath.app.explorer.journeys.paths import show_paths
from onepath.app.explorer.journeys.transitions import show_transitions
from onepath.app.explorer.journeys.variants import show_variants

__all__ = [
    "Asked",
    "choose_lens",
    "show_next",
    "show_paths",
    "show_steps",
    "show_transitions",
    "show_variants",
]
