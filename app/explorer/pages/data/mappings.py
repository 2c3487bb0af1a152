"""How files are read: the mappings that ship, those of this data home, and those of past loads."""

from pathlib import Path

import streamlit as st
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.mapping import Column, Mapping, load_mapping, shipped_mappings
from onepath.loaders.mapping_text import mapping_text

from ...connection import working
from ...inputs import choose
from ...language import say, word
from ...loads import mappings_folder
from ...tables import show_rows

__all__ = ["show_mappings"]


def show_mappings(graph: Graph) -> None:
    """Draws the choice of a mapping, and what the chosen one takes each column for."""
    found: dict[str, tuple[str, str]] = {f"shipped:{name}": (name, name) for name in shipped_mappings()}
    folder = mappings_folder(Settings())
    for file in sorted(folder.glob("*.toml")):
        found[f"home:{file.stem}"] = (file.stem, str(file))
    used = {row["mapping"]: row["path"] for row in graph.ask("quality/loads") if row["mapping"]}
    for text, path in used.items():
        found[f"load:{Path(path).name}"] = (Path(path).name, text)
    chosen = choose(
        say("data.mapping", n=len(found)), list(found), "mapping",
        named=lambda one: word(f"data.mapping_{one.partition(':')[0]}", name=found[one][0]),
    )  # fmt: skip
    kind, _, _ = chosen.partition(":")
    with working(word("data.loading_mapping")):
        mapping = _load(kind, found[chosen][1])
    show_rows(_columns(mapping), columns=("column", "taken_for", "kind"))
    with st.expander(say("data.mapping_file")):
        st.code(mapping_text(mapping), language="toml")
    name = found[chosen][1] if kind != "load" else "FILE.toml"
    st.code(f"onepath load FILE --mapping {name}", language="bash")
    st.caption(say("data.mapping_folder", folder=str(folder)))


def _load(kind: str, where: str) -> Mapping:
    return Mapping.model_validate_json(where) if kind == "load" else load_mapping(where)


def _columns(mapping: Mapping) -> list[dict[str, str]]:
    """What each column is taken for, and what holds for all rows."""
    rows = []
    for field in ("source", "name"):
        part = getattr(mapping, field)
        constant = "" if isinstance(part, Column) else part.constant
        column = part.column if isinstance(part, Column) else word("data.every_row")
        rows.append({"column": column, "taken_for": word(f"assistant.{field}"), "kind": constant})
    for field in ("original_at", "sent_at", "received_at", "message_id", "session_id", "sequence"):
        if getattr(mapping, field):
            rows.append(
                {"column": getattr(mapping, field), "taken_for": word(f"assistant.{field}"), "kind": ""}
            )
    for kind, columns in mapping.identifiers.items():
        taken_for = word("assistant.identifier", kind=kind)
        rows += [{"column": column, "taken_for": taken_for, "kind": kind} for column in columns]
    for name, typed in mapping.properties.items():
        taken_for = word(f"assistant.property_{typed.type or 'plain'}")
        rows.append({"column": typed.column, "taken_for": taken_for, "kind": name})
    return rows
