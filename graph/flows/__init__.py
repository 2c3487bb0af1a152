"""Where journeys go: paths, transitions, variants, matrices, and logs for other programs."""

from .export import Exported, export
from .lens import OTHER, Lens, Scope, Show, labels, spelling, steps_of
from .matrices import Cell, Matrix, step_matrix, step_passages, transition_matrix
from .naming import event_alternatives, event_text
from .passages import Passage, Passages, Passed, Walker, walkers
from .paths import Paths, PathStep, follow, path_event_passages, path_passages, paths
from .transitions import (
    Again,
    Loop,
    Rework,
    Transition,
    again_passages,
    event_passages,
    loop_passages,
    rework,
    slowest,
    transition_passages,
    transitions,
)
from .variants import Covered, Variant, Variants, variant_passages, variants

__all__ = [
    "OTHER",
    "Again",
    "Cell",
    "Covered",
    "Exported",
    "Lens",
    "Loop",
    "Matrix",
    "Passage",
    "Passages",
    "Passed",
    "PathStep",
    "Paths",
    "Rework",
    "Scope",
    "Show",
    "Transition",
    "Variant",
    "Variants",
    "Walker",
    "again_passages",
    "event_alternatives",
    "event_passages",
    "event_text",
    "export",
    "follow",
    "labels",
    "loop_passages",
    "path_event_passages",
    "path_passages",
    "paths",
    "rework",
    "slowest",
    "spelling",
    "step_matrix",
    "step_passages",
    "steps_of",
    "transition_matrix",
    "transition_passages",
    "transitions",
    "variant_passages",
    "variants",
    "walkers",
]
