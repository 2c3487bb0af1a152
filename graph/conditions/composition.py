"""Puts a filter into a query of `cypher/`, in place of the holes that the query has for it.

A hole is valid Cypher that means everybody, with a comment behind it that says what is filtered there:

    true /* filter journey */                          the whole journey of `journey`
    units /* filter units */                           the trails of `journey` by `$scope`, as a list
    range(0, size(units) - 1) /* filter places */      their places, where more than trails is needed
    true /* filter entry: letter; time */              where what is counted begins, if not with the unit

In a query with an entry, or where Python looks for it, the others say `/* filter units, entry elsewhere */`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..store import all_fragments
from .compiler import Leaf, Node

_HOLE = re.compile(
    r"(?:(?P<journey>true) /\* filter journey"
    r"|(?P<units>\w+) /\* filter units"
    r"|range\(0, size\((?P<places>\w+)\) - 1\) /\* filter places)(?P<elsewhere>, entry elsewhere)? \*/"
    r"|true /\* filter entry: (?P<letter>[^;]+); (?P<time>[^;]+?) \*/"
)
_WORD = re.compile(r"(?<![\w.$])(trail|clock|letter|time)\b")
_VALUE = re.compile(r"\$([a-z_]+)")
_CLOCKS = "CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END"
_NOT_EMPTY = "{} <> ''"
"""Nobody who did nothing meets a filter; looked at last, for hardly anybody did."""
_JOURNEY = {
    "trail": "journey.trail",
    "clock": "journey.clock",
    "letter": "left(journey.trail, 1)",
    "time": "toInteger(left(journey.clock, 16))",
}


def compose(text: str, conditions: Sequence[Node], entry: Sequence[Node]) -> tuple[str, dict[str, Any]]:
    """The query with all these conditions, and their parameters. Raises ValueError for one without a hole."""
    if not conditions and not entry:
        return text, {}
    writer = _Writer({leaf: n for n, leaf in enumerate(dict.fromkeys(_leaves([*conditions, *entry])))})
    composed, holes = _HOLE.subn(lambda hole: writer.fill(hole, conditions, entry), text)
    if not holes:
        raise ValueError("this query has no place for a filter")
    return composed, writer.parameters


def _leaves(nodes: Sequence[Node]) -> Iterator[Leaf]:
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from _leaves(node.parts)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes; each leaf's parameters have its number."""

    numbers: Mapping[Leaf, int]
    parameters: dict[str, Any] = field(default_factory=dict)

    def fill(self, hole: re.Match[str], conditions: Sequence[Node], entry: Sequence[Node]) -> str:
        """What a hole is replaced by."""
        if hole["letter"]:
            words = {"letter": hole["letter"], "time": hole["time"]}
            return _all(self._write(one, words) for one in entry) or "true"
        nodes = [*conditions, *(() if hole["elsewhere"] else entry)]
        if not nodes:
            return hole[0]
        if hole["journey"]:
            written = [self._write(one, _JOURNEY) for one in nodes]
            return f"({_all([*written, _NOT_EMPTY.format('journey.trail')])})"
        return self._list(nodes, hole["units"] or hole["places"], whole=hole["units"] is not None)

    def _list(self, nodes: Sequence[Node], units: str, *, whole: bool) -> str:
        """The units that meet the nodes as a list, or their places."""
        trail, clock = f"{units}[n]", "filter_clocks[n]"
        words = {
            "trail": trail,
            "clock": clock,
            "letter": f"left({trail}, 1)",
            "time": f"toInteger(left({clock}, 16))",
        }
        once: list[str] = []
        written = [self._write(one, words, once) for one in nodes]
        condition = _all([*written, _NOT_EMPTY.format(trail)])
        answer = f" | {trail}" if whole else ""
        composed = f"[n IN range(0, size({units}) - 1) WHERE {condition}{answer}]"
        # A list of one entry names what is read once for all of a person's units.
        if clock in condition:
            composed = f"head([filter_clocks IN [{_CLOCKS}] |\n  {composed}])"
        if once:
            composed = f"head([filter_person IN [[{', '.join(once)}]] |\n  {composed}])"
        return composed

    def _write(self, node: Node, words: Mapping[str, str], once: list[str] | None = None) -> str:
        if isinstance(node, Leaf):
            return self._leaf(node, words, once)
        parts = [self._write(part, words, once) for part in node.parts]
        if node.operator == "NOT":
            return f"NOT ({parts[0]})"
        joint = f"\n    {node.operator} "
        return f"({joint.join(parts)})"

    def _leaf(self, leaf: Leaf, words: Mapping[str, str], once: list[str] | None) -> str:
        number, values = self.numbers[leaf], leaf.values
        fragment = all_fragments()[f"fragments/filter/{leaf.fragment}"]
        if {one.name for one in fragment.parameters} != set(values):
            raise ValueError(f"the fragment {leaf.fragment} does not take {', '.join(values)}")
        text = _VALUE.sub(lambda name: f"$filter_{number}_{name[1]}", fragment.text)
        self.parameters.update({f"filter_{number}_{name}": value for name, value in values.items()})
        if leaf.about == "trail":
            return _WORD.sub(lambda word: words[word[1]], text)
        if leaf.about == "person":
            return text if once is None else _once(text, once)
        has_event, by_session = (
            all_fragments()[f"fragments/{name}"].text.replace("true /* event */", text)
            for name in ("has_event", "has_event_by_session")
        )
        if once is None:
            return has_event
        units = f"CASE WHEN NOT {has_event} THEN [] WHEN $scope = 'session' THEN {by_session} ELSE [true] END"
        return f"coalesce({_once(units, once)}[n], false)"


def _once(text: str, once: list[str]) -> str:
    """The name of what is evaluated once for all of a person's units, and is now among `once`."""
    if text not in once:
        once.append(text)
    return f"filter_person[{once.index(text)}]"


def _all(texts: Iterator[str] | Sequence[str]) -> str:
    return "\n    AND ".join(texts)
