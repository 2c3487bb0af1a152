"""neo4j.conf: which ports, how much memory, and what the managed server may do."""

import json
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from .home import MEGABYTE, EngineHome

__all__ = ["Memory", "Ports", "choose_ports", "remembered_ports", "size_memory", "write_configuration"]

HOST = "127.0.0.1"
GIGABYTE = 1024 * MEGABYTE
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


@dataclass(frozen=True)
class Ports:
    """Where the server listens, on this machine only."""

    bolt: int
    http: int

    @property
    def bolt_uri(self) -> str:
        """The address for drivers."""
        return f"bolt://{HOST}:{self.bolt}"

    @property
    def http_uri(self) -> str:
        """The address for the HTTP API."""
        return f"http://{HOST}:{self.http}"

    @property
    def browser_uri(self) -> str:
        """The address of Neo4j Browser."""
        return f"{self.http_uri}/browser/"


USUAL_PORTS = Ports(bolt=7687, http=7474)


@dataclass(frozen=True)
class Memory:
    """The server's two large pieces of memory, in bytes."""

    heap: int
    page_cache: int


def size_memory(total: int | None = None) -> Memory:
    """A sixth of the machine for the heap and an eighth for the page cache, within sane limits.

    The rest is for the other programs on the machine: the loader, the explorer, the analyst's browser.
    """
    total = total or _machine_memory()
    heap = _between(512 * MEGABYTE, total // 6, 16 * GIGABYTE)
    page_cache = _between(256 * MEGABYTE, total // 8, 32 * GIGABYTE)
    return Memory(heap=heap, page_cache=page_cache)


def _machine_memory() -> int:
    total = int(psutil.virtual_memory().total)
    # Inside a container the machine's memory is not what one may use.
    limit = CONTAINER_LIMIT.read_text().strip() if CONTAINER_LIMIT.exists() else "max"
    return min(total, int(limit)) if limit.isdigit() else total


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most)) // MEGABYTE * MEGABYTE


def remembered_ports(home: EngineHome) -> Ports | None:
    """The ports of the last start."""
    try:
        return Ports(**json.loads(home.ports_file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def choose_ports(home: EngineHome) -> Ports:
    """The remembered ports, else the usual ones, else any two that are free; remembered from now on."""
    candidates = [ports for ports in (remembered_ports(home), USUAL_PORTS) if ports]
    ports = next((each for each in candidates if _free(each.bolt) and _free(each.http)), None) or _any_free()
    with home.disk_errors():
        home.ports_file.write_text(json.dumps(asdict(ports)), encoding="utf-8")
    return ports


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The server binds with the same option: a port that only waits for late packets counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _any_free() -> Ports:
    # Both are held open at once, so that they differ.
    with socket.socket() as bolt, socket.socket() as http:
        bolt.bind((HOST, 0))
        http.bind((HOST, 0))
        return Ports(bolt=bolt.getsockname()[1], http=http.getsockname()[1])


def write_configuration(home: EngineHome, ports: Ports, memory: Memory) -> None:
    """Overwrite neo4j.conf: the file belongs to onepath, and every start writes it again."""
    _write(home, home.conf, _settings(home.engine, home.data, ports, memory))


def write_building_configuration(home: EngineHome, memory: Memory) -> None:
    """Write the neo4j.conf with which an offline import builds the next store."""
    data = home.building / "data"
    _write(home, home.building / "conf", _settings(home.building, data, USUAL_PORTS, memory))


def _write(home: EngineHome, directory: Path, settings: dict[str, str]) -> None:
    lines = ["# Written by onepath at every start: changes made here are lost."]
    lines += [f"{name}={value}" for name, value in settings.items()]
    with home.disk_errors():
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _settings(engine: Path, data: Path, ports: Ports, memory: Memory) -> dict[str, str]:
    return {
        "server.directories.neo4j_home": _escaped(engine),
        "server.directories.data": _escaped(data),
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
        "server.http.advertised_address": f"{HOST}:{ports.http}",
        "server.memory.heap.initial_size": f"{min(memory.heap, 512 * MEGABYTE) // MEGABYTE}m",
        "server.memory.heap.max_size": f"{memory.heap // MEGABYTE}m",
        "server.memory.pagecache.size": f"{memory.page_cache // MEGABYTE}m",
        # Of the heap, so that a query that asks for too much is ended, and not the server.
        "dbms.memory.transaction.total.max": f"{memory.heap * 7 // 10 // MEGABYTE}m",
        "db.memory.transaction.max": f"{memory.heap * 6 // 10 // MEGABYTE}m",
        # The logs only serve recovery here: no backup reads them, so two short ones are enough.
        "db.tx_log.rotation.retention_policy": "2 files",
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.preallocate": "true",
        # Bolt would idle for ten seconds after the databases are closed; nobody is left to be polite to.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
        "dbms.usage_report.enabled": "false",
        "dbms.security.procedures.unrestricted": "gds.*",
    }


def _escaped(path: Path) -> str:
    # neo4j.conf is a Java properties file: a backslash starts an escape there.
    return str(path).replace("\\", "\\\\")
