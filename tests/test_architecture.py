"""The rooms are those of ARCHITECTURE.md: each imports only from rooms above it, and only what they offer."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
ROOTS = ("loaders", "graph", "app")
ROOMS = re.findall(
    r"^\| `((?:loaders|graph|app)/[^`]*)` \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE
)
"""As the table lists them, from left to right: a folder ends with a slash."""
FILES = sorted(file for root in ROOTS for file in (ROOT / root).rglob("*.py"))


class Import(NamedTuple):
    """What a file imports from another: a module of ours, as a path from the root, and a name in it."""

    file: str
    module: str
    name: str
    level: int


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: str) -> str | None:
    """The room that a file or folder is in: the longest that fits."""
    inside = [one for one in ROOMS if path == one or (one.endswith("/") and f"{path}/".startswith(one))]
    return max(inside, key=len, default=None)


def imports(file: Path) -> Iterator[Import]:
    folder = where(file.parent).split("/")
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        if node.level:
            parts = [*folder[: len(folder) - node.level + 1], *(node.module or "").split(".")]
        elif node.module and node.module.startswith("onepath."):
            parts = node.module.split(".")[1:]
        else:
            continue
        for alias in node.names:
            yield Import(
                where(file), _module([part for part in parts if part], alias.name), alias.name, node.level
            )


def _module(parts: list[str], name: str) -> str:
    path = "/".join(parts)
    for found in (f"{path}/{name}.py", f"{path}/{name}", f"{path}.py"):
        if (ROOT / found).is_file() or (ROOT / found / "__init__.py").is_file():
            return found
    return path


ALL = [one for file in FILES for one in imports(file)]


def is_script(file: str) -> bool:
    """Streamlit runs these files by their path: they are in no package, and name what they import in full."""
    return file.endswith("/page.py") or file == "app/explorer/server/main.py"


def test_every_file_is_in_a_room_of_the_table_and_every_room_is_there():
    assert [where(file) for file in FILES if room(where(file)) is None and file.name != "__init__.py"] == []
    assert [one for one in ROOMS if not (ROOT / one).exists()] == []


def test_a_room_imports_only_from_rooms_above_it():
    order = {one: place for place, one in enumerate(ROOMS)}
    wrong = [
        f"{one.file} imports {one.module}"
        for one in ALL
        if (mine := room(one.file)) and (other := room(one.module)) and order[other] > order[mine]
    ]
    assert wrong == []


OPTIONAL = "app/benchmarks/explorer.py"
"""Needs the package playwright, an optional part of onepath: its room must not import it for everybody."""


def test_nobody_reaches_past_the_face_of_a_room():
    wrong = [
        f"{one.file} imports {one.module}"
        for one in ALL
        if one.module != OPTIONAL
        and (face := room(one.module)) is not None
        and face.endswith("/")
        and face not in ("loaders/", "app/explorer/")
        and room(one.file) != face
        and one.module != face.rstrip("/")
    ]
    assert wrong == []


def test_imports_inside_a_root_are_relative():
    wrong = [
        f"{one.file} imports {one.module}"
        for one in ALL
        if not one.level and not is_script(one.file) and one.file.split("/")[0] == one.module.split("/")[0]
    ]
    assert wrong == []


@pytest.mark.parametrize("face", [where(file) for file in FILES if file.name == "__init__.py"])
def test_no_public_name_hides_a_module_of_its_own_room(face: str):
    folder = (ROOT / face).parent
    modules = {one.stem for one in folder.glob("*.py")} | {
        one.name for one in folder.iterdir() if one.is_dir()
    }
    assert {one.name for one in ALL if one.file == face} & modules == set()


def test_the_package_has_every_folder():
    packages = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    )
    folders = {
        f"onepath.{where(file.parent).replace('/', '.')}" for file in FILES if file.name == "__init__.py"
    }
    assert packages - {"onepath.cypher"} == folders


NOUNS = {"mapping", "loading"}


def test_modules_are_named_by_nouns():
    named = [
        where(file) for file in FILES if re.fullmatch(r"[a-z_]*ing", file.stem) and file.stem not in NOUNS
    ]
    assert named == []


def test_a_file_fits_in_one_reading():
    long = {where(file): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {file: lines for file, lines in long.items() if lines > 320} == {}


def test_the_table_is_in_the_order_of_the_roots():
    roots = [one.split("/")[0] for one in ROOMS]
    assert [first for first, second in pairwise(roots) if first != second] == ["loaders", "graph"]
