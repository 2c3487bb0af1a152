"""How files are read: the mappings that ship, those of this data home, and those of past loads."""

from pathlib import Path

import streamlit as st
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.mapping import Mapping, Use, load_mapping, shipped_mappings
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.references import PropertyReference

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
    return [_row(use) for use in mapping.uses()]


def _row(use: Use) -> dict[str, str]:
    reference = use.reference
    if use.field == "identifiers":
        taken_for, kind = word("assistant.identifier", kind=use.name), use.name
    elif isinstance(reference, PropertyReference):
        taken_for, kind = word(f"assistant.property_{reference.type or 'plain'}"), use.name
    else:
        taken_for, kind = word(f"assistant.{use.field}"), ""
    if reference.constant is not None:
        return {"column": word("data.every_row"), "taken_for": taken_for, "kind": str(reference.constant)}
    return {"column": reference.label(), "taken_for": taken_for, "kind": kind}
