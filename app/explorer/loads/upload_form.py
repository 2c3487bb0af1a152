"""A file of one's own: what its columns are is proposed, corrected, tried, kept as a mapping, and loaded."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import streamlit as st
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.loaders.errors import MappingInvalid, OnepathError, OutputUnwritable
from onepath.loaders.kinds import KINDS
from onepath.loaders.mapping import Mapping
from onepath.loaders.mapping_text import mapping_text
from onepath.loaders.propose import ROLES, Proposal, propose
from onepath.loaders.records import EventRecord, Record
from onepath.loaders.trial import Trial, try_mapping

from ..connection import banner, working
from ..formats import cell, plain
from ..language import language, say, word
from ..tables import show_rows
from .jobs import begin
from .tasks import fill_with_file
from .uploads import SUFFIXES, keep_upload, mappings_folder

__all__ = ["show_assistant"]

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
"""Everything that a column can be, as one list."""
_ZONES = ("UTC", "Asia/Shanghai")


def show_assistant() -> None:
    """Draws the upload, and for a file what it takes to load it."""
    st.caption(say("assistant.about"))
    sent = st.file_uploader(say("assistant.file"), type=SUFFIXES, key="upload")
    if sent is None:
        return
    try:
        path = _kept(sent.file_id, sent.name, sent.getvalue())
        proposal = _once("proposal", str(path), lambda: propose(path))
        mapping = _mapping(path, proposal)
        trial = _once(
            "trial", f"{path} {mapping and mapping.model_dump_json()}",
            lambda: try_mapping(path, mapping, normalisers=load_rules(Settings().rules).normalisers),
        )  # fmt: skip
    except MappingInvalid as fault:
        st.warning("\n\n".join(plain(line) for line in fault.message.splitlines()), icon=":material/rule:")
        return
    except OnepathError as fault:
        banner(fault, again=False)
        return
    _show_trial(trial)
    if mapping is not None:
        _show_mapping(path, mapping)
    _offer_load(path, mapping, trial)


def _kept(identity: str, name: str, content: bytes) -> Path:
    path: Path = _once("kept_upload", identity, lambda: keep_upload(Settings(), name, content))
    return path


def _once(what: str, key: str, make: Any) -> Any:
    """What was made for this key, made anew for another: pages run again at each click."""
    held = st.session_state.get(f"assistant_{what}")
    if held is None or held[0] != key:
        with working(word("assistant.reading")):
            held = (key, make())
        st.session_state[f"assistant_{what}"] = held
    return held[1]


def _mapping(path: Path, proposal: Proposal) -> Mapping | None:
    """The mapping as it is chosen; None for a canonical table that is taken as one. Raises MappingInvalid."""
    if proposal.table is not None:
        st.info(say("assistant.table", table=proposal.table), icon=":material/table:")
        if st.toggle(say("assistant.as_table"), value=True, key="as_table"):
            return None
    st.markdown(f"**{say('assistant.columns')}**")
    st.caption(say("assistant.columns_about", rows=proposal.rows))
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
    edited = st.data_editor(
        rows, hide_index=True, key=f"columns_{path.parent.name}_{language()}",
        disabled=("column", "filled", "different", "examples"),
        column_config={
            "column": st.column_config.TextColumn(say("assistant.column")),
            "taken": st.column_config.SelectboxColumn(
                say("assistant.taken"), options=_CHOICES, format_func=_named, required=True, width="medium"
            ),
            "filled": st.column_config.NumberColumn(say("assistant.filled"), format="percent"),
            "different": st.column_config.NumberColumn(say("assistant.different"), format="localized"),
            "examples": st.column_config.TextColumn(say("assistant.examples"), width="large"),
        },
    )  # fmt: skip
    for row in edited:
        role, _, kind = str(row["taken"]).partition(":")
        proposal = proposal.taken_as(str(row["column"]), role, kind)  # type: ignore[arg-type] # of _CHOICES
    return _with_the_rest(proposal).mapping()


def _named(choice: str | float) -> str:
    """A choice for people to read; all of ours are texts, and a column of choices may hold numbers too."""
    role, _, kind = str(choice).partition(":")
    if role == "identifier":
        return word("assistant.identifier", kind=kind)
    return word(f"assistant.property_{kind or 'plain'}") if role == "property" else word(f"assistant.{role}")


def _with_the_rest(proposal: Proposal) -> Proposal:
    """What holds for the whole file, and what no column says."""
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


def _show_trial(trial: Trial) -> None:
    st.markdown(f"**{say('assistant.preview')}**")
    good = trial.rows - trial.rejected
    said = (
        say("assistant.tried_all", rows=trial.rows, good=good)
        if trial.whole
        else say("assistant.tried", rows=trial.rows, good=good)
    )
    if trial.rejected:
        st.warning(f"{said} {say('assistant.rejected', n=trial.rejected)}", icon=":material/rule:")
        rows = [{"rows": count, "reason": reason} for reason, count in trial.reasons.most_common(20)]
        show_rows(rows, columns=("rows", "reason"))
        with st.expander(say("assistant.rejects")):
            show_rows(
                [{"row": one.row, "reason": one.reason, "content": one.content} for one in trial.rejects]
            )
    else:
        st.success(said, icon=":material/check:")
    if trial.records:
        with st.expander(say("assistant.records", n=len(trial.records)), expanded=not trial.rejected):
            show_rows([_row(record) for record in trial.records])


def _row(record: Record) -> dict[str, Any]:
    if isinstance(record, EventRecord):
        return {
            "at": record.corrected_at, "source": record.source, "name": record.name,
            "identifiers": ", ".join(record.identifiers), "session": record.session_id,
            "properties": cell(dict(record.properties)),
        }  # fmt: skip
    fields = getattr(record, "__slots__", ())
    return {name: _told(getattr(record, name)) for name in fields}


def _told(value: Any) -> Any:
    return cell(dict(value) if hasattr(value, "items") else value)


def _show_mapping(path: Path, mapping: Mapping) -> None:
    text = mapping_text(mapping, word("assistant.comment", file=path.name))
    with st.expander(say("assistant.mapping")):
        st.code(text, language="toml")
        st.download_button(
            say("assistant.download"), data=text, file_name=f"{_stem(path)}.toml", mime="application/toml",
            key="download_mapping", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        name = st.text_input(say("assistant.keep_as"), value=_stem(path), key="mapping_name")
        if st.button(say("assistant.keep"), key="keep_mapping", disabled=not name.strip()):
            with working(word("assistant.keeping")):
                file = _keep_mapping(name, text)
            st.success(say("assistant.kept", file=str(file)))
            st.code(f"onepath load {path.name} --mapping {file}", language="bash")


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _keep_mapping(name: str, text: str) -> Path:
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name.strip())[:80]
    file = mappings_folder(Settings()) / f"{safe}.toml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as why:
        raise OutputUnwritable(
            f"The mapping cannot be kept in {file}: {why.strerror or why}.", action="Download it instead."
        ) from why
    return file


def _offer_load(path: Path, mapping: Mapping | None, trial: Trial) -> None:
    if st.button(
        say("assistant.load"), type="primary", key="assistant_load", icon=":material/upload:",
        disabled=trial.rows == trial.rejected,
    ):  # fmt: skip
        with working(word("beginning.starting")):
            begin(partial(fill_with_file, path, mapping))
        st.rerun()
    st.caption(say("assistant.load_about"))
