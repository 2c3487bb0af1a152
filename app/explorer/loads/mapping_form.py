"""The mapping of an uploaded file: proposed for each column, corrected, and shown as a file."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from zoneinfo import available_timezones

import streamlit as st
from onepath.graph.settings import Settings
from onepath.loaders.errors import OutputUnwritable
from onepath.loaders.guesses import ROLES, ColumnGuess
from onepath.loaders.kinds import KINDS
from onepath.loaders.mapping import Mapping
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.proposal import Proposal
from onepath.loaders.time_formats import FORMATS
from onepath.loaders.time_forms import formats_in, shown_formats

from ..connection import working
from ..language import language, say, word
from .trial_view import show_questions
from .uploads import mappings_folder

__all__ = ["choose_encoding", "choose_mapping", "encoding_chosen", "show_mapping"]

_TYPES = ("", "text", "int", "float", "bool", "time", "date")
_ZONES = ("UTC", "Asia/Shanghai")
_FORMATS = ("", *FORMATS)
_ENCODINGS = ("", "utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "cp1251", "utf-16", "latin-1")


def _choices(proposal: Proposal) -> list[str]:
    """Everything that a column can be taken for."""
    own = {one.kind for one in proposal.columns if one.role == "identifier"} - set(KINDS)
    several = {
        "identifier": [f"identifier:{kind}" for kind in (*KINDS, *sorted(own))],
        "property": [f"property:{kind}" for kind in _TYPES],
    }
    return [choice for role in ROLES for choice in several.get(role, [role])]


def choose_mapping(path: Path, proposal: Proposal) -> Mapping | None:
    """The mapping as chosen; None for a canonical table that is loaded without one. Raises MappingInvalid."""
    if proposal.table is not None:
        st.info(say("assistant.table", table=proposal.table), icon=":material/table:")
        if st.toggle(say("assistant.as_table"), value=True, key="as_table"):
            return None
    asked = st.container()
    st.markdown(f"**{say('assistant.columns')}**")
    st.caption(say("assistant.columns_about", rows=proposal.rows))
    proposal = replace(proposal, record=_choose_record(path, proposal))
    for row, one in zip(_edit_columns(path, proposal), proposal.columns, strict=True):
        if row["taken"] != _taken(one):
            role, _, kind = str(row["taken"]).partition(":")
            proposal = proposal.taken_as(one.column, role, kind)  # type: ignore[arg-type] # of _choices
    proposal = _choose_reading(path, _choose_formats(_choose_defaults(proposal)))
    with asked:
        show_questions(proposal)
    return proposal.mapping()


def _choose_record(path: Path, proposal: Proposal) -> Literal["event", "user"]:
    records: tuple[Literal["event", "user"], ...] = ("event", "user")
    return st.radio(
        say("assistant.record_is"), records, index=records.index(proposal.record), horizontal=True,
        format_func=lambda record: word(f"assistant.record_{record}"), key=f"record_{path.parent.name}",
    )  # fmt: skip


def _taken(one: ColumnGuess) -> str:
    return f"{one.role}:{one.kind}" if one.role in ("identifier", "property") else one.role


def _edit_columns(path: Path, proposal: Proposal) -> list[dict[str, Any]]:
    """A row for each column, with what it is taken for."""
    rows = [
        {
            "column": one.column,
            "taken": _taken(one),
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
                say("assistant.mapped_to"), options=_choices(proposal), format_func=_choice_name,
                required=True, width="medium",
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


def _choose_formats(proposal: Proposal) -> Proposal:
    """The format of each column whose times may have several."""
    formats = dict(proposal.formats)
    for question in proposal.questions:
        if question.about not in ("format", "format_of_some", "format_unknown"):
            continue
        column = question.values["column"]
        chosen = st.selectbox(
            say("assistant.format_of", column=column), ["", *map(shown_formats, question.choices)],
            key=f"map_format_{column}", accept_new_options=True,
            format_func=lambda one: one or word("assistant.not_chosen"),
        )  # fmt: skip
        if chosen:
            formats[column] = formats_in(chosen)
    return replace(proposal, formats=formats)


def encoding_chosen(path: Path) -> str | None:
    """The encoding that was chosen for the file; None for the one that is recognised."""
    return st.session_state.get(_encoding_key(path)) or None


def choose_encoding(path: Path) -> None:
    """Draws the choice of the file's encoding, by which it is read again from its beginning."""
    st.selectbox(
        say("assistant.encoding"), _ENCODINGS, key=_encoding_key(path),
        format_func=lambda one: one or word("assistant.recognised"),
    )  # fmt: skip


def _encoding_key(path: Path) -> str:
    return f"map_encoding_{path.parent.name}"


def _choose_reading(path: Path, proposal: Proposal) -> Proposal:
    """How cells are read: settings that most files do not need."""
    open_at_once = any(question.about == "day_or_month" for question in proposal.questions)
    with st.expander(say("assistant.cells_read"), expanded=open_at_once):
        times, encoding, unusable = st.columns(3)
        chosen = times.selectbox(
            say("assistant.time_format"), _FORMATS, accept_new_options=True, key="map_time_format",
            format_func=lambda one: one or word("assistant.recognised"),
            index=_FORMATS.index(proposal.time_format[0]) if proposal.time_format else 0,
        )  # fmt: skip
        with encoding:
            choose_encoding(path)
        losses: tuple[Literal["cell", "row"], ...] = ("cell", "row")
        lost = unusable.selectbox(
            say("assistant.unusable"), losses, key="map_unusable",
            format_func=lambda one: word(f"assistant.unusable_{one}"),
        )  # fmt: skip
    formats = (chosen,) if chosen else ()
    return replace(proposal, time_format=formats, unusable=lost)


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
