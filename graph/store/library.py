"""The queries of `cypher/`: every file's header parsed, its parameters typed and checked.

A header is the help text. The habit of a checked header is aiosql's (`aiosql/query_loader.py`).
`cypher/library/` is for analysts and named without its folder (`paths/follows`), `cypher/internal/` is what
onepath runs (`internal/flows/paths`). A line `// include: fragments/NAME` in an internal query stands for
that fragment's text, and brings the fragment's parameters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import dropwhile
from textwrap import indent
from types import MappingProxyType

from ..errors import QueryUnknown

_PARAMETER = re.compile(
    r"^(?P<name>[a-z_]+): (?P<type>[A-Z]+(?:<[A-Z<>]+>)?)(?: = (?P<default>.+?))? - (?P<meaning>.+)$"
)
_USED = re.compile(r"\$([a-z_]+)")
_WRITES = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD\s+CSV)\b|IN\s+(\d+\s+CONCURRENT\s+)?TRANSACTIONS"
    r"|gds\.[\w.]+\.(write|mutate)|gds\.graph\."
)
_INCLUDE = re.compile(r"^(?P<indent> *)// include: (?P<name>fragments/[a-z_]+)$", re.MULTILINE)
_SECTIONS = ("Answers", "Grain", "Parameters", "Returns", "Example")
_FRAGMENT_SECTIONS = ("Fragment", "Parameters")
_INTERNAL = "internal/"
Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One `$name` of a query. `default` is null if the header has none."""

    name: str
    type: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text that several internal queries include, and the parameters that it uses."""

    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """One query of `cypher/`: what it answers, its parameters, and what a row of its result is.

    `text` includes its fragments, exactly as it is sent to the server.
    """

    name: str
    answers: str
    grain: str
    parameters: tuple[Parameter, ...]
    returns: tuple[str, ...]
    example: str
    text: str

    @property
    def internal(self) -> bool:
        """Whether it is the program's own and not of the library for analysts."""
        return self.name.startswith(_INTERNAL)

    @property
    def group(self) -> str:
        """What it is about: its folder, such as `paths` or `internal/flows`."""
        return self.name.rpartition("/")[0]

    @property
    def path(self) -> str:
        """Its file."""
        return _path(self.name)

    @property
    def body(self) -> str:
        """Its text without the header."""
        return _without_header(self.text)

    @property
    def reads(self) -> bool:
        """Whether it only reads. The server refuses the others anyway where one may only read."""
        return _WRITES.search(_without_comments(self.text)) is None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.split()[0] for column in self.returns)


@cache
def all_queries() -> dict[str, Query]:
    """Every query by its name: the library, then the internal ones. Raises ValueError for a broken header."""
    root = files("onepath.cypher")
    texts = [*_walk(root / "library", ""), *_walk(root / "internal", _INTERNAL)]
    return {name: parse(name, text, all_fragments()) for name, text in texts}


@cache
def all_fragments() -> dict[str, Fragment]:
    """Every fragment by its name, such as `fragments/part`; one may include those before it.

    Raises ValueError for a broken header.
    """
    found: dict[str, Fragment] = {}
    for name, text in _walk(files("onepath.cypher") / "fragments", "fragments/"):
        found[name] = parse_fragment(name, text, found)
    return found


def find_query(name: str) -> Query:
    """A query by its full name, or one of the library by its last part. Raises QueryUnknown."""
    queries = all_queries()
    wanted = name.removesuffix(".cypher")
    if wanted in queries:
        return queries[wanted]
    offered = [key for key, query in queries.items() if not query.internal]
    matches = [key for key in offered if key.rsplit("/", 1)[-1] == wanted]
    if len(matches) == 1:
        return queries[matches[0]]
    near = ", ".join(matches or [key for key in offered if wanted[:4] in key][:5])
    raise QueryUnknown(
        f"No query has the name {name!r}.",
        action=(f"Near it: {near}. " if near else "") + "See all with: onepath query --list",
    )


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".cypher"):
            yield prefix + entry.name.removesuffix(".cypher"), entry.read_text("utf-8")


def parse(name: str, text: str, fragments: Mapping[str, Fragment] = MappingProxyType({})) -> Query:
    """A query from its file's text. Raises ValueError naming the file and the fault."""
    sections = _header(name, text, _SECTIONS)
    parameters, whole = _complete(name, text, sections, fragments)
    returns = " ".join(sections["Returns"])
    return Query(
        name=name,
        answers=" ".join(sections["Answers"]),
        grain=" ".join(sections["Grain"]),
        parameters=parameters,
        returns=() if returns == "nothing" else tuple(part.strip() for part in returns.split(",")),
        example=" ".join(sections["Example"]),
        text=whole,
    )


def parse_fragment(
    name: str, text: str, fragments: Mapping[str, Fragment] = MappingProxyType({})
) -> Fragment:
    """A fragment from its file's text, without the header. Raises ValueError naming file and fault."""
    sections = _header(name, text, _FRAGMENT_SECTIONS)
    parameters, whole = _complete(name, text, sections, fragments)
    return Fragment(parameters, _without_header(whole))


def _complete(
    name: str, text: str, sections: Mapping[str, list[str]], fragments: Mapping[str, Fragment]
) -> tuple[tuple[Parameter, ...], str]:
    """A text with its fragments in it, and the parameters of both. Raises ValueError."""
    included = list(dict.fromkeys(line["name"] for line in _INCLUDE.finditer(text)))
    for fragment in included:
        if fragment not in fragments:
            raise ValueError(f"{_path(name)}: there is no cypher/{fragment}.cypher")
    whole = _INCLUDE.sub(lambda line: indent(fragments[line["name"]].text, line["indent"]), text)
    parameters = (
        *_parameters(name, sections),
        *(parameter for fragment in included for parameter in fragments[fragment].parameters),
    )
    _check_parameters(name, parameters, whole)
    return parameters, whole


def _header(name: str, text: str, wanted: tuple[str, ...]) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        content = line.removeprefix("//").strip()
        head, _, rest = content.partition(":")
        if head in wanted:
            current = sections.setdefault(head, [])
            content = rest.strip()
        if content:
            current.append(content)
    missing = [section for section in wanted if section not in sections]
    if missing:
        raise ValueError(f"{_path(name)}: the header lacks {', '.join(missing)}")
    return sections


def _parameters(name: str, sections: Mapping[str, list[str]]) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, line) for line in sections["Parameters"] if line != "none")


def _check_parameters(name: str, parameters: tuple[Parameter, ...], text: str) -> None:
    declared = sorted(parameter.name for parameter in parameters)
    used = sorted(set(_USED.findall(_without_comments(text))))
    if declared != used:
        raise ValueError(f"{_path(name)}: declares {declared}, uses {used}")


def _without_header(text: str) -> str:
    return "\n".join(dropwhile(lambda line: line.startswith("//"), text.splitlines()))


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


def _path(name: str) -> str:
    folder = "" if name.startswith((_INTERNAL, "fragments/")) else "library/"
    return f"cypher/{folder}{name}.cypher"


def _parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.match(line)
    if match is None:
        raise ValueError(f"{_path(name)}: cannot read the parameter line {line!r}")
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
