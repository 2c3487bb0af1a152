"""Other programs read what onepath writes, and count the same: PM4Py on the real file, here and as exported.

PM4Py is AGPL: it is read by these tests, and no part of onepath.
"""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from command_line import answered, complaint
from onepath.graph.conditions import Filter
from onepath.graph.errors import QuestionInvalid
from onepath.graph.flows import TrailOptions, TransitionsQuestion, VariantsQuestion, export_journeys
from onepath.graph.flows.export import cases
from onepath.graph.identity import resolve
from onepath.graph.ingest import load_records
from onepath.graph.journeys import build_journeys
from onepath.graph.store import Graph
from onepath.loaders import read_records
from onepath.loaders.propose import propose
from prepared import Prepare, nothing
from stored import store
from visits import COUNTS, store_visits

pm4py = pytest.importorskip("pm4py")
HOSTILE = "=1+1,\"<a href='x'>&\n\t\x07]]>价格"


def read(path: Path) -> pd.DataFrame:
    """A log as PM4Py takes it."""
    if path.suffix == ".xes":
        return pm4py.read_xes(str(path))
    frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    return pm4py.format_dataframe(frame)


@pytest.mark.parametrize("count", COUNTS)
def test_pm4py_counts_the_same_on_the_real_file(ecom: Graph, folder: Path, count: str):
    written = answered("journeys", "export", "log.csv", "--count", count)
    assert written["events"] == 31106
    log = read(folder / "log.csv")
    edges, starts, ends = pm4py.discover_dfg(log)
    transitions = TransitionsQuestion(count=count).answer(ecom).transitions
    found = {(one.from_event, one.to_event): one.occurrences for one in transitions}
    assert {pair: n for pair, n in found.items() if not {"(start)", "(end)"} & {*pair}} == dict(edges)
    assert {target: n for (source, target), n in found.items() if source == "(start)"} == dict(starts)
    assert {source: n for (source, target), n in found.items() if target == "(end)"} == dict(ends)
    theirs = dict(pm4py.get_variants(log))
    ours = VariantsQuestion(limit=10_000, count=count).answer(ecom)
    assert {tuple(one.steps): one.units for one in ours.shown} == theirs
    assert ours.units == written["units"]


SMALL = [
    [[("a", 1_000_000), (HOSTILE, 2_000_000), ("app/a", 3_500_001)], [("c", 4_000_000)]],
    [[("a", 1_700_000_000_000_000), ("a", 1_700_000_000_000_001), ("c", 1_700_000_000_000_002)]],
    [],
]


@pytest.mark.parametrize("ending", ["csv", "parquet", "xes"])
@pytest.mark.parametrize("count", COUNTS)
def test_a_log_is_read_back_event_by_event(graph: Graph, tmp_path: Path, ending: str, count: str):
    store_visits(graph, SMALL)
    file = tmp_path / f"log.{ending}"
    done = export_journeys(graph, file, options=TrailOptions(count=count))
    log = read(file)
    assert (done.units, done.events) == (3 if count == "sessions" else 2, 7)
    rows = sorted(
        zip(
            log["case:concept:name"], log["time:timestamp"], log["concept:name"], log["org:resource"],
            strict=True,
        )
    )  # fmt: skip
    cases = ("p0#1", "p0#2", "p1#1") if count == "sessions" else ("p0", "p0", "p1")
    # A spreadsheet runs no formula of the CSV; XML has no such character.
    hostile = {"csv": f"'{HOSTILE}", "xes": HOSTILE.replace("\x07", "\ufffd")}.get(ending, HOSTILE)
    at = [1_000_000, 2_000_000, 3_500_001, 4_000_000, *range(1_700_000_000_000_000, 1_700_000_000_000_003)]
    names = ["a", hostile, "a", "c", "a", "a", "c"]
    assert rows == [
        (case, pd.Timestamp(moment, unit="us", tz="UTC"), name, source)
        for case, moment, name, source in zip(
            [cases[0]] * 3 + [cases[1]] + [cases[2]] * 3, at, names,
            ["web", "web", "app", "web", "web", "web", "web"], strict=True,
        )
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == [file]


def test_a_run_is_one_event_at_its_first_time_and_of_its_first_source(graph: Graph, tmp_path: Path):
    store_visits(graph, [[[("a", 1), ("app/a", 2), ("b", 3)]]])
    export_journeys(graph, tmp_path / "log.csv", options=TrailOptions(collapse=True))
    with (tmp_path / "log.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["concept:name"], row["time:timestamp"], row["org:resource"]) for row in rows] == [
        ("a", "1970-01-01T00:00:00.000001+00:00", "web"),
        ("b", "1970-01-01T00:00:00.000003+00:00", "web"),
    ]


def test_only_what_matches_the_filter_is_exported(graph: Graph, tmp_path: Path):
    store_visits(graph, [[[("a", 1), ("b", 2)]], [[("a", 3)]]])
    chosen = Filter.from_options({"did": "b"})
    done = export_journeys(graph, tmp_path / "log.csv", filter=chosen)
    assert (done.units, done.events) == (1, 2)
    assert set(read(tmp_path / "log.csv")["case:concept:name"]) == {"p0"}
    done = export_journeys(graph, tmp_path / "net.pnml", filter=chosen)
    assert (done.units, done.events) == (1, 2)


def test_names_are_those_that_are_shown(graph: Graph, tmp_path: Path):
    store_visits(graph, [[[("a", 1), ("app/a", 2)]]])
    export_journeys(graph, tmp_path / "log.csv", options=TrailOptions(label="both"))
    assert list(read(tmp_path / "log.csv")["concept:name"]) == ["web/a", "app/a"]


def test_xes_is_xml_whatever_names_hold(graph: Graph, tmp_path: Path):
    store_visits(graph, SMALL)
    export_journeys(graph, tmp_path / "log.xes")
    tree = ElementTree.parse(tmp_path / "log.xes")
    space = "{http://www.xes-standard.org/}"
    found = tree.findall(f".//{space}event/{space}string[@key='concept:name']")
    assert Counter(one.get("value") for one in found)[HOSTILE.replace("\x07", "\ufffd")] == 1


@pytest.mark.parametrize("ending", ["bpmn", "pnml"])
def test_a_process_allows_every_journey_that_it_was_made_of(graph: Graph, tmp_path: Path, ending: str):
    walks = ["abc", "acbc", "a", "aab", "cb"]
    store(graph, [[({"c": HOSTILE}.get(name, name), n) for n, name in enumerate(walk)] for walk in walks])
    done = export_journeys(graph, tmp_path / f"net.{ending}")
    export_journeys(graph, tmp_path / "log.parquet")
    assert (done.units, done.events) == (5, 13)
    file = str(tmp_path / f"net.{ending}")
    if ending == "bpmn":
        net, start, end = pm4py.convert_to_petri_net(pm4py.read_bpmn(file))
    else:
        net, start, end = pm4py.read_pnml(file)
    labels = {transition.label for transition in net.transitions if transition.label}
    assert len(labels) == 3
    log = read(tmp_path / "log.parquet")
    # XML gives blanks for line breaks between tags, and U+FFFD stands for what it cannot hold.
    [odd] = labels - {"a", "b"}
    log["concept:name"] = log["concept:name"].map(lambda name: odd if name == HOSTILE else name)
    fit = pm4py.fitness_alignments(log, net, start, end)
    assert fit["percentage_of_fitting_traces"] == 100


def test_a_process_allows_nothing_else(graph: Graph, tmp_path: Path):
    store(graph, [[("a", 0), ("b", 1)], [("b", 0)]])
    export_journeys(graph, tmp_path / "net.pnml")
    net, start, end = pm4py.read_pnml(str(tmp_path / "net.pnml"))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    other = pd.DataFrame(
        {"case:concept:name": ["x", "x"], "concept:name": ["b", "a"], "time:timestamp": [at, at]}
    )
    fit = pm4py.fitness_alignments(pm4py.format_dataframe(other), net, start, end)
    assert fit["percentage_of_fitting_traces"] == 0


def test_what_cannot_be_written_is_said_and_leaves_nothing(graph: Graph, tmp_path: Path):
    with pytest.raises(QuestionInvalid, match="no journeys"):
        export_journeys(graph, tmp_path / "log.csv")
    with pytest.raises(QuestionInvalid, match="format"):
        export_journeys(graph, tmp_path / "log.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(here: Path, graph: Graph):
    store(graph, [[("a", 0)]])
    assert "nowhere" in complaint("journeys", "export", "nowhere/log.csv")


# A log of somebody else's, loaded, exported and loaded again.

FOREIGN = """case:concept:name,concept:name,time:timestamp,org:resource,source,amount,code,paid,note
007,register,2024-03-13T10:00:00.000250+00:00,Ann,desk,12.5,0042,true,"a, b"
007,pay,2024-03-13T10:00:00.000250+00:00,Bob,web,,,,
008,register,2024-03-14T09:00:00+00:00,,web,3,0043,false,=1+1
"""


def load_proposed(graph: Graph, file: Path) -> None:
    """The file by the mapping that is proposed for it, up to journeys."""
    load_records(graph, read_records(file, propose(file).mapping()), path=str(file), key=file.name)
    resolve(graph)
    build_journeys(graph)


def logged(graph: Graph) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Every case with its events: names, times, sources, resources and properties."""
    return sorted(
        (
            case.name,
            [(one.name, one.at, one.source, one.resource, dict(one.properties)) for one in case.events],
        )
        for case in cases(graph, TrailOptions().read(graph))
    )


@pytest.mark.parametrize("ending", ["csv", "parquet", "xes"])
def test_what_was_exported_loads_again_to_the_same_events(prepare: Prepare, tmp_path: Path, ending: str):
    (tmp_path / "foreign.csv").write_text(FOREIGN, "utf-8")
    graph = prepare(nothing)
    load_proposed(graph, tmp_path / "foreign.csv")
    first = logged(graph)
    at = datetime(2024, 3, 13, 10, 0, 0, 250, UTC)
    properties = {"amount": 12.5, "code": "0042", "paid": True, "note": "a, b", "org_resource": "Ann"}
    assert first[0] == (
        "007",
        [("register", at, "desk", "Ann", properties), ("pay", at, "web", "Bob", {"org_resource": "Bob"})],
    )
    export_journeys(graph, tmp_path / f"log.{ending}")
    again = prepare(lambda graph: load_proposed(graph, tmp_path / f"log.{ending}"))
    # Without a resource of its own an event has its source as one.
    last = {"amount": 3.0, "code": "0043", "paid": False, "note": "=1+1", "org_resource": "web"}
    assert logged(again) == [
        first[0], ("008", [("register", datetime(2024, 3, 14, 9, tzinfo=UTC), "web", "web", last)])
    ]  # fmt: skip


def test_a_log_of_events_takes_the_same_filters_as_every_question(prepare: Prepare, tmp_path: Path):
    (tmp_path / "foreign.csv").write_text(FOREIGN, "utf-8")
    graph = prepare(nothing)
    load_proposed(graph, tmp_path / "foreign.csv")
    for option, value, cases_found in [
        ("property", "amount>10", {7}), ("did", "pay", {7}), ("source", "web", {8}), ("did_not", "pay", {8}),
    ]:  # fmt: skip
        export_journeys(graph, tmp_path / "log.csv", filter=Filter.from_options({option: value}))
        assert set(pd.read_csv(tmp_path / "log.csv")["case:concept:name"]) == cases_found


def test_a_spreadsheet_opens_an_exported_log(graph: Graph, tmp_path: Path):
    store_visits(graph, [[[("价格", 1)]]])
    export_journeys(graph, tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfcase:concept:name,")
