"""Which events there are, and their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from onepath.loaders.roles import ROLES, Role, propose_role

from ..errors import QuestionInvalid
from ..store import Graph


@dataclass(frozen=True, slots=True)
class EventName:
    """A kind of event: how many there are, of how many people, and its role."""

    name: str
    events: int
    people: int
    role: Role = "behaviour"


def event_names(graph: Graph) -> list[EventName]:
    """Every event name, the most frequent first."""
    return [
        EventName(row["name"], row["events"], row["people"], row["role"] or propose_role(row["name"]))
        for row in graph.ask("sources/event_names")
    ]


def set_roles(graph: Graph, roles: Mapping[str, str]) -> None:
    """Set the role of events with these names, also of those that are loaded later.

    Raises QuestionInvalid, with the roles, for an unknown role; nothing is set then.
    """
    for name, role in roles.items():
        if role not in ROLES:
            near = get_close_matches(role, ROLES, 1, 0.5)
            meant = f"Did you mean {near[0]}? " if near else ""
            raise QuestionInvalid(
                f"{role!r} is not a role, so none was set for {name}.",
                action=f"{meant}The roles are: {', '.join(ROLES)}.",
            )
    if roles:
        rows = [{"name": name, "role": role} for name, role in roles.items()]
        graph.run("internal/journeys/role_set", rows=rows)
