"""Identity resolution: rules, evidence, the limits of a person, decisions and their undo, explanations."""

from .as_of import Past
from .changes import Cluster, Member, cluster_of
from .components import ConnectedComponents, connected_components
from .decisions import Author, DecisionResult, block, cut_between, join, keep_apart, split, undo
from .evidence import Admission, day_of, separate
from .explanation import Explanation, explain
from .likeness import LOWEST
from .lock import take_place
from .resolution import Resolution, ResolveOptions, resolve, resolve_now
from .rules import Rules, default_rules, load_rules
from .similar import link_similar
from .verification import verify

__all__ = [
    "LOWEST",
    "Admission",
    "Author",
    "Cluster",
    "ConnectedComponents",
    "DecisionResult",
    "Explanation",
    "Member",
    "Past",
    "Resolution",
    "ResolveOptions",
    "Rules",
    "block",
    "cluster_of",
    "connected_components",
    "cut_between",
    "day_of",
    "default_rules",
    "explain",
    "join",
    "keep_apart",
    "link_similar",
    "load_rules",
    "resolve",
    "resolve_now",
    "separate",
    "split",
    "take_place",
    "undo",
    "verify",
]
