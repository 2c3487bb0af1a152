"""The graph's branch of the exception tree (its root: `onepath.loaders.errors`).

OnepathError
└── GraphError
    ├── EngineError                the managed local Neo4j
    │   ├── RegistryUnreachable    Java or jars could not be fetched, or fail their checksum
    │   ├── EngineStartFailed      it did not come up, or is already being started
    │   └── DiskFull               no room in the data home
    ├── ServerUnreachable          no server answers at the address
    ├── WrongPassword              it answers, and refuses the user or the password
    ├── SettingsInvalid            the environment or .env says what cannot be
    ├── RulesInvalid               the identity rules contradict themselves
    ├── ExtraMissing               an optional part of onepath is not installed
    ├── SparkError                 Spark did not start, or broke off
    │   └── JavaMissing            there is no Java that it starts with
    ├── QueryUnknown               no such file in cypher/
    ├── EventUnknown               no event has the name that a question asks for
    ├── QuestionInvalid            a question that cannot be asked: no steps, no time, no such step
    │   └── NobodyLeft             the filter leaves nobody to answer about
    ├── QueryFailed                a query was refused or stopped by the server
    └── Refused                    a safe answer to a dangerous wish (bulk into a full graph, ...)
"""

from onepath.loaders.errors import OnepathError


class GraphError(OnepathError):
    """Something about the graph or its server."""


class EngineError(GraphError):
    """The managed local Neo4j."""


class RegistryUnreachable(EngineError):
    """Java or a jar could not be fetched, or does not match its checksum."""


class EngineStartFailed(EngineError):
    """The managed server did not come up, or somebody else is starting it."""


class DiskFull(EngineError):
    """The data home has no room left."""


class ServerUnreachable(GraphError):
    """No server answers at the address."""


class WrongPassword(GraphError):
    """The server answers, and refuses the user or the password."""


class SettingsInvalid(GraphError):
    """A setting in the environment or in `.env` is invalid; the message lists every mistake at once."""


class RulesInvalid(GraphError):
    """The identity rules contradict themselves; the message lists every mistake at once."""


class ExtraMissing(GraphError):
    """An optional part of onepath is not installed; the message has the line that installs it."""


class SparkError(GraphError):
    """Spark did not start, or broke off in the middle."""


class JavaMissing(SparkError):
    """There is no Java that Spark starts with; the message has the line that installs one."""


class QueryUnknown(GraphError):
    """No file of that name in `cypher/`."""


class EventUnknown(GraphError):
    """No event has the name that a question asks for; the message has the nearest names."""


class QuestionInvalid(GraphError):
    """A question about journeys that cannot be asked; the message says what it lacks."""


class NobodyLeft(QuestionInvalid):
    """The filter leaves nobody whom an answer could be made of."""


class QueryFailed(GraphError):
    """A query was refused or stopped by the server."""


class Refused(GraphError):
    """A safe answer to a dangerous wish."""
