"""The `cypher/` library: every file's header parsed, its parameters typed and checked.

A header is the help text. The habit of a checked header is aiosql's (`aiosql/query_loader.py`).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..errors import QueryUnknown

_PARAMETER = re.compile(
    r"^(?P<name>[a-z_]+): (?P<type>[A-Z]+(?:<[A-Z<>]+>)?)(?: = (?P<default>.+?))? - (?P<meaning>.+)$"
)
_USED = re.compile(r"\$([a-z_]+)")
_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV)\b|IN\s+(\d+\s+CONCURRENT\s+)?TRANSACTIONS"
    r"|gds\.[\w.]+\.(write|mutate)|gds\.graph\."
)
_SECTIONS = ("Answers", "Grain", "Parameters", "Returns", "Example")
Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One `$name` of a query. `default` is None where the header gives none."""

    name: str
    type: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One file of `cypher/`: what it answers, what it takes, what a row of its answer holds."""

    name: str
    answers: str
    grain: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    example: str
    text: str

    @property
    def run_by_a_command(self) -> bool:
        """Whether onepath asks it itself, and its example names the command that does."""
        return self.example.startswith("run by ")

    @property
    def reads(self) -> bool:
        """Whether it only asks. The server refuses the others anyway where one may only read."""
        body = "\n".join(line for line in self.text.splitlines() if not line.lstrip().startswith("//"))
        return _WRITES.search(body) is None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.split()[0] for column in self.returns)


@cache
def library() -> dict[str, Query]:
    """Every query by its name, such as `explore/overview`. Raises ValueError for a broken header."""
    return {query.name: query for query in _walk(files("onepath.cypher"), "")}


def find_query(name: str) -> Query:
    """A query by its full name, or by its last part where that is unique. Raises QueryUnknown."""
    queries = library()
    wanted = name.removesuffix(".cypher")
    if wanted in queries:
        return queries[wanted]
    matches = [key for key in queries if key.rsplit("/", 1)[-1] == wanted]
    if len(matches) == 1:
        return queries[matches[0]]
    near = ", ".join(matches or [key for key in queries if wanted[:4] in key][:5])
    raise QueryUnknown(
        f"There is no query named {name!r}.",
        action=(f"Near it: {near}. " if near else "") + "See all with: onepath query --list",
    )


def _walk(folder: Traversable, prefix: str) -> list[Query]:
    found: list[Query] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and not entry.name.startswith("_"):
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".cypher"):
            name = prefix + entry.name.removesuffix(".cypher")
            found.append(parse(name, entry.read_text("utf-8")))
    return found


def parse(name: str, text: str) -> Query:
    """A query from its file's text. Raises ValueError naming the file and the fault."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        content = line.removeprefix("//").strip()
        head, _, rest = content.partition(":")
        if head in _SECTIONS:
            current = sections.setdefault(head, [])
            content = rest.strip()
        if content:
            current.append(content)
    missing = [section for section in _SECTIONS if section not in sections]
    if missing:
        raise ValueError(f"cypher/{name}.cypher: the header lacks {', '.join(missing)}")
    parameters = tuple(_parameter(name, line) for line in sections["Parameters"] if line != "none")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    declared, used = {item.name for item in parameters}, set(_USED.findall(body))
    if declared != used:
        raise ValueError(f"cypher/{name}.cypher: declares {sorted(declared)}, uses {sorted(used)}")
    returns = " ".join(sections["Returns"])
    return Query(
        name=name,
        answers=" ".join(sections["Answers"]),
        grain=" ".join(sections["Grain"]),
        parameters=parameters,
        returns=() if returns == "nothing" else tuple(part.strip() for part in returns.split(",")),
        example=" ".join(sections["Example"]),
        text=text,
    )


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.match(line)
    if match is None:
        raise ValueError(f"cypher/{name}.cypher: cannot read the parameter line {line!r}")
    return Parameter(match["name"], match["type"], match["default"], match["meaning"])


def parameter_value(parameter: Parameter, text: str) -> Value:
    """The value that a text stands for, by the parameter's type. Raises ValueError."""
    if text == "null":
        return None
    if parameter.type == "INTEGER":
        return int(text)
    if parameter.type == "FLOAT":
        return float(text)
    if parameter.type == "BOOLEAN":
        if text not in ("true", "false"):
            raise ValueError(f"{text!r} is neither true nor false")
        return text == "true"
    if parameter.type.startswith("LIST"):
        return [part.strip() for part in text.strip("[]").split(",") if part.strip()]
    return text.strip("'")
