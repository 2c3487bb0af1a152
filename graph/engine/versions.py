"""Which Neo4j a store was last used by, and which one would use it now."""

import json
import re
import tomllib
from importlib.resources import files

from ..errors import Refused
from .home import EngineHome

__all__ = ["bundled_version", "check_version", "compared", "remember_version"]


def bundled_version() -> str:
    """The version of the Neo4j that this onepath brings."""
    lock = files("onepath.graph.engine").joinpath("jgo.lock.toml").read_text("utf-8")
    return next(
        str(each["version"])
        for each in tomllib.loads(lock)["dependencies"]
        if (each["groupId"], each["artifactId"]) == ("org.neo4j", "neo4j")
    )


def remember_version(home: EngineHome, version: str) -> None:
    """Note which Neo4j the store of this home is used by."""
    with home.disk_errors():
        home.version_file.write_text(json.dumps({"neo4j": version}), encoding="utf-8")


def check_version(home: EngineHome, ours: str, *, upgrade: bool) -> None:
    """Raises Refused, before anything is touched, for a store of a newer Neo4j, or of an older one that
    nobody has allowed to `upgrade`."""
    theirs = _remembered(home)
    if theirs is None or not (home.data / "databases" / "neo4j").exists():
        return
    if compared(theirs) > compared(ours):
        raise Refused(
            f"The store in {home.root} was last used by Neo4j {theirs}, and this onepath brings {ours}, "
            "which cannot read it.",
            kept="Nothing was changed.",
            action="Update onepath, or set ONEPATH_HOME to another folder.",
        )
    if compared(theirs) < compared(ours) and not upgrade:
        raise Refused(
            f"The store in {home.root} was last used by Neo4j {theirs}. This onepath brings {ours}, which "
            "upgrades it: an older onepath cannot read it any more.",
            kept="Nothing was changed.",
            action="Back it up with the onepath that you used until now (onepath backup FILE), then run: "
            "onepath up --upgrade",
        )


def compared(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _remembered(home: EngineHome) -> str | None:
    try:
        found = json.loads(home.version_file.read_text(encoding="utf-8"))["neo4j"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) and compared(found) else None
