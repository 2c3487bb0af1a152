"""`resolve --engine spark` finds the same people as the graph does, and `load --bulk` takes them."""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import complaint, onepath
from onepath.graph.bulk import OfflineFiles, ResolvedFolder
from onepath.graph.bulk.resolved_folder import BLOCKED, PEOPLE
from onepath.graph.errors import ExtraMissing, JavaMissing, Refused, SparkError
from onepath.graph.identity import ResolveOptions, Rules, default_rules, resolve, verify
from onepath.graph.ingest import load_records
from onepath.graph.settings import Settings
from onepath.graph.spark import FolderResolution, java, resolve_files, session
from onepath.graph.store import Graph
from onepath.loaders.errors import FileUnreadable, InputError
from onepath.loaders.reader import read_records
from onepath.loaders.simulator import simulate
from pyarrow import dataset
from whole_graph import empty, everything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KINDS = ("member", "user", "phone", "device", "cookie", "shelf")
RULES = default_rules()
FEW_LINKS = RULES.model_copy(update={"people": RULES.people.model_copy(update={"most_links": 9})})
NO_LIMITS = Rules.model_validate({"people": {"most_identifiers": 9_999}, "kinds": {"other": {"priority": 1}}})

Row = Mapping[str, str]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with session("local[2]") as spark:
        # For a handful of rows: neither several parts nor code that is compiled for each query.
        for name, value in (
            ("spark.sql.shuffle.partitions", "1"),
            ("spark.sql.codegen.wholeStage", "false"),
            ("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
        ):
            spark.conf.set(name, value)
        yield spark


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    return tmp_path / "tables"


def write(file: Path, rows: Sequence[Row]) -> Path:
    """Rows as a canonical table, with a column for every name that one of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    file.write_text("".join(",".join(line) + "\n" for line in lines), "utf-8")
    return file


def event(number: int, at: datetime = NOON, **identifiers: str) -> Row:
    of_other_kinds = {
        name if name in KINDS[:-1] else f"{name}:identifier": value for name, value in identifiers.items()
    }
    about = {"source": "web", "message_id": f"m{number}", "name": "view", "original_at": at.isoformat()}
    return {**about, **of_other_kinds}


def people(folder: Path) -> dict[str, Any]:
    rows = dataset.dataset(folder / PEOPLE).to_table().to_pylist()
    return {row["identifier"]: row for row in rows}


def cut(folder: Path) -> dict[str, str]:
    rows = dataset.dataset(folder / BLOCKED).to_table().to_pylist()
    return {row["link"]: row["cut"] for row in rows}


def as_the_graph_says(graph: Graph, files: Sequence[Path], how: ResolveOptions) -> tuple[Any, Any]:
    """What a load of the files and a resolve make of them, in the folder's shape."""
    for file in files:
        load_records(graph, read_records(file), path=str(file), key=str(file))
    resolve(graph, how)
    identifiers = graph.statement(
        "MATCH (i:Identifier)-[:IDENTIFIES]->(p:Person) RETURN i.key AS identifier, p.oneid AS oneid, "
        "p.anchor AS anchor, i.shared AS shared, i.blocked AS blocked"
    )
    links = graph.statement(
        "MATCH ()-[l:LINK]->() WHERE l.cut IS NOT NULL RETURN l.key AS link, l.cut AS cut"
    )
    return {row["identifier"]: row for row in identifiers}, {row["link"]: row["cut"] for row in links}


def test_simulated_people_end_in_the_same_graph_as_by_load_and_resolve(here: Path, graph: Graph):
    simulate(here / "data", people=300, seed=20_611, hard=True)
    loaded = json.loads(onepath("load", "data", "--json", code=0).stdout)
    assert loaded["duplicates"] > 0
    onepath("resolve", code=0)
    wanted = whole(graph)
    empty(graph)

    told = json.loads(
        onepath(
            "resolve", "--engine", "spark", "--tables", "data", "--output", "people", "--master", "local[2]",
            "--json", code=0,
        ).stdout
    )  # fmt: skip
    in_bulk = json.loads(onepath("load", "--bulk", "data", "people", "--json", code=0).stdout)
    for name in ("rows", "loaded", "duplicates", "conflicts", "rejected", "failed"):
        assert in_bulk[name] == loaded[name], name

    with Graph.open(Settings()) as imported:
        found = whole(imported)
        assert found == wanted
        assert imported.ask("internal/identity/size")[0] == {
            name: told[name] for name in ("people", "identifiers", "links")
        }
        assert told["blocked_links"] > 0
        assert verify(imported).clean
        again = resolve(imported)
        assert not again.full
        assert (again.created, again.merged, again.unmerged, again.changed) == (0, 0, 0, 0)


def whole(graph: Graph) -> list[str]:
    """All but the places of those who resolve, which are made when somebody resolves."""
    return [row for row in everything(graph) if '"key": "lock ' not in row]


def test_random_evidence_ends_in_the_same_people_and_blocked_links(
    spark: Any, graph: Graph, tables: Path, tmp_path: Path
):
    draw = random.Random(38)

    def some() -> dict[str, str]:
        kinds = draw.sample(KINDS, draw.randint(1, 3))
        return {kind: f"{kind}{draw.randint(1, 12)}" for kind in kinds}

    # Repeated keys with other identifiers, links that are too old, and events that have yet to happen.
    events = [
        event(draw.randint(1, 300), NOON + timedelta(days=draw.randint(-900, 400)), **some())
        for _ in range(330)
    ]
    events += [event(1_000 + n, shelf="office", phone=f"1380013800{n}") for n in range(5)]
    # Accounts that are sent again: later or earlier or at no time, with fewer identifiers or other words.
    accounts = []
    for n in range(60):
        named = {kind: value for kind, value in some().items() if kind in KINDS[:-1]}
        updated = draw.choice(("", (NOON + timedelta(days=draw.randint(-900, 0))).isoformat()))
        said = {
            "birth_date": draw.choice(("", "1970-01-02", "1985-06-07")),
            "gender": draw.choice(("", "f", "m")),
        }
        if n % 8 == 0:
            named = {}
        accounts.append({"source": "crm", "user_id": f"u{n % 40}", "updated_at": updated, **said, **named})
    files = [
        write(tables / "identifiers.csv", [{"kind": "cookie", "value": "alone", "source": "web"}]),
        write(tables / "users.csv", accounts[:45]),
        write(tables / "users.later.csv", accounts[45:]),
        write(tables / "events.csv", events[:150]),
        write(tables / "events.later.csv", events[150:]),
    ]
    how = ResolveOptions(FEW_LINKS, "a secret")
    wanted = as_the_graph_says(graph, files, how)

    found = resolve_files(spark, files, tmp_path / "people", how)

    assert (people(tmp_path / "people"), cut(tmp_path / "people")) == wanted
    assert len(wanted[1]) > 3
    assert {row["shared"] for row in wanted[0].values()} > {None, "shared: 5 people by phone"}
    assert any(why and why.startswith("different") for why in wanted[1].values())
    assert "more than 9 links" in {row["blocked"] for row in wanted[0].values()}
    assert found.identifiers == len(wanted[0])
    assert found.people == len({row["oneid"] for row in wanted[0].values()})


def resolved(spark: Any, tables: Path, events: Sequence[Row], rules: Rules) -> FolderResolution:
    return resolve_files(
        spark, [write(tables / "events.csv", events)], tables.parent / "people", ResolveOptions(rules)
    )


def test_a_chain_of_hundreds_is_one_person_and_a_star_beside_it_another(spark: Any, tables: Path):
    chain = [event(n, shelf=f"s{n:03}", row=f"r{n:03}") for n in range(400)]
    chain += [event(1_000 + n, row=f"r{n:03}", shelf=f"s{n + 1:03}") for n in range(400)]
    star = [event(2_000 + n, cookie="kiosk", device=f"d{n}") for n in range(300)]

    found = resolved(spark, tables, chain + star, NO_LIMITS)

    assert (found.people, found.identifiers, found.blocked_links) == (2, 401 + 400 + 301, 0)


def test_an_identifier_with_too_many_links_joins_nobody(spark: Any, tables: Path):
    found = resolved(spark, tables, [event(n, cookie="kiosk", device=f"d{n}") for n in range(10)], FEW_LINKS)
    assert found.people == 11
    assert people(tables.parent / "people")["cookie:kiosk"]["blocked"] == "more than 9 links"


def test_people_without_a_suspicion_and_without_a_link_are_imported_too(spark: Any, tables: Path):
    resolved(spark, tables, [event(1, cookie="c"), event(2, cookie="d")], RULES)
    files = OfflineFiles(tables.parent / "import")
    files.take(read_records(tables / "events.csv"), lambda reject: None, lambda rows: None)
    summary = files.finish([], ResolvedFolder(tables.parent / "people"))
    assert (summary.identifiers, summary.people, summary.links) == (2, 2, 0)


def test_a_family_phone_and_a_shared_tablet_keep_people_apart(spark: Any, tables: Path):
    family = [
        event(1, member="anna", phone="13800138000"),
        event(2, member="bert", phone="13800138000"),
        event(3, user="carl", device="tablet"),
        event(4, user="dora", device="tablet"),
    ]
    assert resolved(spark, tables, family, RULES).people == 6
    found = people(tables.parent / "people")
    assert found["phone:+8613800138000"]["shared"] == "shared: 2 of member"
    assert found["device:tablet"]["shared"] == "shared: 2 of user"


def test_rules_spell_identifiers_as_in_a_load(spark: Any, tables: Path):
    rules = Rules.model_validate(
        {"kinds": {"other": {"priority": 1}, "user": {"priority": 2, "normaliser": "lower"}}}
    )
    found = resolved(
        spark, tables, [event(1, user="ANNA", cookie="c"), event(2, user="anna", cookie="d")], rules
    )
    assert (found.people, found.identifiers) == (1, 3)
    assert "user:anna" in people(tables.parent / "people")


def test_rows_that_say_nothing_are_counted(spark: Any, tables: Path):
    rows = [event(1, cookie="c"), {**event(2, cookie="c"), "original_at": "never"}, event(3)]
    found = resolved(spark, tables, rows, RULES)
    assert (found.identifiers, found.rejected) == (1, 2)


def test_a_file_that_breaks_off_is_told_and_leaves_nothing_behind(spark: Any, tables: Path):
    (tables / "events.jsonl.gz").write_bytes(b"\x1f\x8b but no gzip")
    with pytest.raises(InputError, match=r"(?s)cannot be read whole.*events\.jsonl\.gz"):
        resolve_files(spark, [tables / "events.jsonl.gz"], tables.parent / "people", ResolveOptions(RULES))
    assert [path.name for path in tables.parent.iterdir()] == ["tables"]


def test_a_folder_with_something_in_it_is_not_written_to(spark: Any, tables: Path):
    file = write(tables / "events.csv", [event(1, cookie="c")])
    with pytest.raises(Refused, match="not an empty folder"):
        resolve_files(spark, [file], tables, ResolveOptions(RULES))
    assert file.exists()


def test_people_of_other_tables_are_refused_before_anything_is_imported(
    spark: Any, here: Path, graph: Graph, tables: Path
):
    resolved(spark, tables, [event(1, cookie="c"), event(2, cookie="d")], RULES)
    write(tables / "events.csv", [event(1, cookie="c"), event(2, cookie="e")])
    assert "cookie:d is resolved, and in no table" in complaint("load", "--bulk", "tables", "people")
    write(tables / "events.csv", [event(n, cookie=name) for n, name in enumerate("cde")])
    assert "cookie:e is in the tables, and not resolved" in complaint("load", "--bulk", "tables", "people")
    write(
        tables / "events.csv", [event(1, cookie="c"), event(2, cookie="d"), event(3, cookie="c", device="x")]
    )
    assert "Nothing was imported" in complaint("load", "--bulk", "tables", "people")
    assert graph.ask("internal/explore/nodes") == [{"nodes": 0, "relationships": 0}]


def test_people_are_loaded_with_their_tables_and_in_bulk_only(
    spark: Any, here: Path, graph: Graph, tables: Path
):
    resolved(spark, tables, [event(1, cookie="c")], RULES)
    assert "onepath load --bulk TABLES people" in complaint("load", "tables", "people")
    assert "onepath load --bulk TABLES people" in complaint("load", "--bulk", "people")
    assert graph.ask("internal/explore/nodes") == [{"nodes": 0, "relationships": 0}]


def test_a_damaged_folder_of_people_is_told(tmp_path: Path):
    (tmp_path / "resolved.json").write_text('{"rules": 7}')
    with pytest.raises(FileUnreadable, match=r"resolved\.json is damaged"):
        ResolvedFolder(tmp_path)


def test_the_command_says_what_the_engine_needs(here: Path):
    assert "--engine spark needs --tables" in complaint("resolve", "--engine", "spark", code=2)
    assert "--engine spark needs --output" in complaint(
        "resolve", "--engine", "spark", "--tables", "x", code=2
    )
    assert "is for --engine spark" in complaint("resolve", "--output", "x", code=2)
    words = ("resolve", "--engine", "spark", "--tables", "nothing", "--output", "people")
    assert "There is no file nothing" in complaint(*words)


def test_without_a_jdk_the_message_has_the_line_that_installs_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java, "_candidates", lambda: iter([tmp_path]))
    with pytest.raises(JavaMissing) as told, session("local"):
        pass
    assert "apt-get install default-jdk-headless" in told.value.action
    assert f"{tmp_path}: it has no bin/java" in told.value.message


@pytest.mark.parametrize(
    ("modules", "fault"),
    [
        ("java.base@11.0.2\njdk.incubator.vector@11.0.2", "it is Java 11"),
        ("java.base@25.0.2\njava.sql@25.0.2", "lacks the module jdk.incubator.vector"),
        ("", "older than 9"),
    ],
)
def test_a_java_home_that_spark_cannot_start_with_is_told_with_the_reason(
    modules: str, fault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text(f"#!/bin/sh\nprintf '{modules}'\n")
    (tmp_path / "bin" / "java").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(JavaMissing, match=fault):
        java.find_java_home()


@pytest.mark.parametrize("address", ["sc://127.0.0.1:1", "spark://127.0.0.1:1"])
def test_a_spark_that_does_not_answer_is_told_at_once(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SPARK_REMOTE", address)
    with pytest.raises(SparkError, match=f"No Spark answers at {address}: Connection refused"), session():
        pass


@pytest.mark.parametrize("name", ["pyspark", "splink"])
def test_without_the_extra_the_message_has_the_line_that_installs_it(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    for module in [one for one in sys.modules if one.startswith(f"{name}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissing, match=name) as told, session("local"):
        pass
    assert "onepath[spark]" in told.value.action
