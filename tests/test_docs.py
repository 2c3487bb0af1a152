"""What the documents say is so: commands, options, paths and links exist, and the tutorial works."""

import doctest
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
from onepath.app.commands.answer_types import ANSWER_TYPES
from onepath.graph.engine import Engine
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, all_queries, find_query

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = runpy.run_path(str(DOCS / "write_reference.py"))
PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "README.zh-CN", "ARCHITECTURE", "CONTRIBUTING")),
    *DOCS.glob("*.md"),
]
made_pages = cache(REFERENCE["pages"])
COMMANDS = REFERENCE["tree"]()
OPTIONS = {"--help"} | {
    option for command in COMMANDS.values() for item in command.params for option in item.opts
}

BLOCK = re.compile(r"^```(?P<about>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"(?<![\w/.-])(?:(?:app|cypher|docs|graph|loaders|tests)/[\w./*-]*|[A-Z]+\.md|\.ci/run)")

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


# The pages that are made from the program.


@pytest.mark.parametrize("name", ["commands.md", "queries.md", "simulator.md"])
def test_a_page_made_from_the_program_says_what_the_program_does(name: str):
    page = DOCS / name
    stale = page.read_text("utf-8") != made_pages()[page]
    assert not stale, f"{name} is stale. Run: {REFERENCE['RUN']}"


def test_every_command_is_documented():
    text = (DOCS / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"\n## onepath {name}\n" not in text] == []


def test_every_query_of_the_library_is_documented():
    text = (DOCS / "queries.md").read_text("utf-8")
    library = ROOT / "cypher" / "library"
    files = [path.relative_to(library).with_suffix("") for path in library.glob("**/*.cypher")]
    assert [str(name) for name in files if f"\n### {name}\n" not in text] == []


def test_every_command_with_json_has_a_promised_shape():
    with_json = [name for name, command in COMMANDS.items() if "--json" in options(command)]
    assert [name for name in with_json if name not in ANSWER_TYPES] == [], (
        "add it to app/commands/answer_types.py"
    )


def test_every_setting_is_documented():
    text = (DOCS / "tutorial.md").read_text("utf-8")
    names = [field.validation_alias for field in Settings.model_fields.values()]
    assert [name for name in names if f"| `{name}` |" not in text] == []


# What the pages name.


@by_page
def test_every_command_that_a_page_names_exists(page: Path):
    assert [fault for words in commands_in(page.read_text("utf-8")) if (fault := fault_of(words))] == []


@by_page
def test_every_option_that_a_page_names_alone_exists(page: Path):
    alone = [
        span.split("=")[0].split()[0] for span in SPAN.findall(page.read_text("utf-8")) if span[:2] == "--"
    ]
    assert [option for option in alone if option not in OPTIONS] == []


@by_page
def test_every_path_that_a_page_names_exists(page: Path):
    named = {path.rstrip(".") for path in PATH.findall(page.read_text("utf-8")) if not is_picture(path)}
    assert [path for path in sorted(named) if not list(ROOT.glob(path))] == []


@by_page
def test_every_link_leads_somewhere(page: Path):
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not is_picture(link) and not leads_somewhere(page, link)] == []


def is_picture(path: str) -> bool:
    """Pictures are taken from a running explorer; where there are none yet, none can be looked for."""
    return "pictures/" in path and not (DOCS / "pictures").exists()


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """Headings as they appear in addresses: small letters, no punctuation, hyphens for blanks."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands_in(text: str) -> Iterator[list[str]]:
    """The words of every command line of onepath, in blocks and in the text."""
    blocks = [
        line.removeprefix("$ ") for found in BLOCK.finditer(text) for line in found["body"].splitlines()
    ]
    for line in [*blocks, *SPAN.findall(BLOCK.sub("", text))]:
        if line.startswith(("onepath ", "./run ")):
            words = shlex.split(re.split(r" \|\| | \| | && | > ", line)[0], comments=True)
            if words[:2] != ["./run", "tests"]:
                yield words[1:]


def fault_of(words: list[str]) -> str:
    """What is wrong with a command line; empty when nothing is."""
    line = " ".join(words)
    names = [name for name in COMMANDS if f"{line} ".startswith(f"{name} ")]
    if not names:
        return "" if words[0] in ("--help", *groups()) else f"there is no command {line}"
    known = {*options(COMMANDS[names[0]]), "--help", "[OPTIONS]"}
    unknown = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
    return f"{line}: there is no option {unknown[0]}" if unknown else fault_of_query(words[1:])


def fault_of_query(words: list[str]) -> str:
    query = words[0] if words and words[0] in all_queries() else ""
    given = [after.split("=")[0] for word, after in pairwise(words) if word == "--param"]
    known = {parameter.name for parameter in find_query(query).parameters} if query else set(given)
    return "".join(f"{query} takes no parameter {name}" for name in given if name not in known)


def options(command) -> set[str]:
    return {option for item in command.params for option in item.opts}


def groups() -> set[str]:
    return {name.split()[0] for name in COMMANDS if " " in name}


# The tutorial, done.


class Desk:
    """A folder to work in, beside the server of the test session."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, "ONEPATH_HOME": str(home), "PATH": path, "COLUMNS": "100"}

    def save(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, line: str) -> str:
        """What the shell prints; every line of the tutorial succeeds."""
        done = subprocess.run(
            line, shell=True, cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"$ {line}\n{done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def desk(graph: Graph, engine: Engine, tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, engine.home)
    (tmp_path / "tests" / "data").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "data" / "ecom.csv.gz", tmp_path / "tests" / "data")
    return desk


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/incident.md"])
def test_the_pages_work_as_they_are_written(desk: Desk, graph: Graph, page: str):
    blocks = list(BLOCK.finditer((ROOT / page).read_text("utf-8")))
    for found, after in zip_longest(blocks, blocks[1:]):
        language, _, file = found["about"].partition(" ")
        if file:
            desk.save(file, found["body"])
        elif language == "console":
            for line, shown in dialogue(found["body"]):
                same(line, shown, desk.run(line))
        elif language == "python":
            desk.save("example.py", found["body"])
            same("python example.py", after["body"], desk.run("python example.py"))
        elif language == "cypher":
            assert graph.statement(found["body"]) != []


def test_the_chinese_readme_shows_lines_of_the_same_session():
    lines, chinese = (
        [line for found in BLOCK.finditer((ROOT / name).read_text("utf-8")) if found["about"] == "console"
         for line in found["body"].splitlines()]
        for name in ("README.md", "README.zh-CN.md")
    )  # fmt: skip
    assert [line for line in chinese if line not in lines] == []


def test_both_incidents_are_found_as_the_simulators_page_says(desk: Desk, graph: Graph):
    for line in ("simulate people --size 200 --seed 2", "load people", "resolve"):
        desk.run(f"onepath {line}")
    text = (DOCS / "simulator.md").read_text("utf-8")
    asked = [graph.statement(found["body"]) for found in BLOCK.finditer(text) if found["about"] == "cypher"]
    outage, link = asked
    assert "provider_unavailable" in [row["error"] for row in outage]
    assert [row["campaign"] for row in link if row["page"] == "/404"] == ["spring_sale"]


def dialogue(body: str) -> Iterator[tuple[str, str]]:
    """Each command line after a `$` with the output shown below it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield line, shown


def same(line: str, shown: str, printed: str) -> None:
    """As in a doctest: `...` stands for anything, and blanks are alike."""
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    printed = printed.replace("\ufeff", "")  # a terminal does not show the mark of a file for spreadsheets
    assert doctest.OutputChecker().check_output(shown, printed, flags), (
        f"$ {line}\nprinted:\n{printed}\nand the page shows:\n{shown}"
    )
