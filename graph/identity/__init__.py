"""Who is who: rules, evidence, guards and decisions about people, and one person looked up."""

from .as_of import Past
from .changes import Group, Member, group_of
from .connected_components import Connected, components
from .decisions import Decided, Who, block, cut_between, join, keep_apart, split, undo
from .evidence import Admission, day_of, taken_apart
from .explanation import Explanation, explain
from .likeness import LOWEST
from .lock import take_place
from .resolution import How, Resolution, resolve, resolve_now
from .rules import Rules, default_rules, load_rules
from .similar import link_similar
from .verification import verify

__all__ = [
    "LOWEST",
    "Admission",
    "Connected",
    "Decided",
    "Explanation",
    "Group",
    "How",
    "Member",
    "Past",
    "Resolution",
    "Rules",
    "Who",
    "block",
    "components",
    "cut_between",
    "day_of",
    "default_rules",
    "explain",
    "group_of",
    "join",
    "keep_apart",
    "link_similar",
    "load_rules",
    "resolve",
    "resolve_now",
    "split",
    "take_place",
    "taken_apart",
    "undo",
    "verify",
]
