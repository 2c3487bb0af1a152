"""The mapping of an uploaded file: proposed for each column, corrected, and shown as a file."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import streamlit as st
from onepath.graph.settings import Settings
from onepath.loaders.errors import OutputUnwritable
from onepath.loaders.kinds import KINDS
from onepath.loaders.mapping import Mapping
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.propose import ROLES, Proposal

from ..connection import working
from ..language import language, say, word
from .uploads import mappings_folder

__all__ = ["choose_mapping", "show_mapping"]

_TYPES = ("", "text", "int", "float", "bool", "time")
_CHOICES = tuple(
    choice
    for role in ROLES
    for choice in (
        [f"identifier:{kind}" for kind in KINDS]
        if role == "identifier"
        else [f"property:{kind}" for kind in _TYPES]
        if role == "property"
        else [role]
    )
)
"""Everything that a column can be taken for."""
_ZONES = ("UTC", "Asia/Shanghai")


def choose_mapping(path: Path, proposal: Proposal) -> Mapping | None:
    """The mapping as chosen; None for a canonical table that is loaded without one. Raises MappingInvalid."""
    if proposal.table is not None:
        st.info(say("assistant.table", table=proposal.table), icon=":material/table:")
        if st.toggle(say("assistant.as_table"), value=True, key="as_table"):
            return None
    st.markdown(f"**{say('assistant.columns')}**")
    st.caption(say("assistant.columns_about", rows=proposal.rows))
    for row in _edit_columns(path, proposal):
        role, _, kind = str(row["taken"]).partition(":")
        proposal = proposal.taken_as(str(row["column"]), role, kind)  # type: ignore[arg-type] # of _CHOICES
    return _choose_defaults(proposal).mapping()


def _edit_columns(path: Path, proposal: Proposal) -> list[dict[str, Any]]:
    """A row for each column, with what it is taken for."""
    rows = [
        {
            "column": one.column,
            "taken": f"{one.role}:{one.kind}" if one.role in ("identifier", "property") else one.role,
            "filled": one.filled,
            "different": one.different,
            "examples": " · ".join(one.examples),
        }
        for one in proposal.columns
    ]
    # Of another file or language the choices are another widget's.
    edited: list[dict[str, Any]] = st.data_editor(
        rows, hide_index=True, key=f"columns_{path.parent.name}_{language()}",
        disabled=("column", "filled", "different", "examples"),
        column_config={
            "column": st.column_config.TextColumn(say("assistant.column")),
            "taken": st.column_config.SelectboxColumn(
                say("assistant.mapped_to"), options=_CHOICES, format_func=_choice_name, required=True,
                width="medium",
            ),
            "filled": st.column_config.NumberColumn(say("assistant.filled"), format="percent"),
            "different": st.column_config.NumberColumn(say("assistant.different"), format="localized"),
            "examples": st.column_config.TextColumn(say("assistant.examples"), width="large"),
        },
    )  # fmt: skip
    return edited


def _choice_name(choice: str | float) -> str:
    """A choice for people to read; all of ours are texts, and a column of choices may hold numbers too."""
    role, _, kind = str(choice).partition(":")
    if role == "identifier":
        return word("assistant.identifier", kind=kind)
    return word(f"assistant.property_{kind or 'plain'}") if role == "property" else word(f"assistant.{role}")


def _choose_defaults(proposal: Proposal) -> Proposal:
    """What holds for the whole file, and what no column gives."""
    roles = {one.role for one in proposal.columns}
    source, name, zone, region = st.columns(4)
    if "source" not in roles:
        proposal = replace(
            proposal,
            source=source.text_input(say("assistant.source_is"), value=proposal.source, key="map_source"),
        )
    if "name" not in roles:
        proposal = replace(
            proposal, name=name.text_input(say("assistant.name_is"), value=proposal.name, key="map_name")
        )
    zones = [*_ZONES, *sorted(available_timezones() - set(_ZONES))]
    return replace(
        proposal,
        time_zone=zone.selectbox(say("assistant.zone"), zones, key="map_zone"),
        phone_region=region.text_input(
            say("assistant.region"), value=proposal.phone_region, key="map_region"
        ),
    )


def show_mapping(path: Path, mapping: Mapping) -> None:
    text = mapping_text(mapping, word("assistant.comment", file=path.name))
    with st.expander(say("assistant.mapping")):
        st.code(text, language="toml")
        st.download_button(
            say("assistant.download"), data=text, file_name=f"{_stem(path)}.toml", mime="application/toml",
            key="download_mapping", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        name = st.text_input(say("assistant.save_as"), value=_stem(path), key="mapping_name")
        if st.button(say("assistant.save"), key="keep_mapping", disabled=not name.strip()):
            with working(word("assistant.saving")):
                file = _save_mapping(name, text)
            st.success(say("assistant.saved", file=str(file)))
            st.code(f"onepath load {path.name} --mapping {file}", language="bash")


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _save_mapping(name: str, text: str) -> Path:
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name.strip())[:80]
    file = mappings_folder(Settings()) / f"{safe}.toml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as why:
        raise OutputUnwritable(
            f"The mapping cannot be saved in {file}: {why.strerror or why}.", action="Download it instead."
        ) from why
    return file
