"""Writes the pages that are made from the program, so that they never say what it does not do.

Run: .venv/bin/python docs/write_reference.py

`docs/commands.md` comes from the command line, `docs/queries.md` from the headers of `cypher/`, and the
table of rates in `docs/simulator.md` from the simulator. `tests/test_docs.py` fails when one is stale.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import typer
from onepath.app.commands import cli
from onepath.app.commands.answer_types import ANSWER_TYPES
from onepath.graph.answers import answer_schema
from onepath.graph.store import Query, all_queries
from onepath.loaders.simulator.rates import Rates
from pydantic_core import PydanticUndefined

DOCS = Path(__file__).resolve().parent
RUN = ".venv/bin/python docs/write_reference.py"
_MADE = f"<!-- Made from the program. Do not edit it; run: {RUN} -->"
_TABLE = re.compile(r"(<!-- rates: begin -->\n).*(<!-- rates: end -->)", re.DOTALL)
_TYPES = {str: "text", int: "integer", float: "number", bool: "flag", Path: "path", datetime: "day"}
_GROUPS = {
    "people": "who is active, new or returning",
    "identity": "which identifiers are one person, and why",
    "activity": "how many people are active, and how often",
    "sessions": "how long sessions are, and what happens in them",
    "funnels": "how far people get through a sequence of steps",
    "paths": "which event follows which",
    "retention": "who returns, and who does not",
    "sources": "what each source sends, and where people come from",
    "quality": "how reliable the data is",
}
"""The topics of the library in the order in which an analyst meets them."""


def pages() -> dict[Path, str]:
    """Every page that is made from the program, with the text that it should have now."""
    simulator = DOCS / "simulator.md"
    table = _TABLE.sub(lambda found: found[1] + rates() + "\n" + found[2], simulator.read_text("utf-8"))
    return {DOCS / "commands.md": commands(), DOCS / "queries.md": queries(), simulator: table}


def tree() -> dict[str, Any]:
    """Every command by the words that call it, such as `journeys build`."""
    return dict(_walk(typer.main.get_command(cli), ()))


def _walk(group: Any, before: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walk(command, (*before, name))
        else:
            yield " ".join((*before, name)), command.load()


# The commands.


def commands() -> str:
    """The command reference."""
    found = tree()
    toc = [_line(name, command) for name, command in found.items()]
    parts = [
        "# Commands", _MADE, inspect.cleandoc(cli.info.help or ""),
        "Every command has `--help`. With `--json` a command prints one JSON document; its shape is stable: "
        "every change is listed in the [changelog](../CHANGELOG.md). Settings are in "
        "[the tutorial](tutorial.md#settings), and what the numbers mean is in [semantics](semantics.md).",
        "\n".join(toc), *(_command(name, command) for name, command in found.items()),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _line(name: str, command: Any) -> str:
    first = inspect.cleandoc(command.help or "").partition("\n")[0]
    return f"- [`onepath {name}`](#onepath-{name.replace(' ', '-')}): {first}"


def _command(name: str, command: Any) -> str:
    shown = [item for item in command.params if not getattr(item, "hidden", False)]
    arguments = [item for item in shown if not item.opts[0].startswith("-")]
    usage = " ".join(["onepath", name, "[OPTIONS]", *map(_placeholder, arguments)])
    parts = [f"## onepath {name}", inspect.cleandoc(command.help or ""), f"```\n{usage}\n```"]
    hints = get_type_hints(inspect.unwrap(command.callback), include_extras=True)
    if shown:
        rows = [_parameter(item, hints[item.name]) for item in shown]
        parts.append(_table(("argument or option", "type", "default", "meaning"), rows))
    if any("--json" in item.opts for item in shown):
        parts += answers_of(name)
    return "\n\n".join(parts)


def _placeholder(argument: Any) -> str:
    name = (argument.metavar or argument.name.upper()) + "..." * (argument.nargs == -1)
    return name if argument.required else f"[{name}]"


def _parameter(item: Any, hint: Any) -> tuple[str, ...]:
    option = item.opts[0].startswith("-")
    name = ", ".join(f"`{part}`" for part in item.opts) if option else f"`{_placeholder(item)}`"
    bare = bool in get_args(hint)
    if item.required:
        default = "required"
    else:
        default = "" if bare or item.default in (None, (), "") else f"`{_value(item.default)}`"
    kind = _type(hint, item.metavar or "")
    if get_origin(_plain(hint)) is list:
        kind += ", repeatable" if option else ", one or more"
    return name, kind, default, item.help or ""


def _value(value: Any) -> str:
    return ", ".join(map(_value, value)) if isinstance(value, list) else str(getattr(value, "value", value))


def _type(hint: Any, metavar: str) -> str:
    """`Annotated[int | None, ...]` as `integer`; with its range, or its choices, where it has any."""
    plain = _plain(hint)
    one = get_args(plain)[0] if get_origin(plain) is list else plain
    if choices := _choices(one) or (metavar.strip("[]").split("|") if "|" in metavar else []):
        *most, last = [f"`{choice}`" for choice in choices]
        return f"{', '.join(most)} or {last}" if most else last
    text = _TYPES.get(one, "text")
    about = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    low, high = (next((value for value in (getattr(a, end, None) for a in about) if value is not None), None)
                 for end in ("min", "max"))  # fmt: skip
    if low is not None:
        text += f", {low} to {high}" if high is not None else f", {low} or more"
    return text


def _choices(hint: Any) -> list[str]:
    """The values of a Literal or an enum."""
    if get_origin(hint) is Literal:
        return [str(choice) for choice in get_args(hint)]
    is_enum = isinstance(hint, type) and issubclass(hint, Enum)
    return [str(choice.value) for choice in hint] if is_enum else []


def _plain(hint: Any) -> Any:
    """The type itself, without what is said about it and without None."""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if not _optional(plain):
        return plain
    [plain] = [part for part in get_args(plain) if part is not NoneType]
    return plain


def _optional(hint: Any) -> bool:
    return NoneType in get_args(hint)


# The answers of `--json`.


def answers_of(name: str) -> Iterator[str]:
    """The shapes that answer a command, each followed by the shapes of its fields."""
    written: set[str] = set()
    for shape in ANSWER_TYPES.get(name, ()):
        schema = answer_schema(shape)
        for title, about in {schema["title"]: schema, **schema.get("$defs", {})}.items():
            if "properties" in about and title not in written:
                written.add(title)
                yield _shape(title, about)


def _shape(title: str, about: dict[str, Any]) -> str:
    rows = [(f"`{name}`", json_type(field)) for name, field in about["properties"].items()]
    text = inspect.cleandoc(about.get("description", ""))
    return f"**{title}**: {text}\n\n" + _table(("field", "type"), rows)


def json_type(about: dict[str, Any]) -> str:
    """A JSON schema in words."""
    if "anyOf" in about:
        return " or ".join(map(json_type, about["anyOf"]))
    if "$ref" in about:
        return about["$ref"].rpartition("/")[2]
    if about.get("type") == "array":
        return f"list of {json_type(about['items'])}"
    if "format" in about:
        return f"{about['type']} ({about['format']})"
    return about.get("type", "any")


# The query library.


def queries() -> str:
    """The reference of the query library."""
    parts = [
        "# The query library", _MADE,
        "`cypher/library/` has one question per file; its header is its help. Run a query by name with "
        "`onepath query` or on the explorer's page *Query*, or paste the file into Neo4j Browser, where "
        "`:param NAME => VALUE` sets a parameter. Parameters without a default are required. "
        "`onepath query` is read-only: the server refuses queries that write. The queries that onepath "
        "uses internally are in `cypher/internal/`; `onepath query --list --all` lists them too.",
    ]  # fmt: skip
    for group, about in _GROUPS.items():
        found = [query for query in all_queries().values() if query.group == group]
        parts += [f"## {group}: {about}", *map(_query, found)]
    return "\n\n".join(parts) + "\n"


def _query(query: Query) -> str:
    parts = [
        f"### {query.name}", query.answers,
        f"- File: [`{query.path}`](../{query.path})\n"
        f"- Grain: {query.grain}\n"
        f"- Returns: {', '.join(f'`{column}`' for column in query.returns) or 'nothing'}\n"
        f"- Example: {_example(query.example)}",
    ]  # fmt: skip
    if query.parameters:
        rows = [
            (f"`{p.name}`", p.type, "required" if p.default is None else f"`{p.default}`", p.meaning)
            for p in query.parameters
        ]
        parts.append(_table(("parameter", "type", "default", "meaning"), rows))
    return "\n\n".join(parts)


def _example(text: str) -> str:
    before, name, command = text.partition("onepath ")
    return f"{before}`{name}{command}`" if name else text


# The simulator's rates.


def rates() -> str:
    """The table of the simulator's rates."""
    noise = Rates.noise()
    rows = [
        (f"`{name}`", _default(field.default), "yes" if name in noise else "", field.description or "")
        for name, field in Rates.model_fields.items()
    ]
    return _table(("rate", "default", "noise", "share of"), rows)


def _default(value: Any) -> str:
    return "" if value is PydanticUndefined else f"{value:g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, "utf-8")
        print(f"{page.relative_to(DOCS.parent)}: {text.count(chr(10))} lines")
