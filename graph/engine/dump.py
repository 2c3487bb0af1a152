"""A store as one file, by Neo4j's own dump, which its later versions read too; and back."""

from pathlib import Path

from ..errors import EngineError
from .home import NO_ROOM_TEXT, EngineHome
from .process import run_admin_tool

__all__ = ["DUMP_NAME"]

DUMP_NAME = "neo4j.dump"
"""What the admin tool calls the dump of the database neo4j."""


def write_dump(home: EngineHome, folder: Path) -> Path:
    """Dump the present store into a folder. The server must be stopped."""
    arguments = ["database", "dump", "neo4j", f"--to-path={folder}", "--overwrite-destination=true"]
    code, output = run_admin_tool(home, arguments, server_home=home.engine)
    if code != 0:
        raise _failed(home, "Neo4j's dump failed", output, kept="The store is as it was.")
    return folder / DUMP_NAME


def check_dump(home: EngineHome, folder: Path) -> None:
    """Raises EngineError for a dump that the admin tool cannot read."""
    arguments = ["database", "load", "--info", f"--from-path={folder}", "neo4j"]
    code, output = run_admin_tool(home, arguments, server_home=home.engine)
    if code != 0:
        raise _failed(home, "Neo4j cannot read the dump", output, kept="The present store is untouched.")


def load_dump(home: EngineHome, folder: Path) -> None:
    """Build the next store from a dump, in `building`, which is prepared. The server must be stopped."""
    arguments = ["database", "load", "neo4j", f"--from-path={folder}", "--overwrite-destination=true"]
    code, output = run_admin_tool(home, arguments, server_home=home.building)
    if code != 0:
        raise _failed(home, "Neo4j cannot load the dump", output, kept="The present store is untouched.")


def _failed(home: EngineHome, what: str, output: str, *, kept: str) -> EngineError:
    if NO_ROOM_TEXT.search(output):
        return home.disk_full()
    lines = [line for line in output.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    return EngineError(f"{what}:\n" + "\n".join(lines[-8:]), kept=kept)
