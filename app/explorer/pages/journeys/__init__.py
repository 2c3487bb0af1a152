"""The views of the page Journeys: paths, what follows what, who is where, and whole sequences."""

from .form import Asked, choose_lens
from .matrices import show_next, show_steps
from .paths import show_paths
from .transitions import show_transitions
from .variants import show_variants

__all__ = [
    "Asked",
    "choose_lens",
    "show_next",
    "show_paths",
    "show_steps",
    "show_transitions",
    "show_variants",
]
