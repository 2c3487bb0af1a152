"""The server as a process: how it is called, how it is found again, and what it said when it died."""

import contextlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from .configuration import Memory
from .home import MEGABYTE, EngineHome
from .java import java
from .process_note import note_start, read_note

__all__ = ["find_server", "has_ended", "last_words", "listens", "run_admin_tool", "start_server"]

SERVER = "org.neo4j.server.Neo4jCommunity"
ADMIN_TOOL = "org.neo4j.cli.AdminTool"
OPENED_PACKAGES = (
    "java.nio",
    "java.io",
    "sun.nio.ch",
    "java.lang",
    "java.util",
    "java.util.concurrent",
)
TAIL_LINES = 30


def _java_options(heap: int) -> list[str]:
    return [
        f"-Xmx{heap // MEGABYTE}m",
        "-XX:+UseG1GC",
        # A server without memory must die at once and leave a store to recover, not limp on.
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-OmitStackTraceInFastThrow",
        "-Dfile.encoding=UTF-8",
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED_PACKAGES),
    ]


def _environment(**extra: str) -> dict[str, str]:
    # NEO4J_URI and its like are for us; the server must not mistake them for settings of its own.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    return ours | extra


def start_server(
    home: EngineHome, memory: Memory, restarts: tuple[float, ...] = ()
) -> "subprocess.Popen[bytes]":
    """Start the server in the background, detached from this terminal, and note which process it is."""
    command = [
        str(java()),
        f"-Xms{min(memory.heap, 512 * MEGABYTE) // MEGABYTE}m",
        *_java_options(memory.heap),
        # Java says nothing when it exits for want of memory. The shell runs this in the server's home.
        f"-XX:OnOutOfMemoryError=: > {home.out_of_memory.relative_to(home.engine)}",
        "-cp",
        f"{home.lib}/*:{home.plugins}/*",
        SERVER,
        _home_argument(home),
        f"--config-dir={home.conf}",
    ]
    with home.disk_errors():
        # New logs for each start: reasons of an old failure must not be read as today's.
        for log in (home.server_log, home.console):
            if log.exists():
                log.replace(log.with_suffix(".previous.log"))
        home.out_of_memory.unlink(missing_ok=True)
        with os.fdopen(os.open(home.console, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as console:
            process = subprocess.Popen(
                command,
                cwd=home.engine,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
            )
        # A server that has died already is reported, with its log, by the code that waits for it.
        with contextlib.suppress(psutil.NoSuchProcess):
            note_start(home, psutil.Process(process.pid), restarts)
    return process


def _home_argument(home: EngineHome) -> str:
    return f"--home-dir={home.engine}"


def find_server(home: EngineHome) -> psutil.Process | None:
    """The running server of this home, or None.

    A process id alone proves nothing after a crash, since the system gives it to others: the time of its
    start must agree. A server whose starter was killed before it could note the process is found by its
    command line.
    """
    return _noted(home) or _searched(home)


def _noted(home: EngineHome) -> psutil.Process | None:
    note = read_note(home)
    if note is None:
        return None
    try:
        process = psutil.Process(note.pid)
        same = abs(process.create_time() - note.create_time) < 1
        return process if same and _alive(process) and _home_argument(home) in process.cmdline() else None
    except psutil.Error:
        return None


def _searched(home: EngineHome) -> psutil.Process | None:
    if not home.console.exists():
        return None
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name() == "java" and _home_argument(home) in process.cmdline() and _alive(process):
                return process
    return None


def _alive(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def listens(process: psutil.Process, port: int) -> bool:
    """Whether this very process, and not some other program, answers on the port."""
    try:
        connections = process.net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in connections)


def last_words(home: EngineHome) -> str:
    """The last lines that the server wrote since its start, as far as it wrote any."""
    lines: list[str] = []
    for log in (home.console, home.server_log):
        with contextlib.suppress(FileNotFoundError):
            lines += log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:]
    return "\n".join(lines).strip()


def run_admin_tool(
    home: EngineHome,
    arguments: list[str],
    *,
    server_home: Path,
    heap: int = 512 * MEGABYTE,
    on_line: Callable[[str], None] | None = None,
) -> tuple[int, str]:
    """Run Neo4j's own admin tool on the server home given; returns its exit code and all that it printed.

    The arguments go through a file, as Neo4j documents it: a password on a command line could be read by
    every user of the machine.
    """
    argument_file = home.engine / "arguments"
    with home.disk_errors():
        argument_file.unlink(missing_ok=True)
        handle = os.open(argument_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{_quoted(argument)}\n" for argument in arguments)
    try:
        return _run(home, argument_file, server_home, heap, on_line)
    finally:
        argument_file.unlink(missing_ok=True)


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _run(
    home: EngineHome, argument_file: Path, server_home: Path, heap: int, on_line: Callable[[str], None] | None
) -> tuple[int, str]:
    command = [str(java()), *_java_options(heap), "-cp", f"{home.lib}/*", ADMIN_TOOL, f"@{argument_file}"]
    environment = _environment(NEO4J_HOME=str(server_home), NEO4J_CONF=str(server_home / "conf"))
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=home.engine,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        umask=0o077,
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if on_line:
                    on_line(line)
        except BaseException:
            # Interrupted: the tool must stop writing into a directory that the next try deletes.
            process.terminate()
            raise
    return process.returncode, "".join(lines)


def has_ended(process: psutil.Process) -> bool:
    """Whether the process is gone, or is dead and only waits for its parent to notice (a zombie)."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
