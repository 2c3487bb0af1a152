"""The server's jars: from the package registries, checked, and linked into the data home."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.resources import as_file, files
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.env import LockedDependency as Locked
from jgo.env import LockFile
from jgo.maven import MavenContext

from ..errors import RegistryUnreachable
from .home import MEGABYTE, EngineHome, Progress
from .java import ELSEWHERE

__all__ = ["install_jars"]

GRAPH_DATA_SCIENCE = "org.neo4j.gds"
REGISTRY = "Maven Central"
DOWNLOADS_AT_ONCE = 8
ROOM_FOR_JARS = 400 * MEGABYTE


def install_jars(home: EngineHome, progress: Progress | None = None) -> None:
    """Bring every locked jar into `lib` (and graph data science into `plugins`).

    Each start checks all of them by SHA-256, a fifth of a second: they may be hard links into a cache that
    other programs write to.
    """
    locked = _chosen(locked_jars())
    if _all_right(home, locked):
        return
    home.require_room(ROOM_FOR_JARS)
    found = _fetch_all(home, locked, progress)
    with home.disk_errors():
        _link_all(home, found)


def locked_jars() -> list[Locked]:
    """What the lock file that comes with this package names."""
    with as_file(files("onepath.graph.engine").joinpath("jgo.lock.toml")) as path:
        return list(LockFile.load(path).dependencies)


def _chosen(locked: list[Locked]) -> list[Locked]:
    # On one class path the first of two versions would win by chance: only the first locked one is kept.
    return list(
        {(each.groupId, each.artifactId, each.classifier): each for each in reversed(locked)}.values()
    )


def jar_name(dependency: Locked) -> str:
    """Its name in `lib`: with the group, because org.neo4j and org.neo4j.gds both have an `annotations`."""
    parts = [dependency.artifactId, dependency.version, dependency.classifier]
    return f"{dependency.groupId}.{'-'.join(part for part in parts if part)}.{dependency.packaging}"


def _targets(home: EngineHome, dependency: Locked) -> list[Path]:
    directories = [home.lib]
    if dependency.groupId == GRAPH_DATA_SCIENCE:
        directories.append(home.plugins)
    return [directory / jar_name(dependency) for directory in directories]


def _all_right(home: EngineHome, locked: list[Locked]) -> bool:
    """Whether every jar is there and as the lock file says, and no other one beside it on the class path."""
    wanted = {target: each for each in locked for target in _targets(home, each)}
    there = {jar for directory in (home.lib, home.plugins) for jar in directory.glob("*.jar")}
    if there != set(wanted):
        return False
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        return all(pool.map(lambda target: _matches(target, wanted[target]), sorted(wanted)))


def _fetch_all(home: EngineHome, locked: list[Locked], progress: Progress | None) -> dict[Path, Locked]:
    shared = MavenContext(remote_repos=_repositories(), timeout=30)
    private = MavenContext(remote_repos=_repositories(), timeout=30, repo_cache=home.engine / "fetched")
    found: dict[Path, Locked] = {}
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        tasks = {pool.submit(_fetch, each, shared, private, home): each for each in locked}
        try:
            for task in as_completed(tasks):
                found[task.result()] = tasks[task]
                if progress:
                    progress("Fetching Neo4j", len(found) / len(locked))
        except BaseException:
            # One that cannot be had is enough: do not try the other hundreds before saying so.
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def _repositories() -> dict[str, str] | None:
    # A mirror that the user has configured for jgo comes first; nothing configured means Maven Central.
    return dict(GlobalSettings.load().repositories) or None


def _fetch(dependency: Locked, shared: MavenContext, private: MavenContext, home: EngineHome) -> Path:
    """The checked jar, from Maven's own cache if it is right there, else from a cache in the home.

    The shared cache is never repaired: it belongs to other programs too, and one of them may be
    downloading the same file this very moment. Our own is.
    """
    with contextlib.suppress(requests.RequestException, RuntimeError, OSError, AssertionError):
        path = _resolve(shared, dependency)
        if _matches(path, dependency):
            return path
    with _registry_errors(dependency), home.disk_errors():
        path = _resolve(private, dependency)
        if not _matches(path, dependency):
            path.unlink()
            path = _resolve(private, dependency)
        if not _matches(path, dependency):
            path.unlink()
            raise RegistryUnreachable(
                f"{dependency.artifactId} {dependency.version} from {REGISTRY} twice failed its checksum.",
                kept="The file was thrown away; nothing of it was used.",
                action=f"A proxy may be changing downloads. {ELSEWHERE}",
            )
    return path


def _resolve(context: MavenContext, dependency: Locked) -> Path:
    component = context.project(dependency.groupId, dependency.artifactId).at_version(dependency.version)
    return Path(component.artifact(dependency.classifier or "", dependency.packaging).resolve())


def _matches(path: Path, dependency: Locked) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == dependency.sha256


@contextlib.contextmanager
def _registry_errors(dependency: Locked) -> Iterator[None]:
    try:
        yield
    except (requests.RequestException, RuntimeError, AssertionError) as error:
        # The address is left out on purpose: it may be that of a mirror with a password in it.
        raise RegistryUnreachable(
            f"{REGISTRY} could not be reached: tried {dependency.groupId}:{dependency.artifactId} "
            f"{dependency.version} for the Maven cache, then for the data home ({type(error).__name__}).",
            kept="Jars that were fetched before are kept.",
            action=ELSEWHERE,
        ) from error


def _link_all(home: EngineHome, found: dict[Path, Locked]) -> None:
    wanted: set[Path] = set()
    for source, dependency in found.items():
        for target in _targets(home, dependency):
            _link(source, target)
            wanted.add(target)
    for directory in (home.lib, home.plugins):
        # A jar of an older lock file beside its newer version would break the class path.
        for stranger in set(directory.glob("*.jar")) - wanted:
            stranger.unlink()


def _link(source: Path, target: Path) -> None:
    draft = target.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        os.link(source, draft)
    except OSError:
        # Another disk, or a file system without hard links. A symbolic link would break with the cache.
        shutil.copyfile(source, draft)
    draft.replace(target)
    # Two links of one file are left as they are by that.
    draft.unlink(missing_ok=True)
