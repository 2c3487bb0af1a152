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
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import Refused
from .tokens import END, KEPT, Token, read_tokens, tokens_of

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
    r"|db\.nameFromElementId",
    re.IGNORECASE,
)
"""Functions with a name space that only work something out. A plugin's can run Cypher, ask an address or,
as gds.graph.project, keep something; none of GDS is needed to read this graph."""

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

_BEFORE_USE = ("UNION", "ALL", "DISTINCT", "NEXT", "THEN", "ELSE")


def check_words(text: str) -> None:
    """Raises Refused for Cypher that calls or asks for what is not reading this graph."""
    tokens = read_tokens(text)
    _check_prefix(tokens)
    _check_clauses(tokens, _after_options(tokens))
    _check_functions(tokens)


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises Refused unless the server says that the query only reads, by a plan of nothing else."""
    if plan is None:
        raise Refused("The server gave no plan for this query.", kept=KEPT, action="Ask it another way.")
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
            expressions = tokens_of(details)
            _check_clauses(expressions, -1)
            # The names as the server has resolved them, however they were written.
            _check_functions(expressions)
    if query_type != "r":
        raise _refused(
            "a change of the data, the schema or the server, or news of the server itself", _READING
        )


_READING = "Ask with MATCH, WITH and RETURN; change data by the onepath commands."
_SAID = {"LoadCSV": "LOAD CSV", "TransactionApply": "CALL IN TRANSACTIONS"}


def _check_prefix(tokens: Sequence[Token]) -> None:
    for token in tokens[: _after_options(tokens) + 1]:
        if token.is_word("EXPLAIN", "PROFILE"):
            raise _refused(
                f"{token.text.upper()} in front", "Leave it out: each query is explained before it is run."
            )


def _check_clauses(tokens: Sequence[Token], first: int) -> None:
    """Clauses that could stand in a subquery that the plan does not show; `first` is the first's place."""
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else END
        if token.is_word("LOAD") and following.is_word("CSV"):
            raise _refused("LOAD CSV", "Load files by: onepath load FILE")
        if token.is_word("CALL") and following.named:
            name, after = _dotted(tokens, place + 1)
            if "." in name or after.is_mark("("):  # otherwise a variable is called so
                _check_procedure(name)
        if token.is_word("TERMINATE") and following.is_word("TRANSACTION", "TRANSACTIONS"):
            raise _refused("TERMINATE TRANSACTIONS", _READING)
        if token.is_word("SHOW") and following.is_word("TRANSACTION", "TRANSACTIONS", "SETTING", "SETTINGS"):
            raise _refused(
                f"SHOW {following.text.upper()}", "SHOW INDEXES, CONSTRAINTS, FUNCTIONS and PROCEDURES work."
            )
        if token.is_word("USE") and following is not END and (place == first or _begins(tokens[place - 1])):
            raise _refused("USE", "The database is the one that NEO4J_DATABASE names.")


def _begins(before: Token) -> bool:
    return before.is_word(*_BEFORE_USE) or before.is_mark("{")


def _after_options(tokens: Sequence[Token]) -> int:
    """Where the query begins after `CYPHER 25 runtime=slotted` and the like."""
    place = 0
    if tokens and tokens[0].is_word("CYPHER"):
        place = 1
        while place < len(tokens) and (
            tokens[place].kind == "number" or (place + 1 < len(tokens) and tokens[place + 1].is_mark("="))
        ):
            place += 1 if tokens[place].kind == "number" else 3
    return place


def _check_procedure(name: str) -> None:
    if not _PROCEDURES.fullmatch(name):
        raise _refused(
            f"the procedure {name}",
            "Procedures that work: db.labels, db.relationshipTypes, db.propertyKeys, db.schema.*, "
            "db.index.fulltext.query*, db.index.vector.query*.",
        )


def _check_functions(tokens: Sequence[Token]) -> None:
    """Names with a dot in them that stand before a bracket, such as `gds.version`."""
    place = 0
    while place < len(tokens):
        if not tokens[place].named:
            place += 1
            continue
        name, after = _dotted(tokens, place)
        called = place and tokens[place - 1].is_word("CALL")
        if "." in name and after.is_mark("(") and not called and not _FUNCTIONS.fullmatch(name):
            raise _refused(f"the function {name}", "Functions with a name space of Neo4j itself work.")
        place += 1
        while place + 1 < len(tokens) and tokens[place].is_mark(".") and tokens[place + 1].named:
            place += 2


def _dotted(tokens: Sequence[Token], place: int) -> tuple[str, Token]:
    """The name with its dots that begins here, as the server resolves it, and the token after it.

    A dot inside of backticks counts as one outside, and blanks in them are none of the name.
    """
    parts = [tokens[place].text]
    while place + 2 < len(tokens) and tokens[place + 1].is_mark(".") and tokens[place + 2].named:
        place += 2
        parts.append(tokens[place].text)
    name = "".join(".".join(parts).split())
    return name, tokens[place + 1] if place + 1 < len(tokens) else END


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", []):
        yield from _operators(child)


def _refused(what: str, action: str) -> Refused:
    return Refused(
        f"This query is not run: it asks for {what}, and here one only reads.", kept=KEPT, action=action
    )
