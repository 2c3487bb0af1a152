"""Identity resolution: rules, evidence, the limits of a person, decisions and their undo, explanations."""

from .as_of import Past
from .components import ConnectedComponents, connected_components
from .decisions import (
    Author,
    DecisionResult,
    ManualDecision,
    block,
    blocked_links,
    keep_separate,
    merge,
    undo,
    unmerge,
)
from .evidence import Admission, day_of, divide_members
from .explanation import EvidenceStep, Explanation, explain
from .history import Decision, History, decision_history
from .linkage_model import LOWEST_PROBABILITY
from .lock import take_place
from .memberships import IdentityMap, Membership, identity_map
from .people_changes import Cluster, Member, cluster_of
from .resolution import Resolution, ResolveOptions, resolve, resolve_now
from .review_items import ReviewItem, ReviewQueue, read_review_queue
from .rules import Rules, default_rules, load_rules
from .similar_accounts import SimilarAccounts, link_similar
from .verification import Verification, repair, verify

__all__ = [
    "LOWEST_PROBABILITY",
    "Admission",
    "Author",
    "Cluster",
    "ConnectedComponents",
    "Decision",
    "DecisionResult",
    "EvidenceStep",
    "Explanation",
    "History",
    "IdentityMap",
    "ManualDecision",
    "Member",
    "Membership",
    "Past",
    "Resolution",
    "ResolveOptions",
    "ReviewItem",
    "ReviewQueue",
    "Rules",
    "SimilarAccounts",
    "Verification",
    "block",
    "blocked_links",
    "cluster_of",
    "connected_components",
    "day_of",
    "decision_history",
    "default_rules",
    "divide_members",
    "explain",
    "identity_map",
    "keep_separate",
    "link_similar",
    "load_rules",
    "merge",
    "read_review_queue",
    "repair",
    "resolve",
    "resolve_now",
    "take_place",
    "undo",
    "unmerge",
    "verify",
]
