"""Identity resolution: rules, evidence, decisions about people, and why they were made."""

from .as_of import Past
from .changes import Group, Member, group_of
from .connected_components import Connected, components
from .decisions import (
    DecisionResult,
    ManualDecision,
    Who,
    block,
    blocked_links,
    keep_separate,
    merge,
    undo,
    unmerge,
)
from .evidence import Admission, day_of, taken_apart
from .explanation import Explanation, PathLink, explain
from .history import Decision, History, decision_history
from .likeness import LOWEST
from .lock import take_place
from .memberships import IdentityMap, Membership, identity_map
from .resolution import How, Resolution, resolve, resolve_now
from .review_items import ReviewItem, ReviewQueue, read_review_queue
from .rules import Rules, default_rules, load_rules
from .similar import SimilarAccounts, link_similar
from .verification import Verification, verify

__all__ = [
    "LOWEST",
    "Admission",
    "Connected",
    "Decision",
    "DecisionResult",
    "Explanation",
    "Group",
    "History",
    "How",
    "IdentityMap",
    "ManualDecision",
    "Member",
    "Membership",
    "Past",
    "PathLink",
    "Resolution",
    "ReviewItem",
    "ReviewQueue",
    "Rules",
    "SimilarAccounts",
    "Verification",
    "Who",
    "block",
    "blocked_links",
    "components",
    "day_of",
    "decision_history",
    "default_rules",
    "explain",
    "group_of",
    "identity_map",
    "keep_separate",
    "link_similar",
    "load_rules",
    "merge",
    "read_review_queue",
    "resolve",
    "resolve_now",
    "take_place",
    "taken_apart",
    "undo",
    "unmerge",
    "verify",
]
