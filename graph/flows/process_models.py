"""The directly-follows graph as a process that other programs read: BPMN 2.0, and a Petri net as PNML.

Both allow exactly the units that go along the edges, from a first event to a last one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .event_log import quoted

_BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="onepath">
"""
_PNML = """<?xml version="1.0" encoding="UTF-8"?>
<pnml xmlns="http://www.pnml.org/version-2009/grammar/pnml">
  <net id="journeys" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel">
    <page id="page">
"""
_SIZES = {"task": (140, 60), "exclusiveGateway": (40, 40), "startEvent": (36, 36), "endEvent": (36, 36)}
_COLUMN, _LINE = 340, 110


@dataclass(frozen=True, slots=True)
class Edge:
    """How often `target` follows `source`; None is the start, or the end."""

    source: str | None
    target: str | None
    times: int


@dataclass(frozen=True, slots=True)
class _Node:
    key: str
    kind: str
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class _Flow:
    source: str
    target: str
    name: str


def write_bpmn(file: Path, edges: Sequence[Edge]) -> None:
    """A task an event; where several edges meet or part is an exclusive gateway. Flows are named by times."""
    nodes, flows = _diagram(edges)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_BPMN)
        out.write('  <process id="journeys" isClosed="false" isExecutable="false" processType="None">\n')
        out.writelines(
            f"    <{node.kind} id={quoted(node.key)} name={quoted(node.name)}/>\n" for node in nodes
        )
        out.writelines(
            f'    <sequenceFlow id="flow_{n}" name={quoted(flow.name)} sourceRef={quoted(flow.source)} '
            f"targetRef={quoted(flow.target)}/>\n"
            for n, flow in enumerate(flows)
        )
        out.write("  </process>\n")
        out.writelines(_drawing(nodes, flows))
        out.write("</definitions>\n")


def write_pnml(file: Path, edges: Sequence[Edge]) -> None:
    """A transition an event between a place before and a place after it; an edge is a silent transition."""
    events = _events(edges)
    ends = {None: ("source", "sink")}
    places = ends | {event: (f"before_{n}", f"after_{n}") for n, event in enumerate(events)}
    arcs = [
        arc
        for n, event in enumerate(events)
        for arc in ((places[event][0], f"event_{n}"), (f"event_{n}", places[event][1]))
    ]
    for n, edge in enumerate(edges):
        begin = "source" if edge.source is None else places[edge.source][1]
        end = "sink" if edge.target is None else places[edge.target][0]
        arcs += [(begin, f"edge_{n}"), (f"edge_{n}", end)]
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_PNML)
        for key in ("source", "sink", *(place for event in events for place in places[event])):
            marked = "<initialMarking><text>1</text></initialMarking>" if key == "source" else ""
            out.write(f'      <place id="{key}"><name><text>{key}</text></name>{marked}</place>\n')
        for n, event in enumerate(events):
            out.write(
                f'      <transition id="event_{n}"><name><text>{_text(event)}</text></name></transition>\n'
            )
        for n, edge in enumerate(edges):
            out.write(
                f'      <transition id="edge_{n}"><name><text>{edge.times} times</text></name>'
                f'<toolspecific tool="ProM" version="6.4" activity="$invisible$" localNodeID="edge_{n}"/>'
                "</transition>\n"
            )
        out.writelines(
            f'      <arc id="arc_{n}" source="{begin}" target="{end}"/>\n'
            for n, (begin, end) in enumerate(arcs)
        )
        out.write('    </page>\n    <finalmarkings><marking><place idref="sink"><text>1</text></place>')
        out.write("</marking></finalmarkings>\n  </net>\n</pnml>\n")


def _events(edges: Sequence[Edge]) -> list[str]:
    return sorted({name for edge in edges for name in (edge.source, edge.target) if name is not None})


def _text(name: str) -> str:
    """A text between tags: an attribute without its quotes, whichever they are."""
    return quoted(name)[1:-1]


def _diagram(edges: Sequence[Edge]) -> tuple[list[_Node], list[_Flow]]:
    far = _distances(edges)
    nodes: list[_Node] = []
    flows: list[_Flow] = []
    into: dict[str | None, str] = {}
    out_of: dict[str | None, str] = {}
    lines: dict[int, int] = {}

    def add(event: str | None, kind: str, key: str, column: int) -> None:
        entering = [edge for edge in edges if edge.target == event] if kind != "startEvent" else []
        leaving = [edge for edge in edges if edge.source == event] if kind != "endEvent" else []
        line = lines[column] = lines.get(column, 0) + 1
        x, y = column * _COLUMN, line * _LINE
        nodes.append(_Node(key, kind, event or "", x, y))
        into[event if kind != "startEvent" else "\0"] = out_of[event if kind != "endEvent" else "\0"] = key
        if len(entering) > 1:
            nodes.append(_Node(f"{key}_in", "exclusiveGateway", "", x - 100, y))
            flows.append(_Flow(f"{key}_in", key, ""))
            into[event] = f"{key}_in"
        if len(leaving) > 1:
            nodes.append(_Node(f"{key}_out", "exclusiveGateway", "", x + 100, y))
            flows.append(_Flow(key, f"{key}_out", ""))
            out_of[event] = f"{key}_out"

    add(None, "startEvent", "start", 0)
    for n, event in enumerate(_events(edges)):
        add(event, "task", f"event_{n}", far.get(event, 1))
    add(None, "endEvent", "end", max(far.values(), default=0) + 1)
    flows += [_Flow(out_of[edge.source], into[edge.target], str(edge.times)) for edge in edges]
    return nodes, flows


def _distances(edges: Sequence[Edge]) -> dict[str, int]:
    """How many edges each event is from the start, along the shortest way."""
    far: dict[str, int] = {}
    reached: set[str | None] = {None}
    distance = 0
    while reached:
        distance += 1
        reached = {edge.target for edge in edges if edge.source in reached} - far.keys() - {None}
        far |= {event: distance for event in reached if event is not None}
    return far


def _drawing(nodes: Sequence[_Node], flows: Sequence[_Flow]) -> Iterator[str]:
    """Where everything stands, for programs that draw nothing without it."""
    places = {node.key: node for node in nodes}
    yield '  <bpmndi:BPMNDiagram id="diagram">\n    <bpmndi:BPMNPlane id="plane" bpmnElement="journeys">\n'
    for node in nodes:
        wide, tall = _SIZES[node.kind]
        yield (
            f'      <bpmndi:BPMNShape id="shape_{node.key}" bpmnElement="{node.key}"><omgdc:Bounds '
            f'x="{node.x - wide // 2}" y="{node.y - tall // 2}" width="{wide}" height="{tall}"/>'
            "</bpmndi:BPMNShape>\n"
        )
    for n, flow in enumerate(flows):
        begin, end = places[flow.source], places[flow.target]
        yield (
            f'      <bpmndi:BPMNEdge id="edge_{n}" bpmnElement="flow_{n}">'
            f'<omgdi:waypoint x="{begin.x}" y="{begin.y}"/><omgdi:waypoint x="{end.x}" y="{end.y}"/>'
            "</bpmndi:BPMNEdge>\n"
        )
    yield "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n"
