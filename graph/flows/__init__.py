"""Where journeys go: paths, transitions, variants, matrices, and logs for other programs."""

from onepath.graph.flows.export import Exported, export
from onepath.graph.flows.lens import OTHER, Lens, Scope, Show, labels, spelling, steps_of
from onepath.graph.flows.matrices import Cell, Matrix, step_matrix, step_passages, transition_matrix
from onepath.graph.flows.naming import event_alternatives, event_text
from onepath.graph.flows.passages import Passage, Passages, Passed, Walker, walkers
from onepath.graph.flows.paths import Paths, PathStep, follow, path_event_passages, path_passages, paths
from onepath.graph.flows.split import groups
from onepath.graph.flows.transitions import (
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
from onepath.graph.flows.variants import Covered, Variant, Variants, variant_passages, variants
from onepath.graph.journeys import EVERYBODY, Group

__all__ = [
    "EVERYBODY",
    "OTHER",
    "Again",
    "Cell",
    "Covered",
    "Exported",
    "Group",
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
    "groups",
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
