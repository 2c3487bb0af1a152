"""A full JDK for Spark: the one that JAVA_HOME names, or one that this machine has anyway."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ..errors import JavaMissing

OLDEST = 17
_MODULE = "jdk.incubator.vector"
"""Spark asks for it at its start, and runtimes that were made small lack it."""
_BASE = re.compile(r"^java\.base@(\d+)", re.MULTILINE)
_SECONDS = 60


def find_java_home() -> Path:
    """The folder of a JDK that Spark starts with. Raises JavaMissing with what to install."""
    if named := os.environ.get("JAVA_HOME"):
        if fault := _fault(Path(named)):
            raise JavaMissing(
                f"JAVA_HOME is {named}, and Spark cannot start with it: {fault}.",
                kept="Nothing was changed.",
                action=f"Name a full JDK of version {OLDEST} or newer there, or unset it. {_install()}",
            )
        return Path(named)
    faults = []
    for home in dict.fromkeys(_candidates()):
        fault = _fault(home)
        if fault is None:
            return home
        faults.append(f"{home}: {fault}")
    raise JavaMissing(
        "\n  ".join((f"Spark needs a full JDK of version {OLDEST} or newer, and there is none.", *faults)),
        kept="Nothing was changed.",
        action=f"{_install()} Or name one in JAVA_HOME, or a Spark Connect server in SPARK_REMOTE.",
    )


def _candidates() -> Iterator[Path]:
    if java := shutil.which("java"):
        yield Path(java).resolve().parent.parent
    for java_home in sorted(Path("/usr/lib/jvm").glob("*")):
        if (java_home / "bin" / "java").exists():
            yield java_home.resolve()


def _fault(home: Path) -> str | None:
    """Why Spark could not start with the Java in this folder."""
    java = home / "bin" / "java"
    if not java.is_file():
        return "it has no bin/java"
    try:
        asked = subprocess.run(
            [java, "--list-modules"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as why:
        return f"its bin/java does not run ({why})"
    version = _BASE.search(asked.stdout)
    if version is None:
        return "its bin/java lists no modules, so it is older than 9"
    if int(version[1]) < OLDEST:
        return f"it is Java {version[1]}"
    if f"{_MODULE}@" not in asked.stdout:
        return f"it lacks the module {_MODULE}, so it is not a full JDK"
    return None


def _install() -> str:
    return "On Debian or Ubuntu: apt-get install default-jdk-headless."
