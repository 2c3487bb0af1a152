"""What Cypher that somebody typed may do: read this graph, and nothing else.

The server's own refusal of writes is not enough. Reading access still allows LOAD CSV, which reads the
server's files and asks other machines, TERMINATE TRANSACTIONS, and procedures and functions that change or
fetch something without being called a write. So a text is judged three times, before it is run:

1. its words, without strings and comments: what it calls and which clauses it has;
2. the server's verdict by EXPLAIN: the whole of it only reads;
3. the operators of the server's plan, and the words of the expressions in them: the plan leaves out
   subqueries inside of lists and CASE, the expressions still name them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import Refused

__all__ = ["check_plan", "check_words"]

_PROCEDURES = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|ping|info)"
    r"|db\.schema\.(visualization|nodeTypeProperties|relTypeProperties)"
    r"|db\.index\.fulltext\.(queryNodes|queryRelationships|listAvailableAnalyzers)"
    r"|db\.index\.vector\.(queryNodes|queryRelationships)",
    re.IGNORECASE,
)
"""Procedures that only read this graph or its schema. None of GDS: a projection takes memory that no limit
of ours sees, and belongs to the resolve that made it."""

_FUNCTIONS = re.compile(
    r"(point|duration|date|datetime|localdatetime|time|localtime|coll|vector|math|text)\.\w+(\.\w+)?"
    r"|db\.nameFromElementId|gds\.(version|util\.\w+|similarity\.\w+)",
    re.IGNORECASE,
)
"""Functions with a name space that only work something out. A plugin's can run Cypher, ask an address or,
as gds.graph.project, keep something."""

_READS = re.compile(
    r"\w*(Scan|Seek|SeekByRange|Search|Lookup|CountStore)"
    r"|(Let)?(SelectOr)?(Anti)?SemiApply"
    r"|Apply|RollUpApply|ConditionalApply|AntiConditionalApply"
    r"|(Optional|VarLength|Pruning)*Expand|BidirectionalRepeat|Repeat|RepeatOptions|ProjectEndpoints"
    r"|\w*ShortestPaths?|TriadicSelection|Triadic(Build|Filter)"
    r"|\w*HashJoin|CartesianProduct|AssertSameNode|AssertSameRelationship"
    r"|(Ordered)?(Union|Distinct|Aggregation)|EagerAggregation|Eager"
    r"|(Partial)?(Sort|Top)|Top1WithTies|(Exhaustive)?Limit|Skip|Filter|Optional"
    r"|Argument|ArgumentTracker|EmptyRow|EmptyResult|Input|PreserveOrder|NullifyMetadata"
    r"|CacheProperties|RemoteBatchProperties\w*|Projection|(Partitioned)?Unwind|ProduceResults?"
    r"|Show(Indexes|Constraints|Functions|Procedures)"
)

# Of Cypher's tokens, those that tell names from strings and comments; a doubled backtick is one in a name.
_TOKEN = re.compile(
    r"""(?P<skip>[\s\u180e\u200b-\u200f\u2060\ufeff]+|//[^\n\r]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
    r"""|`(?P<quoted>(?:``|[^`])*)`|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}")
_BEFORE_USE = ("{", "UNION", "ALL", "DISTINCT", "NEXT", "THEN", "ELSE")
_KEPT = "Nothing was changed, and nothing was run."


def check_words(text: str) -> None:
    """Raises Refused for Cypher that calls or asks for what is not reading this graph."""
    if not text.strip():
        raise Refused(
            "The query is empty.", action="Write some Cypher, such as: MATCH (e:Event) RETURN count(e)"
        )
    if _ESCAPE.search(text):
        # Cypher 5 replaces these before it reads words and quotes: a CALL could be spelled with them.
        raise Refused(
            "This query spells characters as \\u and four digits.", kept=_KEPT,
            action="Write the characters themselves.",
        )  # fmt: skip
    tokens = list(_tokens(text))
    _check_prefix(tokens)
    _check_clauses(tokens, _after_options(tokens))
    for function in _called_functions(tokens):
        if not _FUNCTIONS.fullmatch(function):
            raise _refused(f"the function {function}", "Functions with a name space of Neo4j itself work.")


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises Refused unless the server says that the query only reads, by a plan of nothing else."""
    if plan is None:
        raise Refused("The server gave no plan for this query.", kept=_KEPT, action="Ask it another way.")
    for operator in _operators(plan):
        name = operator["operatorType"].partition("@")[0].partition("(")[0].strip()
        details = str(operator.get("args", {}).get("Details", ""))
        if name == "ProcedureCall":
            _check_procedure(details.partition("(")[0].replace("`", "").strip())
        elif query_type != "r":
            continue
        elif not _READS.fullmatch(name):
            raise _refused(_SAID.get(name, f"a step that is not known to only read ({name})"), _READING)
        else:
            _check_clauses(list(_tokens(details)), -1)
    if query_type != "r":
        raise _refused(
            "a change of the data, the schema or the server, or news of the server itself", _READING
        )


_READING = "Ask with MATCH, WITH and RETURN; change data by the onepath commands."
_SAID = {"LoadCSV": "LOAD CSV", "TransactionApply": "CALL IN TRANSACTIONS"}


def _check_prefix(tokens: list[str]) -> None:
    for word in tokens[: _after_options(tokens) + 1]:
        if word.upper() in ("EXPLAIN", "PROFILE"):
            raise _refused(
                f"{word.upper()} in front", "Leave it out: each query is explained before it is run."
            )


def _check_clauses(tokens: list[str], first: int) -> None:
    """Clauses that could stand in a subquery that the plan does not show; `first` is the first's place."""
    for place, token in enumerate(tokens):
        word = token.upper()
        following = tokens[place + 1].upper() if place + 1 < len(tokens) else ""
        if word == "LOAD" and following == "CSV":
            raise _refused("LOAD CSV", "Load files by: onepath load FILE")
        if word == "CALL" and (_named(following) or following.startswith("`")):
            name, after = _dotted(tokens, place + 1)
            if "." in name or after == "(":  # otherwise a variable is called so
                _check_procedure(name)
        if word == "TERMINATE" and following.startswith("TRANSACTION"):
            raise _refused("TERMINATE TRANSACTIONS", _READING)
        if word == "SHOW" and following.startswith(("TRANSACTION", "SETTING")):
            raise _refused(f"SHOW {following}", "SHOW INDEXES, CONSTRAINTS, FUNCTIONS and PROCEDURES work.")
        if word == "USE" and following and (place == first or tokens[place - 1].upper() in _BEFORE_USE):
            raise _refused("USE", "The database is the one that NEO4J_DATABASE names.")


def _after_options(tokens: list[str]) -> int:
    """Where the query begins after `CYPHER 25 runtime=slotted` and the like."""
    place = 0
    if tokens and tokens[0].upper() == "CYPHER":
        place = 1
        while place < len(tokens) and (tokens[place].isdigit() or tokens[place + 1 : place + 2] == ["="]):
            place += 1 if tokens[place].isdigit() else 3
    return place


def _check_procedure(name: str) -> None:
    if not _PROCEDURES.fullmatch(name):
        raise _refused(
            f"the procedure {name}",
            "Procedures that work: db.labels, db.relationshipTypes, db.propertyKeys, db.schema.*, "
            "db.index.fulltext.query*, db.index.vector.query*.",
        )


def _called_functions(tokens: list[str]) -> Iterator[str]:
    """Names with a dot in them that stand before a bracket, such as `gds.version`."""
    place = 0
    while place < len(tokens):
        name, after = _dotted(tokens, place)
        called = place and tokens[place - 1].upper() == "CALL"
        if "." in name and after == "(" and not called and tokens[place] != ".":
            yield name
        place += 2 * name.count(".") + 1


def _dotted(tokens: list[str], place: int) -> tuple[str, str]:
    """The name with its dots that begins here, and the token after it."""
    name = tokens[place].strip("`").replace(".", "_")
    while place + 2 < len(tokens) and tokens[place + 1] == "." and _named(tokens[place + 2].strip("`")):
        place += 2
        name += "." + tokens[place].strip("`").replace(".", "_")
    return name, tokens[place + 1] if place + 1 < len(tokens) else ""


def _named(token: str) -> bool:
    return token[:1].isalpha() or token[:1] == "_"


def _tokens(text: str) -> Iterator[str]:
    """Words, names in backticks (with one in front) and marks, without strings, comments and blanks."""
    for found in _TOKEN.finditer(text):
        if found["quoted"] is not None:
            yield "`" + found["quoted"].replace(" ", "")
        elif found["skip"] is None:
            yield found[0]


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", []):
        yield from _operators(child)


def _refused(what: str, action: str) -> Refused:
    return Refused(
        f"This query is not run: it asks for {what}, and here one only reads.", kept=_KEPT, action=action
    )
