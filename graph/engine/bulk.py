"""A new store by Neo4j's own offline import, and its swap with the present one.

The swap survives a kill at any moment, because the directories alone show which state it is in:

    data                     no swap is in progress
    previous                 killed between the two renames: the present store goes back
    previous + data          the new store was not confirmed: the present store goes back
    discarded                only waits to be deleted
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import EngineError
from .configuration import size_memory, write_building_configuration
from .home import NO_ROOM_TEXT, EngineHome, Progress
from .process import run_admin_tool

__all__ = ["ImportFailed", "ImportOptions", "Part"]

Part = tuple[str, Path | None, Sequence[Path]]
"""Label or type, header file (None: in the first data file), data files."""

NOISE = re.compile(r"\s+at |Full exception details|Please provide this file|Error importing csv file")
PERCENT = re.compile(r"(\d{1,3})%")
STAGE = re.compile(r"^\((\d)/(\d)\) (.+?)(?: \d{4}-|$)")


class ImportFailed(EngineError):
    """The offline import refused its input."""


@dataclass(frozen=True)
class ImportOptions:
    """How the files are to be read; the names are those of `neo4j-admin database import`."""

    file_type: str = "csv"
    array_delimiter: str = ";"
    multiline_fields: bool = True

    def arguments(self) -> list[str]:
        """As the admin tool wants them."""
        arguments = [f"--input-type={self.file_type}"]
        if self.file_type == "csv":
            arguments.append(f"--array-delimiter={self.array_delimiter}")
            arguments.append(f"--multiline-fields={str(self.multiline_fields).lower()}")
        return arguments


def build(
    home: EngineHome,
    nodes: Sequence[Part],
    relationships: Sequence[Part],
    options: ImportOptions,
    progress: Progress | None,
) -> None:
    """Build the new store in `building`, with the users of the present one. The server must be stopped."""
    prepare(home)
    arguments = ["database", "import", "full", "neo4j", *options.arguments(), "--path-pattern-style=none"]
    arguments += [f"--report-file={home.logs / 'import.report'}"]
    arguments += [f"--nodes={_part(part)}" for part in nodes]
    arguments += [f"--relationships={_part(part)}" for part in relationships]
    code, output = run_admin_tool(
        home,
        arguments,
        server_home=home.building,
        heap=size_memory().heap,
        on_line=_Percent(progress).read if progress else None,
    )
    if code != 0:
        _delete(home.building)
        raise _failed(home, code, output)


def prepare(home: EngineHome) -> None:
    """An empty home in `building` for the next store, with the users of the present one."""
    with home.disk_errors():
        _delete(home.building)
        write_building_configuration(home, size_memory())
        _copy_users(home)


def _part(part: Part) -> str:
    name, header, data = part
    paths = [path.absolute() for path in ([header] if header else []) + list(data)]
    return f"{name}={','.join(str(path) for path in paths)}"


def _copy_users(home: EngineHome) -> None:
    """Users, passwords and the list of databases live in the system database: they stay as they are."""
    for piece in ("databases/system", "transactions/system", "dbms", "server_id"):
        source, target = home.data / piece, home.building / "data" / piece
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _failed(home: EngineHome, code: int, output: str) -> EngineError:
    if NO_ROOM_TEXT.search(output):
        return home.disk_full()
    reason = output.rpartition("Command Failed")[2]
    lines = [line for line in reason.splitlines() if line.strip("- ") and not NOISE.match(line)]
    if not lines:
        return EngineError(
            f"Neo4j's offline import ended by itself, or was ended (exit code {code}).",
            kept="The present store is untouched.",
            action="Run the same command again; if it ends again, the machine may have too little memory.",
        )
    return ImportFailed(
        "Neo4j's offline import refused the files:\n" + "\n".join(lines[-10:]),
        kept="The present store is untouched.",
        action="Correct the files and import again.",
    )


class _Percent:
    """Reads the tool's stages ("(1/4) Node import ...") and percents into one share of the whole."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._stage, self._stages, self._name = 1, 4, "Importing"

    def read(self, line: str) -> None:
        if stage := STAGE.match(line.strip()):
            self._stage, self._stages, self._name = int(stage[1]), int(stage[2]), stage[3]
        percents = PERCENT.findall(line)
        inside = min(int(percents[-1]), 100) / 100 if percents else 0.0
        if stage or percents:
            self._progress(self._name, (self._stage - 1 + inside) / self._stages)


def swap_in(home: EngineHome) -> None:
    """Put the new store in the place of the present one, which is kept as `previous`."""
    with home.disk_errors():
        _delete(home.discarded)
        home.data.rename(home.previous)
        (home.building / "data").rename(home.data)


def swap_back(home: EngineHome) -> None:
    """The present store takes its place again; the new one is thrown away."""
    with home.disk_errors():
        _delete(home.discarded)
        if home.data.exists():
            home.data.rename(home.discarded)
        home.previous.rename(home.data)
        _delete(home.discarded)
        _delete(home.building)


def confirm_swap(home: EngineHome) -> None:
    """The new store is right: from this one rename on, it is the present one."""
    with home.disk_errors():
        home.previous.rename(home.discarded)
        _delete(home.discarded)
        _delete(home.building)


def recover(home: EngineHome) -> None:
    """Clear up after a kill in the middle of an import or a swap. The server must be stopped."""
    if home.previous.exists():
        swap_back(home)
    with home.disk_errors():
        _delete(home.building)
        _delete(home.discarded)


def _delete(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)


def size_on_disk(directory: Path) -> int:
    """How many bytes a directory takes on disk, while a running server may be changing it."""
    total = 0
    for path in directory.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:
            continue
    return total
