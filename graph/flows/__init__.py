"""Where journeys go: paths, transitions, rework, variants, matrices, and logs for other programs."""

from .event_texts import event_alternatives, event_text
from .export import JourneyExport, export_journeys
from .flow_question import FlowQuestion
from .labels import OTHER, SCOPES, Counted, LabelBy, TrailOptions, list_labels
from .matrix import Cell, Matrix
from .paths import Paths, PathsQuestion, PathStep
from .rework import Loop, Repeat, Rework, ReworkQuestion
from .step_matrix import StepMatrixQuestion
from .transition_matrix import TransitionMatrixQuestion
from .transitions import Transition, Transitions, TransitionsQuestion
from .variants import Coverage, Variant, Variants, VariantsQuestion

__all__ = [
    "OTHER",
    "SCOPES",
    "Cell",
    "Counted",
    "Coverage",
    "FlowQuestion",
    "JourneyExport",
    "LabelBy",
    "Loop",
    "Matrix",
    "PathStep",
    "Paths",
    "PathsQuestion",
    "Repeat",
    "Rework",
    "ReworkQuestion",
    "StepMatrixQuestion",
    "TrailOptions",
    "Transition",
    "TransitionMatrixQuestion",
    "Transitions",
    "TransitionsQuestion",
    "Variant",
    "Variants",
    "VariantsQuestion",
    "event_alternatives",
    "event_text",
    "export_journeys",
    "list_labels",
]
