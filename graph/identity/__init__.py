"""Identity resolution: rules, evidence, the limits of a person, decisions and their undo, explanations."""

from .account_history import AccountLink, AccountRecord, AccountState, account_of
from .accounts import separating_profile
from .as_of import Past
from .components import ConnectedComponents, connected_components
from .decision_notes import DecisionNote
from .decisions import (
    Author,
    DecisionResult,
    block,
    blocked_links,
    keep_separate,
    merge,
    undo,
    unmerge,
    unmerge_identifier,
)
from .evidence import Admission, day_of, divide_members
from .explanation import EvidenceStep, Explanation, explain
from .history import (
    Decision,
    DecisionFilter,
    DecisionKind,
    DecisionList,
    History,
    decision_authors,
    decision_history,
    list_decisions,
)
from .linkage_model import LOWEST_PROBABILITY
from .lock import take_place
from .manual import ManualDecision
from .memberships import AccountMembership, IdentityMap, Membership, identity_map
from .merge_preview import MergePreview, PersonToMerge, preview_merge
from .people_changes import Cluster, Member, cluster_of
from .resolution import Resolution, ResolveOptions, resolve, resolve_now
from .review_items import ReviewItem, ReviewQueue, read_review_queue, review_items_of
from .rules import Rules, default_rules, load_rules
from .similar_accounts import SimilarAccounts, link_similar
from .verification import Verification, repair, verify

__all__ = [
    "LOWEST_PROBABILITY",
    "AccountLink",
    "AccountMembership",
    "AccountRecord",
    "AccountState",
    "Admission",
    "Author",
    "Cluster",
    "ConnectedComponents",
    "Decision",
    "DecisionFilter",
    "DecisionKind",
    "DecisionList",
    "DecisionNote",
    "DecisionResult",
    "EvidenceStep",
    "Explanation",
    "History",
    "IdentityMap",
    "ManualDecision",
    "Member",
    "Membership",
    "MergePreview",
    "Past",
    "PersonToMerge",
    "Resolution",
    "ResolveOptions",
    "ReviewItem",
    "ReviewQueue",
    "Rules",
    "SimilarAccounts",
    "Verification",
    "account_of",
    "block",
    "blocked_links",
    "cluster_of",
    "connected_components",
    "day_of",
    "decision_authors",
    "decision_history",
    "default_rules",
    "divide_members",
    "explain",
    "identity_map",
    "keep_separate",
    "link_similar",
    "list_decisions",
    "load_rules",
    "merge",
    "preview_merge",
    "read_review_queue",
    "repair",
    "resolve",
    "resolve_now",
    "review_items_of",
    "separating_profile",
    "take_place",
    "undo",
    "unmerge",
    "unmerge_identifier",
    "verify",
]
